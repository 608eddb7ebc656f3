"""Taps: what a choice means, as fields, and the words in which it is kept with its notice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self, cast

from pydantic import TypeAdapter

from alerts.notices import Choice, Text

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""Made when they are first needed: a start makes none."""


@dataclass(frozen=True)
class Tap:
    """The meaning of a choice. Its fields are ids, names and enums of ours, never words of a person.

    Kept as `verb:field:field`, or `verb.field:field` where the verb has no dot of its own, in at most 51 ASCII
    characters (see Choice). The words lie in running databases: a verb is never renamed, a field never moved, and one
    that may be None stands behind those that may not. tests/handlers/kept_names.txt holds them all.
    """

    verb: ClassVar[str]

    @property
    def action(self) -> str:
        """The tap in words. Fields at the end that are None are left out."""
        values = [_word(getattr(self, field.name)) for field in fields(self)]
        while values and not values[-1]:
            values.pop()
        return (":" if "." in self.verb else ".").join([self.verb, ":".join(values)]) if values else self.verb

    def choice(self, label: Text) -> Choice:
        """Return the choice that stands for this tap, and reads so."""
        return Choice(self.action, label)

    @classmethod
    def read(cls, words: Sequence[str]) -> Self:
        """Make the tap of the words after its verb. Raises ValueError for what it never wrote."""
        names = [field.name for field in fields(cls)]
        if len(words) > len(names):
            raise ValueError("more words than fields")
        # A field that is None is written as nothing; what stands behind it need not be None too.
        said = {name: word for name, word in zip(names, words, strict=False) if word}
        return cast("Self", _adapter(cls).validate_python(said))


class Taps:
    """The kinds of taps that are known, by their verbs."""

    def __init__(self, kinds: Iterable[type[Tap]]) -> None:
        """Register these kinds. Raises ValueError where two of them have one verb."""
        self._kinds: dict[str, type[Tap]] = {}
        for kind in kinds:
            if kind.verb in self._kinds:
                raise ValueError(f"two kinds of tap with the verb {kind.verb}")
            self._kinds[kind.verb] = kind

    def read(self, action: str) -> Tap:
        """Return the tap that these words stand for. Raises ValueError where they stand for none."""
        head, *words = action.split(":")
        if head in self._kinds:
            return self._kinds[head].read(words)
        verb, _, first = head.partition(".")
        if verb not in self._kinds:
            raise ValueError("no such verb")
        return self._kinds[verb].read([first, *words])


def _word(value: object) -> str:
    if value is None:
        return ""
    return value.value if isinstance(value, StrEnum) else str(value)


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
