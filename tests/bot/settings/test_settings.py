"""The settings, and the one line that is said where one is wrong."""

import os
import traceback
from datetime import timedelta
from pathlib import Path

import pydantic
import pytest

from alerts.areas import KEEPS
from alerts.incidents import timings
from alerts.upkeep.retention_defaults import INQUIRY
from bot.settings.settings import SECRETS, VARIABLES, Settings, SettingsError, load
from storage.database.sqlite_drivers import DriverOptions
from storage.database.url import PostgresServer

TOKEN = "123456:canary-token-abcdefghijklmnop"
KEY = "canary key of many letters"
TELEGRAM = {"TELEGRAM_BOT_TOKEN": TOKEN}
SIGNAL = {"SIGNAL_SERVICE": "127.0.0.1:8080", "PHONE_NUMBER": "+14135550100"}


def refused(env: dict[str, str], need_transport: bool = True) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load(env, need_transport)
    text = str(caught.value)
    assert "\n" not in text
    assert text.startswith(caught.value.variable)
    assert "canary" not in "".join(traceback.format_exception(caught.value))
    return caught.value


def test_a_token_is_enough_and_the_rest_has_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load(TELEGRAM)
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings.telegram_base_url == "https://api.telegram.org"
    assert settings.signal_service is None
    assert settings.rebato_data == tmp_path / "data"
    assert settings.rebato_keys == tmp_path / "data.keys"
    assert settings.database.path == tmp_path / "data" / "rebato.db"
    assert settings.database.wanted is DriverOptions.BEST
    assert settings.signal_pace == 5
    assert settings.log_level == "INFO"
    assert settings.hotline == ""


def test_signal_alone_is_enough() -> None:
    settings = load(SIGNAL)
    assert (settings.signal_service, settings.phone_number) == ("127.0.0.1:8080", "+14135550100")


def test_without_any_transport_it_says_what_to_set() -> None:
    error = refused({})
    assert error.variable == "TELEGRAM_BOT_TOKEN"
    assert "SIGNAL_SERVICE and PHONE_NUMBER" in str(error)


def test_a_verb_that_sends_nothing_needs_no_transport() -> None:
    assert load({}, need_transport=False).telegram_bot_token is None


@pytest.mark.parametrize(("given", "missing"), [("SIGNAL_SERVICE", "PHONE_NUMBER"), ("PHONE_NUMBER", "SIGNAL_SERVICE")])
def test_signal_needs_both_its_variables(given: str, missing: str) -> None:
    assert refused({**TELEGRAM, given: SIGNAL[given]}).variable == missing


def test_an_empty_value_counts_as_not_set() -> None:
    settings = load({**TELEGRAM, "REBATO_KEY": "", "SIGNAL_SERVICE": "  ", "SIGNAL_PACE": "", "LOG_LEVEL": ""})
    assert settings.rebato_key is None
    assert settings.signal_pace == 5


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://api.telegram.org", "https://api.telegram.org"),
        ("http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("http://localhost:8081/bot", "http://localhost:8081"),
        ("http://localhost:8081/bot/", "http://localhost:8081"),
        ("https://[::1]:8081", "https://[::1]:8081"),
    ],
)
def test_the_base_url_is_brought_to_an_origin(text: str, origin: str) -> None:
    assert load({**TELEGRAM, "TELEGRAM_BASE_URL": text}).telegram_base_url == origin


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("signal:8080", "signal:8080"),
        ("http://signal:8080/", "signal:8080"),
        ("[::1]:8080", "[::1]:8080"),
    ],
)
def test_the_signal_service_is_brought_to_host_and_port(text: str, service: str) -> None:
    assert load({**SIGNAL, "SIGNAL_SERVICE": text}).signal_service == service


def test_the_phone_number_is_brought_to_e164() -> None:
    assert load({**SIGNAL, "PHONE_NUMBER": "+1 (413) 555-0100"}).phone_number == "+14135550100"


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("TELEGRAM_BOT_TOKEN", "canary"),
        ("TELEGRAM_BOT_TOKEN", "bot" + TOKEN),
        ("TELEGRAM_BOT_TOKEN", TOKEN + " canary"),
        ("TELEGRAM_BASE_URL", "canary.example"),
        ("TELEGRAM_BASE_URL", "ftp://canary.example"),
        ("TELEGRAM_BASE_URL", f"https://api.telegram.org/bot{TOKEN}"),
        ("TELEGRAM_BASE_URL", "https://user:canary@api.telegram.org"),
        ("TELEGRAM_BASE_URL", "https://api.telegram.org?canary"),
        ("TELEGRAM_BASE_URL", "https://canary:port"),
        ("TELEGRAM_BASE_URL", "https://[canary"),
        ("SIGNAL_SERVICE", "canary"),
        ("SIGNAL_SERVICE", "canary:many"),
        ("SIGNAL_SERVICE", "https://canary:8080"),
        ("SIGNAL_SERVICE", "canary:8080/v1"),
        ("PHONE_NUMBER", "canary"),
        ("PHONE_NUMBER", "413 555 0100"),
        ("PHONE_NUMBER", "+1413"),
        ("REBATO_KEY", "canary"),
        ("DATABASE_URL", "canary"),
        ("DATABASE_URL", "mysql://canary"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///canary.db?mode=ro"),
        ("SIGNAL_PACE", "-1"),
        ("SIGNAL_PACE", "nan"),
        ("SIGNAL_PACE", "canary"),
        ("RECEIVER_LISTEN", "canary"),
        ("RECEIVER_LISTEN", "https://canary:8090"),
        ("RECEIVER_SECRET", "canary"),
        ("RECEIVER_SECRET", "canary/0123456789"),
        ("LOG_LEVEL", "canary"),
        ("HOTLINE", "canary" * 20),
        ("HOTLINE", "canary\nx"),
        ("RETENTION_INCIDENT_DAYS", "0"),
        ("RETENTION_INQUIRY_DAYS", "1.5"),
        ("RETENTION_MESSAGES_DAYS", "366"),
    ],
)
def test_a_wrong_value_is_refused_by_its_variable_and_never_repeated(variable: str, text: str) -> None:
    assert refused({**TELEGRAM, **SIGNAL, variable: text}).variable == variable


@pytest.mark.parametrize("driver", ["postgresql", "postgres", "postgresql+asyncpg", "postgresql+psycopg"])
def test_the_database_url_may_name_a_server_and_the_password_is_never_shown(driver: str) -> None:
    settings = load({**TELEGRAM, "DATABASE_URL": f"{driver}://rebato:canary@db:5433/valley?sslmode=require"})
    database = settings.database
    assert isinstance(database, PostgresServer)
    assert (database.url.host, database.url.port, database.url.database) == ("db", 5433, "valley")
    assert (database.url.drivername, dict(database.url.query)) == ("postgresql+asyncpg", {})
    assert database.options.driver == {"sslmode": "require"}
    assert "canary" not in repr(settings)
    assert (settings.home, settings.run_folder) == ("DATABASE_URL", settings.rebato_data)


def test_a_server_without_a_database_is_refused_without_its_password() -> None:
    error = refused({**TELEGRAM, "DATABASE_URL": "postgresql://rebato:canary@db"})
    assert error.variable == "DATABASE_URL"
    assert "names no database" in str(error)


@pytest.mark.parametrize(
    ("kind", "wanted"), [("sqlite", DriverOptions.PLAIN), ("sqlite+sqlcipher", DriverOptions.SQLCIPHER)]
)
def test_the_database_url_names_file_and_driver(kind: str, wanted: DriverOptions, tmp_path: Path) -> None:
    database = load({**TELEGRAM, "DATABASE_URL": f"{kind}:///{tmp_path}/x.db"}).database
    assert (database.path, database.wanted) == (tmp_path / "x.db", wanted)


def test_a_relative_database_url_is_taken_from_this_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load({**TELEGRAM, "DATABASE_URL": "sqlite:///x.db"}).database.path == tmp_path / "x.db"


@pytest.mark.parametrize(("variable", "secret"), [("TELEGRAM_BOT_TOKEN", TOKEN), ("REBATO_KEY", KEY)])
def test_a_secret_may_come_from_a_file(variable: str, secret: str, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(f"{secret}\n")
    settings = load({**SIGNAL, f"{variable}_FILE": str(path)})
    assert getattr(settings, variable.lower()).get_secret_value() == secret


@pytest.mark.parametrize("variable", SECRETS)
def test_a_secret_from_two_sides_is_refused(variable: str, tmp_path: Path) -> None:
    env = {"TELEGRAM_BOT_TOKEN": TOKEN, "REBATO_KEY": KEY, f"{variable}_FILE": str(tmp_path / "canary")}
    assert refused(env).variable == f"{variable}_FILE"


@pytest.mark.parametrize("variable", SECRETS)
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xff", b"canary" * 1000])
def test_a_secrets_file_that_is_no_use_is_refused(variable: str, content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "canary"
    if content is not None:
        path.write_bytes(content)
    assert refused({**SIGNAL, f"{variable}_FILE": str(path)}).variable == f"{variable}_FILE"


def test_a_folder_instead_of_a_secrets_file_is_refused(tmp_path: Path) -> None:
    assert refused({"TELEGRAM_BOT_TOKEN_FILE": str(tmp_path)}).variable == "TELEGRAM_BOT_TOKEN_FILE"


def test_a_wrong_secret_in_a_file_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("canary")
    assert refused({"TELEGRAM_BOT_TOKEN_FILE": str(path)}).variable == "TELEGRAM_BOT_TOKEN_FILE"


def test_neither_repr_nor_str_shows_a_secret_or_the_number() -> None:
    settings = load({**TELEGRAM, **SIGNAL, "REBATO_KEY": KEY})
    shown = f"{settings!r} {settings} {settings.model_dump_json(exclude={'phone_number'})}"
    assert "canary" not in shown
    assert SIGNAL["PHONE_NUMBER"] not in repr(settings)


def test_settings_are_frozen() -> None:
    with pytest.raises(pydantic.ValidationError):
        load(TELEGRAM).log_level = "DEBUG"


def test_keys_that_open_themselves_may_not_lie_with_the_data(tmp_path: Path) -> None:
    env = {**TELEGRAM, "REBATO_DATA": str(tmp_path), "REBATO_KEYS": str(tmp_path / "keys")}
    assert refused(env).variable == "REBATO_KEYS"
    assert load({**env, "REBATO_KEY": KEY}).rebato_keys == tmp_path / "keys"


def test_the_spans_of_retention_can_be_set() -> None:
    retention = load({**TELEGRAM, "RETENTION_INCIDENT_DAYS": "14"}).retention
    assert retention.of(timings.KEPT) == timedelta(days=14)
    assert retention.of(INQUIRY) == timedelta(days=3)


def test_the_table_of_retention_has_a_row_for_everything_and_never_keeps_media() -> None:
    retention = load(TELEGRAM).retention
    rows = {row.what: row.span for row in retention.rows(KEEPS)}
    assert rows.keys() == {f"retention.{kept.name}.what" for kept in KEEPS}
    assert rows.keys() >= {f"retention.{kept}.what" for kept in ("incident", "inquiry", "messages", "media", "audit")}
    assert rows["retention.incident.what"] == timedelta(days=7)
    assert rows["retention.media.what"] == timedelta(0)


def test_the_environment_goes_before_the_dotenv_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (*VARIABLES, *(f"{name}_FILE" for name in SECRETS)):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nHOTLINE=from the file\nLOG_LEVEL=ERROR\n")
    monkeypatch.setenv("HOTLINE", "from outside")
    settings = load()
    assert settings.telegram_bot_token is not None
    assert (settings.hotline, settings.log_level) == ("from outside", "ERROR")


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_BOT_TOKEN_FIEL", "TELEGRAM_BOT_TOKEN_FILE"),
        ("PHONE_NUMBERS", "PHONE_NUMBER"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("hotline", "HOTLINE"),
        ("RETENTION_INCIDENTS_DAYS", "RETENTION_INCIDENT_DAYS"),
    ],
)
def test_a_misspelt_name_in_the_dotenv_file_is_refused_with_the_right_one(
    name: str, right: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"{name}=canary\n")
    with pytest.raises(SettingsError) as error:
        load()
    assert (error.value.variable, "canary" in str(error.value)) == (name, False)
    assert f"write {right} " in str(error.value)


def test_so_is_one_in_the_environment_unless_ours_is_set_as_well() -> None:
    assert refused({**TELEGRAM, "HOTLINES": "canary"}).variable == "HOTLINES"
    assert load({**TELEGRAM, "HOTLINE": "413 555 0100", "HOTLINES": "canary"}).hotline == "413 555 0100"


@pytest.mark.parametrize("name", ["SIGNAL_SERVICE_HOST", "SIGNAL_SERVICE_PORT", "COMPOSE_PROJECT_NAME", "PATH", "LANG"])
def test_names_of_other_programs_are_nobodys_business(name: str) -> None:
    assert load({**TELEGRAM, name: "canary"}).signal_service is None


def test_a_dotenv_file_that_is_not_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(b"HOTLINE=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
        load()


def test_the_example_file_explains_every_variable() -> None:
    example = (Path(__file__).parents[3] / ".env.example").read_text(encoding="utf-8")
    for variable in (*VARIABLES, *(f"{name}_FILE" for name in SECRETS)):
        assert f"\n{variable}=" in example or f"\n#{variable}=" in example, variable


def test_given_values_are_all_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "HOTLINE", "from outside")
    assert load(TELEGRAM).hotline == ""
    assert isinstance(load(TELEGRAM), Settings)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("HOTLINE canary", "has no ="),
        ("canary", "has no ="),
        ("export HOTLINE=canary", "begins with export"),
        ("export HOTLINE", "has no ="),
        ("HOTLINE = canary", "has a space"),
        (" HOTLINE=canary", "has a space"),
        ("HOTLINE= canary", "has a space"),
        ("HOT LINE=canary", "has no name"),
        ("=canary", "has no name"),
        ('HOTLINE="canary', "not closed"),
        ("HOTLINE='canary", "not closed"),
        ('HOTLINE=canary"', "opens nowhere"),
        ('HOTLINE="canary"canary', "behind its closing quote"),
    ],
)
def test_a_broken_line_of_the_dotenv_file_is_refused_with_its_number_and_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"# ours\n\n{line}\nLOG_LEVEL=ERROR\n")
    with pytest.raises(SettingsError) as error:
        load(need_transport=False)
    assert str(error.value).startswith(".env, line 3, ")
    assert told in str(error.value)
    assert "canary" not in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('HOTLINE="413 555 0100" # ours', "413 555 0100"),
        ("HOTLINE='413 555 0100'", "413 555 0100"),
        ("HOTLINE=Rosa's phone", "Rosa's phone"),
        ("HOTLINE=413 555 0100 # ours", "413 555 0100"),
        ("HOTLINE=", ""),
        ("HOTLINE=413 555 0100\r", "413 555 0100"),
    ],
)
def test_lines_that_say_a_setting_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, read: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOTLINE", raising=False)
    (tmp_path / ".env").write_bytes(f"{line}\nLOG_LEVEL=ERROR\n".encode())
    assert load(need_transport=False).hotline == read
