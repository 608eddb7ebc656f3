"""Options of the whole test run."""

from collections.abc import Iterator

import pytest

from tests.postgres.server import PostgresServer, installed, postgres


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden transcripts anew instead of comparing")
    parser.addoption("--pictures", action="store_true", help="take the README's pictures anew (docs/pictures)")


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """One PostgreSQL for all tests of a worker; each makes its own database there."""
    if installed() is None:
        pytest.skip("there is no wheel with PostgreSQL for this system")
    with postgres() as running:
        yield running
