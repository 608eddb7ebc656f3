"""How a setting's text becomes its value: plain functions that raise InvalidSetting, which never holds the text."""

import math
import re
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers

from storage.database.url import Database, DatabaseUrlError, PostgresServer, SqliteFile, parse_database_url
from storage.encryption.keyring import SHORTEST_SECRET

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LONGEST_HOTLINE = 40
MOST_RETENTION_DAYS = 365

_PATH_SECRET = re.compile(r"[A-Za-z0-9_-]{16,128}")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{20,}")


class InvalidSetting(ValueError):
    """A setting's value that cannot be used."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def telegram_token(text: str) -> str:
    """Return a bot token as @BotFather gives it."""
    if not _TOKEN.fullmatch(text):
        raise InvalidSetting("is no bot token", "copy it from @BotFather, as in 123456:letters-and-digits")
    return text


def long_secret(text: str) -> str:
    """Return a secret that guessing does not find."""
    if len(text) < SHORTEST_SECRET:
        raise InvalidSetting("is too short", f"give at least {SHORTEST_SECRET} characters")
    return text


def origin(text: str) -> str:
    """Return https://host or http://host:port; a slash or "/bot" at the end is taken off."""
    wrong = InvalidSetting("is no origin", "give scheme and host only, as in https://api.telegram.org")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise wrong from None
    path = parts.path.rstrip("/").removesuffix("/bot").rstrip("/")
    extras = (path, parts.query, parts.fragment, parts.username, parts.password)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(extras):
        raise wrong
    return f"{parts.scheme}://{_host(parts.hostname)}{f':{port}' if port else ''}"


def host_and_port(text: str) -> str:
    """Return host:port; http:// in front and a slash at the end are taken off."""
    wrong = InvalidSetting("is not host:port", "give the address of signal-cli-rest-api, as in 127.0.0.1:8080")
    bare = text.removeprefix("http://")
    if "://" in bare:
        raise InvalidSetting("is not plain HTTP", "give host:port of a signal-cli-rest-api on this machine or network")
    try:
        parts = urlsplit(f"//{bare}")
        port = parts.port
    except ValueError:
        raise wrong from None
    extras = (parts.path.rstrip("/"), parts.query, parts.fragment, parts.username, parts.password)
    if not parts.hostname or not port or any(extras):
        raise wrong
    return f"{_host(parts.hostname)}:{port}"


def listening(text: str) -> str:
    """Return host:port of this machine to listen at."""
    try:
        return host_and_port(text)
    except InvalidSetting:
        raise InvalidSetting(
            "is not host:port", "give an address of this machine and a port, as in 127.0.0.1:8090"
        ) from None


def path_secret(text: str) -> str:
    """Return a secret that can stand in an address."""
    if not _PATH_SECRET.fullmatch(text):
        raise InvalidSetting(
            "is no secret for an address", "give 16 to 128 letters and digits, as `openssl rand -hex 16` does"
        )
    return text


def phone_number(text: str) -> str:
    """Return a number in E.164 (+14135550100)."""
    wrong = InvalidSetting("is no phone number", "give the bot's Signal number with + and country, as in +14135550100")
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        raise wrong from None
    if number.extension or not phonenumbers.is_possible_number(number):
        raise wrong
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def folder(text: str | Path) -> Path:
    """Return an absolute path without links; ~ is the home folder."""
    return Path(text).expanduser().resolve()


def database(text: str | SqliteFile | PostgresServer) -> Database:
    """Return the database that DATABASE_URL names."""
    if isinstance(text, SqliteFile | PostgresServer):
        return text
    try:
        return parse_database_url(text)
    except DatabaseUrlError as error:
        what, _, remedy = str(error).partition("; ")
        raise InvalidSetting(what, remedy) from None


def seconds(text: str | float) -> float:
    """Return a span of seconds, 0 or more."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise InvalidSetting("is no number of seconds", "give 0 or more, as in 5 or 2.5")
    return value


def days(text: str | int) -> int:
    """Return a whole number of days, 1 to 365: what is promised to people is to be easy to say."""
    if not re.fullmatch(r"[0-9]{1,3}", str(text)) or not 1 <= int(text) <= MOST_RETENTION_DAYS:
        raise InvalidSetting("is no number of days", f"give a whole number from 1 to {MOST_RETENTION_DAYS}")
    return int(text)


def log_level(text: str) -> str:
    """Return one of LOG_LEVELS, in capitals."""
    if text.upper() not in LOG_LEVELS:
        raise InvalidSetting("is no log level", f"give one of {', '.join(LOG_LEVELS)}")
    return text.upper()


def hotline(text: str) -> str:
    """Return the hotline as people are shown it: one short line."""
    if len(text) > LONGEST_HOTLINE or not text.isprintable():
        raise InvalidSetting(
            "is not one short line", f"give at most {LONGEST_HOTLINE} characters, as in 1-800-555-0199"
        )
    return text


def _host(name: str) -> str:
    return f"[{name}]" if ":" in name else name
