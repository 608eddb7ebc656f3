"""What may stand behind the question mark of a PostgreSQL address: libpq's options, as our driver can keep them.

Source: PostgreSQL 17, 32.1.2 Parameter Key Words. Each works as libpq says, or is refused.
"""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from storage.core.errors import StorageError

LOCAL = frozenset({"localhost", "::1", ""})
"""Hosts to which no TLS is asked for by itself, besides 127.0.0.0/8 and sockets (a path)."""
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_VERIFIED = frozenset({"verify-ca", "verify-full"})
_SYSTEM = "system"
"""As sslrootcert: the authorities that this machine trusts."""
_OWN_ROOT = Path(".postgresql/root.crt")
"""Where libpq looks for authorities, in the home folder."""
_LONGEST_WAIT = 60
_LEAST_WAIT = 2
"""Seconds; libpq takes less for this."""
_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
_PASSED_ON = frozenset(
    """host port user password dbname passfile sslmode sslnegotiation sslpassword ssl_min_protocol_version
    ssl_max_protocol_version target_session_attrs krbsrvname gsslib options""".split()
) | frozenset(_FILES)
"""What the driver understands as libpq does."""
_AS_IT_IS: Mapping[str, frozenset[str]] = {
    "channel_binding": frozenset({"disable", "prefer"}),
    "gssencmode": frozenset({"disable", "prefer"}),
    "sslcompression": frozenset({"0"}),
    "sslsni": frozenset({"1"}),
    "client_encoding": frozenset({"auto", "utf8", "utf-8"}),
    "load_balance_hosts": frozenset({"disable"}),
    "keepalives": frozenset({"1"}),
}
"""Options with the values that say what is done anyway."""
_UNHEARD = frozenset({"fallback_application_name"})
"""For a program that gives itself no name: ours does."""


class PostgresOptionError(StorageError):
    """An option that cannot be kept: what is wrong, and the remedy behind a semicolon. Never a value."""


@dataclass(frozen=True, kw_only=True)
class PostgresOptions:
    """How to connect to a server."""

    driver: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Options that the driver takes; they may hold a password."""
    wait: float | None = None
    """Seconds to wait for a connection; None: the program's own."""

    @property
    def tls(self) -> ssl.SSLContext | None:
        """What checks the server's certificate against this machine's authorities; None where the driver does."""
        mode, root = self.driver.get("sslmode"), self.driver.get("sslrootcert")
        own = root is None and not (Path.home() / _OWN_ROOT).is_file()
        if mode not in _VERIFIED or not (own or root == _SYSTEM):
            return None
        context = ssl.create_default_context()
        context.check_hostname = mode == "verify-full"
        if certificate := self.driver.get("sslcert"):
            password = self.driver.get("sslpassword")
            context.load_cert_chain(certificate, self.driver.get("sslkey"), password)
        return context


def postgres_options(host: str, given: Mapping[str, str]) -> PostgresOptions:
    """Read the options of an address to this host. Raises PostgresOptionError."""
    driver: dict[str, str] = {}
    wait = None
    for name, value in given.items():
        if name == "connect_timeout":
            wait = _seconds(value)
        elif name == "ssl":
            # The driver's own name for it; libpq's is meant.
            driver.setdefault("sslmode", value)
        elif name in _PASSED_ON:
            driver[name] = value
        elif name not in _UNHEARD and value.lower() not in _AS_IT_IS.get(name, frozenset()):
            raise _refused(name)
    if driver.get("sslrootcert") == _SYSTEM:
        driver.setdefault("sslmode", "verify-full")
    driver.setdefault("sslmode", "prefer" if is_local(driver.get("host", host)) else "require")
    for name, check in _CHECKED.items():
        if name in driver and not check(driver[name]):
            raise PostgresOptionError(f"has an {name} that cannot be used; {_REMEDIES[name]}")
    return PostgresOptions(driver=driver, wait=wait)


def is_local(host: str) -> bool:
    """Say whether what is sent to this host stays on the machine."""
    return host in LOCAL or host.startswith(("/", "127."))


def _seconds(text: str) -> float | None:
    try:
        seconds = int(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= _LONGEST_WAIT:
        raise PostgresOptionError(f"has a connect_timeout that is no number of seconds; give 1 to {_LONGEST_WAIT}")
    return max(seconds, _LEAST_WAIT) if seconds else None


def _refused(name: str) -> PostgresOptionError:
    if not name.isidentifier() or not name.isascii():
        return PostgresOptionError("has an option without a name; write ?option=value&option=value")
    return PostgresOptionError(f"has {name}, which cannot be kept here; {_INSTEAD.get(name, 'leave it out')}")


def _is_file(path: str) -> bool:
    return path == _SYSTEM or Path(path).expanduser().is_file()


_CHECKED: Mapping[str, Callable[[str], bool]] = {"sslmode": SSL_MODES.__contains__, **dict.fromkeys(_FILES, _is_file)}
_REMEDIES = {"sslmode": f"give one of {', '.join(SSL_MODES)}", **dict.fromkeys(_FILES, "name a file that can be read")}
_INSTEAD = {
    "application_name": "leave it out, instances of the program know each other by it",
    "channel_binding": "leave it out, and write sslmode=verify-full",
    "hostaddr": "write the address as the host",
}
