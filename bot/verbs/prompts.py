"""Questions on the terminal for what the options leave open."""

from collections.abc import Callable
from typing import TypeVar

from alerts.places.place import Point
from bot.network.town_argument import TownReader
from bot.settings.settings import SettingsError

T = TypeVar("T")


class Prompts:
    """Questions that are asked again until the answer is good; with --yes none is asked."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled

    def __call__(
        self, question: str, given: str | None, option: str, check: Callable[[str], T], default: str = ""
    ) -> T:
        """Return what was given, checked, or else the answer. Raises SettingsError where nothing may be asked."""
        if given is not None or not self._enabled:
            if not (given or default):
                raise SettingsError(option, "is missing", "give it, or leave --yes out to be asked")
            return check(given or default)
        while True:
            answer = self._line(f"{question}{f' [{default}]' if default else ''}: ") or default
            try:
                return check(answer)
            except SettingsError as error:
                print(f"  {error}")

    def towns(self, reader: TownReader) -> tuple[tuple[str, Point], ...]:
        """Ask for towns, one a line, until an empty line. Raises SettingsError where nobody is there to answer."""
        found: tuple[tuple[str, Point], ...] = ()
        while self._enabled:
            answer = self._line(f"Town {len(found) + 1}, as Northampton MA, or a ZIP code (empty to end): ")
            if not answer and found:
                return found
            try:
                name, point = reader.read(answer, tuple(centre for _, centre in found))
            except SettingsError as error:
                print(f"  {error}")
                continue
            if name.casefold() in {known.casefold() for known, _ in found}:
                print(f"  {name} is there already")
                continue
            print(f"  {name}, centre {point[0]:g}, {point[1]:g}")
            found = (*found, (name, point))
        return reader.read_all([])

    def _line(self, question: str) -> str:
        try:
            return input(question).strip()
        except EOFError:
            raise SettingsError("rebato init", "has nobody to ask", "give every option and --yes") from None
