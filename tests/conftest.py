"""Options of the whole test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden transcripts anew instead of comparing")
    parser.addoption("--pictures", action="store_true", help="take the README's pictures anew (docs/pictures)")
