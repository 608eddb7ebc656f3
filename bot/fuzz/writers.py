"""Who writes: people of each role and strangers, on both platforms, all invented."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from alerts.people.person import Role

TELEGRAM, SIGNAL = "telegram", "signal"
_SPACE = uuid.UUID("0d5b0a64-54be-4f0c-9bd1-7a3a0f6f4d3b")
_NAMES = (
    "Zorvelina", "Quibrando", "Wexanthia", "Marfoldo", "Brindavel", "Ostreuna", "Kalvintra", "Fendorico", "Yulimarga",
    "Drovencia", "Tambrosio", "Helvanita", "Pirguelo", "Solmarita", "Graventino", "Nubelinda", "Corvalena", "Jastrudes",
    "Limbardo", "Ervalinda", "Voltamira", "Askelino", "Umbrasela", "Rocanilda", "Telfonsina", "Maduriza",
)  # fmt: skip
_ROLES: tuple[Role | None, ...] = (
    Role.COORDINATOR, Role.DISPATCHER, Role.RESPONDER, Role.RESPONDER, Role.MEMBER, Role.SUBSCRIBER,
    None, None, None, None,
)  # fmt: skip


@dataclass(frozen=True)
class Writer:
    """Somebody with a phone on one platform."""

    name: str
    platform: str
    address: str
    """Telegram user id, or Signal UUID."""
    number: str
    """Phone number; "" on Telegram."""
    role: Role | None
    """What they were given at the beginning; None for a stranger."""
    language: str

    @property
    def private(self) -> tuple[str, ...]:
        """What of them stands nowhere in the log, and in the file only sealed."""
        return tuple(word for word in (self.name, self.address, self.number) if word)


def cast() -> tuple[Writer, ...]:
    """Return everybody, the same ones each time: both platforms have somebody of each role, and strangers."""
    return tuple(_cast())


def _cast() -> Iterable[Writer]:
    names = iter(_NAMES)
    for platform in (TELEGRAM, SIGNAL):
        for place, role in enumerate(_ROLES):
            name = next(names)
            on_telegram = platform == TELEGRAM
            yield Writer(
                name=name,
                platform=platform,
                address=str(5_550_310_000 + 7 * place) if on_telegram else str(uuid.uuid5(_SPACE, name)),
                number="" if on_telegram else f"+1413555{7100 + 13 * place}",
                role=role,
                language=("en", "es")[place % 2],
            )
