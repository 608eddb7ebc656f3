"""What may stand behind the question mark of DATABASE_URL: each option works, or is refused in one line."""

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from storage.database.open import open_database, unreadable
from storage.database.url import DatabaseUrlError, PostgresServer, parse_database_url
from storage.encryption.keyring import Keyring
from tests.postgres.tls_listener import certify, tls_listener

KEYRING = Keyring.generate()
HOSTED = "postgresql://rebato:canary@db.example.org/valley"


def read(address: str) -> PostgresServer:
    database = parse_database_url(address)
    assert isinstance(database, PostgresServer)
    assert "canary" not in repr(database)
    return database


def refused(address: str) -> str:
    with pytest.raises(DatabaseUrlError) as error:
        parse_database_url(address)
    assert "canary" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("host", ["db.example.org", "10.0.0.7", "db"])
def test_tls_is_asked_of_every_server_but_one_on_this_machine(host: str) -> None:
    assert read(f"postgresql://rebato@{host}/valley").options.driver["sslmode"] == "require"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.1.1", "[::1]", ""])
def test_on_this_machine_tls_is_used_where_it_is_offered(host: str) -> None:
    assert read(f"postgresql://rebato@{host}/valley").options.driver["sslmode"] == "prefer"


@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-full"])
def test_what_the_setting_says_of_tls_holds(mode: str) -> None:
    assert read(f"{HOSTED}?sslmode={mode}").options.driver["sslmode"] == mode


def test_a_certificate_is_checked_against_this_machines_authorities_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for options, by_name in (
        ("sslmode=verify-full", True),
        ("sslmode=verify-ca", False),
        ("sslrootcert=system", True),
    ):
        tls = read(f"{HOSTED}?{options}").options.tls
        assert tls is not None
        assert (tls.check_hostname, tls.verify_mode.name) == (by_name, "CERT_REQUIRED")
    assert read(f"{HOSTED}?sslmode=require").options.tls is None


def test_a_file_of_authorities_is_the_drivers_to_read(tmp_path: Path) -> None:
    root = tmp_path / "root.crt"
    root.touch()
    options = read(f"{HOSTED}?sslmode=verify-full&sslrootcert={root}").options
    assert (options.driver["sslrootcert"], options.tls) == (str(root), None)
    assert "sslrootcert that cannot be used" in refused(f"{HOSTED}?sslmode=verify-full&sslrootcert={tmp_path}/none")


def test_how_long_to_wait_is_libpqs() -> None:
    assert read(f"{HOSTED}?connect_timeout=10").options.wait == 10
    assert read(f"{HOSTED}?connect_timeout=1").options.wait == 2
    assert read(f"{HOSTED}?connect_timeout=0").options.wait is None
    assert "connect_timeout" in refused(f"{HOSTED}?connect_timeout=soon")


@pytest.mark.parametrize(
    "option",
    ["channel_binding=prefer", "gssencmode=disable", "client_encoding=UTF8", "sslsni=1", "fallback_application_name=x"],
)
def test_what_is_done_anyway_may_be_said(option: str) -> None:
    assert read(f"{HOSTED}?sslmode=require&{option}").options.driver == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("option", "remedy"),
    [
        ("channel_binding=require", "sslmode=verify-full"),
        ("application_name=x", "instances of the program know each other by it"),
        ("hostaddr=10.0.0.7", "as the host"),
        ("keepalives_idle=5", "leave it out"),
        ("sslmode=always", "verify-full"),
        ("nonsense=1", "leave it out"),
        ("%00=1", "?option=value"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_remedy(option: str, remedy: str) -> None:
    said = refused(f"{HOSTED}?{option}")
    assert remedy in said
    assert "\n" not in said


def test_the_database_may_be_named_as_an_option() -> None:
    assert read("postgresql://db.example.org/?dbname=valley").url.database == "valley"


async def told(address: str) -> str:
    database = read(address)
    engine = open_database(database, KEYRING)
    try:
        async with engine.connect():
            raise AssertionError("it lets us in")
    except (OSError, DBAPIError) as error:
        found = unreadable(database, error)
    finally:
        await engine.dispose()
    assert found is not None
    return str(found)


async def test_a_certificate_that_nobody_vouches_for_is_told_with_the_remedy(tmp_path: Path) -> None:
    async with tls_listener(certify(tmp_path, "localhost")) as port:
        assert "give sslrootcert" in await told(f"postgresql://rebato@localhost:{port}/valley?sslmode=verify-full")


@pytest.mark.parametrize(
    ("name", "mode", "remedy"),
    [
        ("localhost", "verify-full", "no PostgreSQL server answers"),
        ("elsewhere", "verify-full", "the host's name as the certificate has it"),
        ("elsewhere", "verify-ca", "no PostgreSQL server answers"),
    ],
)
async def test_a_file_of_authorities_is_what_counts_and_the_hosts_name_where_it_is_to_be_checked(
    tmp_path: Path, name: str, mode: str, remedy: str
) -> None:
    """Behind its certificate the listener hangs up: no server answers."""
    root = certify(tmp_path, name)
    async with tls_listener(root) as port:
        assert remedy in await told(f"postgresql://rebato@localhost:{port}/valley?sslmode={mode}&sslrootcert={root}")
