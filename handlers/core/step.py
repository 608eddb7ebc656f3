"""Steps of a conversation: what somebody was asked, as fields, kept in the database until it is answered or left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, cast

from pydantic import TypeAdapter

from alerts.people.person import Person, Role

ANYBODY: frozenset[Role] = frozenset()
"""Who may do what asks for no role."""

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""Made when they are first needed: a start makes none."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a conversation. Its name and fields lie in running databases: neither is ever renamed."""

    name: ClassVar[str]
    takes_any_word: ClassVar[bool] = False
    """What is written in it may begin with the bare name of a command."""
    takes_numbers: ClassVar[bool] = False
    """A number that is no choice may be what was asked for; elsewhere it is a choice mistyped."""
    words_only: ClassVar[bool] = False
    """A photo, a voice note or a location sent in it was sent by mistake; elsewhere it is a report."""
    takes_pieces: ClassVar[bool] = False
    """A photo, a voice note or a location belongs to it, if whoever takes its words takes that too."""
    takes_all_numbers: ClassVar[bool] = False
    """A number is what was asked for, even if an older choice still has it."""
    roles: ClassVar[frozenset[Role]] = ANYBODY
    """Whoever has lost all of these since is in it no more, and hears that nothing was done."""
    elsewhere: ClassVar[bool] = False
    """It concerns no town, or any: who has the role in another one is in it still."""
    lasts: ClassVar[timedelta | None] = None
    """For how long after it was entered an answer is waited for; None: until it is left, or purged."""

    def data(self) -> dict[str, Any]:
        """Return its fields as JSON values."""
        return cast("dict[str, Any]", _adapter(type(self)).dump_python(self, mode="json"))

    @classmethod
    def is_over(cls, since: datetime, now: datetime) -> bool:
        """Say whether a step of this kind, entered then, is waited for no more. Both aware UTC."""
        return cls.lasts is not None and now - since > cls.lasts

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Make the step of what data() gave. Raises ValueError for what it never gave."""
        return cast("Self", _adapter(cls).validate_python(data))


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def holds_one(person: Person, roles: frozenset[Role]) -> bool:
    """Say whether they hold one of these roles, in whatever town; always where none is asked for."""
    return not roles or any(grant.role in roles for grant in person.grants)
