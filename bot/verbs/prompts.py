"""Questions on the terminal for what the options leave open."""

from collections.abc import Callable
from typing import TypeVar

from bot.network import create
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

    def towns(self, zone: str) -> list[str]:
        """Ask for towns near this time zone, one a line, until an empty line.

        Raises SettingsError where nobody is there to answer.
        """
        found: list[str] = []
        while self._enabled:
            answer = self._line(f"Town {len(found) + 1}, as Northampton:42.325:-72.641 (empty to end): ")
            if not answer and found:
                break
            try:
                create.towns([*found, answer], zone)
                found.append(answer)
            except SettingsError as error:
                print(f"  {error}")
        return found

    def _line(self, question: str) -> str:
        try:
            return input(question).strip()
        except EOFError:
            raise SettingsError("rebato init", "has nobody to ask", "give every option and --yes") from None
