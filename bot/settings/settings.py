"""The settings: read once at start from the environment, .env and files of secrets; frozen from then on."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from alerts.audit.kept import AUDIT
from alerts.incidents import timings
from alerts.network.retention import Retention
from alerts.network.watched_setting import WatchedSetting
from alerts.upkeep import retention_defaults
from bot.settings import parsers as values
from bot.settings.dotenv_lines import broken_line
from bot.settings.misspelt import IN_DOTENV, IN_ENVIRONMENT, misspelt
from storage.database.url import Database, SqliteFile, default_database

PUBLIC_BOT_API = "https://api.telegram.org"
DOTENV = Path(".env")
SECRETS = ("TELEGRAM_BOT_TOKEN", "REBATO_KEY", "DATABASE_URL")
"""The variables that may also come as X_FILE: the path of a file that holds the value."""

_BIGGEST_SECRET_FILE = 4096


class SettingsError(Exception):
    """A setting that is missing or wrong. Its text is one line: variable, what is wrong, remedy; never a value."""

    def __init__(self, variable: str, what: str, remedy: str) -> None:
        super().__init__(f"{variable} {what}: {remedy}")
        self.variable = variable
        self.what = what
        self.remedy = remedy


def _secret(check: Any) -> AfterValidator:
    def checked(secret: SecretStr) -> SecretStr:
        check(secret.get_secret_value())
        return secret

    return AfterValidator(checked)


class Settings(BaseSettings):
    """All settings, each under its variable's name in small letters (DATABASE_URL is `database`)."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    telegram_bot_token: Annotated[SecretStr, _secret(values.telegram_token)] | None = None
    telegram_base_url: Annotated[str, BeforeValidator(values.origin)] = PUBLIC_BOT_API
    """The Bot API's origin, without a slash at the end; /bot and /file/bot are appended by who uses it."""
    signal_service: Annotated[str, BeforeValidator(values.host_and_port)] | None = None
    """host:port of signal-cli-rest-api."""
    phone_number: Annotated[str, BeforeValidator(values.phone_number)] | None = Field(None, repr=False)
    """The bot's Signal number, E.164."""
    rebato_data: Annotated[Path, BeforeValidator(values.folder)] = Field(default_factory=lambda: values.folder("data"))
    """The folder for what is kept; absolute."""
    database: Annotated[Database, BeforeValidator(values.database)] = Field(
        default_factory=lambda known: default_database(known["rebato_data"]), validation_alias="database_url"
    )
    """A file, or a PostgreSQL server; its address may hold a password."""
    rebato_key: Annotated[SecretStr, _secret(values.long_secret)] | None = None
    rebato_keys: Annotated[Path, BeforeValidator(values.folder)] = Field(
        default_factory=lambda known: _beside(known["rebato_data"])
    )
    """The folder of the key file; absolute. Beside the data folder, whose backups must not hold the keys."""
    towns_csv: Annotated[Path, BeforeValidator(values.folder)] | None = None
    """The operator's own list of towns and their centres; absolute. None: only the one of US ZIP codes."""
    signal_pace: Annotated[float, BeforeValidator(values.seconds)] = 5.0
    """Seconds between two direct messages on Signal."""
    receiver_listen: Annotated[str, BeforeValidator(values.listening)] = "127.0.0.1:8090"
    """host:port at which `rebato receive` takes what signal-cli-rest-api posts."""
    receiver_secret: Annotated[SecretStr, _secret(values.path_secret)] | None = None
    """The last part of the receiver's path; None: whoever reaches its port may post, which only this machine may."""
    log_level: Annotated[str, BeforeValidator(values.log_level)] = "INFO"
    hotline: Annotated[str, BeforeValidator(values.hotline)] = ""
    """The phone number that people are shown, as they are shown it; "" for none."""
    retention_incident_days: Annotated[int, BeforeValidator(values.days)] = timings.KEPT.span.days
    retention_inquiry_days: Annotated[int, BeforeValidator(values.days)] = retention_defaults.INQUIRY.span.days
    retention_messages_days: Annotated[int, BeforeValidator(values.days)] = retention_defaults.MESSAGES.span.days
    retention_audit_days: Annotated[int, BeforeValidator(values.days)] = AUDIT.span.days

    @property
    def retention(self) -> Retention:
        """The table of what is kept how long."""
        days = {
            timings.KEPT: self.retention_incident_days,
            retention_defaults.INQUIRY: self.retention_inquiry_days,
            retention_defaults.MESSAGES: self.retention_messages_days,
            AUDIT: self.retention_audit_days,
        }
        return Retention({what.name: timedelta(days=span) for what, span in days.items()})

    @property
    def watched(self) -> dict[WatchedSetting, timedelta]:
        """What the committee watches over, as it is set here: what holds stands in the database."""
        kept = {WatchedSetting(name): span for name, span in self.retention.spans.items()}
        return kept | {WatchedSetting.SIGNAL_PACE: timedelta(seconds=self.signal_pace)}

    @property
    def home(self) -> str:
        """The variable that says where the network is kept."""
        return "REBATO_DATA" if isinstance(self.database, SqliteFile) else "DATABASE_URL"

    @property
    def run_folder(self) -> Path:
        """The folder on which only one `rebato run` works: that of a database file, else this machine's own."""
        return self.database.path.parent if isinstance(self.database, SqliteFile) else self.rebato_data

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read only what `load` hands over: each error can name its variable, and tests see no environment."""
        return (init_settings,)


VARIABLES = tuple((str(field.validation_alias or name)).upper() for name, field in Settings.model_fields.items())
"""Every variable that is read, besides X_FILE for the SECRETS."""


def load(env: Mapping[str, str] | None = None, need_transport: bool = True) -> Settings:
    """Return the settings from `env`; by default from the environment and, for what that lacks, .env in this folder.

    Empty counts as not set. Raises SettingsError for the first that is missing or wrong.
    """
    dotenv, around = (_dotenv(), os.environ) if env is None else ({}, env)
    texts = _stripped({**dotenv, **around})
    _refuse_misspelt(dotenv, around, texts)
    given: dict[str, Any] = {name.lower(): texts[name] for name in VARIABLES if name in texts}
    given.update((name.lower(), secret) for name in SECRETS if (secret := _from_file(name, texts)))
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise _explained(error, texts) from None
    _check_signal(settings)
    _check_keys(settings)
    if need_transport and not (settings.telegram_bot_token or settings.signal_service):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN",
            "is not set",
            "set it, or SIGNAL_SERVICE and PHONE_NUMBER for Signal, or both",
        )
    return settings


def _stripped(env: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in env.items() if text.strip()}


def _dotenv() -> dict[str, str]:
    try:
        _refuse_broken_line()
        found = DotEnvSettingsSource(Settings, env_file=DOTENV, env_file_encoding="utf-8", case_sensitive=True).env_vars
    except (OSError, UnicodeDecodeError):
        raise SettingsError(".env", "cannot be read", "check its owner and mode, and that it is UTF-8") from None
    return {name: text for name, text in found.items() if text is not None}


def _refuse_broken_line() -> None:
    """Raise SettingsError for the first line of .env that is no setting. Raises OSError, UnicodeDecodeError."""
    broken = broken_line(DOTENV.read_text(encoding="utf-8")) if DOTENV.is_file() else None
    if broken is not None:
        raise SettingsError(f".env, line {broken.number},", broken.what, broken.remedy)


def _refuse_misspelt(dotenv: Mapping[str, str], around: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """Raise SettingsError for a name that resembles ours; in the environment only where ours is not set."""
    known = (*VARIABLES, *(f"{name}_FILE" for name in SECRETS))
    unset = [name for name in known if name not in texts]
    found = misspelt(dotenv, known, IN_DOTENV) or misspelt(set(around) - set(known), unset, IN_ENVIRONMENT)
    if found is not None:
        name, right = found
        raise SettingsError(name, "is none of our settings", f"write {right} if that is meant, else leave it out")


def _from_file(name: str, texts: Mapping[str, str]) -> str | None:
    """Return the secret in the file that X_FILE names, None where it isn't set.

    Raises SettingsError, which does not tell the path: it may be the secret by mistake.
    """
    variable = f"{name}_FILE"
    path = texts.get(variable)
    if path is None:
        return None
    if name in texts:
        raise SettingsError(variable, f"is set, and so is {name}", "leave one of them out")
    try:
        with Path(path).open(encoding="utf-8") as file:
            secret = file.read(_BIGGEST_SECRET_FILE + 1).strip()
    except (OSError, UnicodeDecodeError, ValueError):
        raise SettingsError(variable, "names no file that can be read", "check the path and the file's owner") from None
    if not secret or len(secret) > _BIGGEST_SECRET_FILE:
        raise SettingsError(variable, "names a file that holds no secret", f"put only {name}'s value into it")
    return secret


def _explained(error: ValidationError, texts: Mapping[str, str]) -> SettingsError:
    first = error.errors(include_input=False, include_url=False)[0]
    variable = str(first["loc"][0]).upper()
    if f"{variable}_FILE" in texts:
        # What is wrong stands in the file that it names.
        variable = f"{variable}_FILE"
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, values.InvalidSetting):
        return SettingsError(variable, cause.what, cause.remedy)
    return SettingsError(variable, "cannot be used", "see .env.example for what it takes")


def _check_signal(settings: Settings) -> None:
    if settings.signal_service and not settings.phone_number:
        raise SettingsError("PHONE_NUMBER", "is not set", "Signal needs it besides SIGNAL_SERVICE, as in +14135550100")
    if settings.phone_number and not settings.signal_service:
        raise SettingsError(
            "SIGNAL_SERVICE", "is not set", "Signal needs it besides PHONE_NUMBER, as in 127.0.0.1:8080"
        )


def _check_keys(settings: Settings) -> None:
    # A key that opens itself, in the folder it protects, protects nothing once that folder is copied.
    if settings.rebato_key is None and settings.rebato_keys.is_relative_to(settings.rebato_data):
        raise SettingsError("REBATO_KEYS", "is inside REBATO_DATA", "name a folder outside it, or set REBATO_KEY")


def _beside(data: Path) -> Path:
    return data.with_name(f"{data.name}.keys")
