"""The page's account of what the bot did: each act of somebody, and what followed from it, with times."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.drill.actors import ZONE, WatchedScreen
from bot.drill.page.message_views import numbered
from bot.drill.page.page_state import PageVersion, View
from bot.drill.screen import Change, Phone, Screen, ShownMessage

BY_ITSELF = timedelta(seconds=20)
"""How long after an act the bot's doings still count as its effects; later ones happen because time passed."""
LONGEST = 90
"""Most characters of a message's first line that are shown."""
KEPT = 60
"""Most acts that are kept; what came before them has scrolled away long ago."""
_SHOWN = {Change.SHOWN: "told", Change.EDITED: "changed", Change.TOAST: "toast"}


@dataclass(eq=False)
class _Activity:
    """One act of somebody, and its effects."""

    number: int
    at: datetime
    what: str
    who: str
    words: str
    effects: list[View] = field(default_factory=list)

    def view(self) -> View:
        """Return the act and its effects as JSON."""
        return {
            "id": self.number,
            "at": self.at.astimezone(ZONE).strftime("%H:%M:%S"),
            "what": self.what,
            "who": self.who,
            "words": self.words,
            "effects": self.effects,
        }


class ActivityLog:
    """The log of what happens on the watched screens of a drill."""

    def __init__(self, version: PageVersion) -> None:
        self._version = version
        self._activities: list[_Activity] = []
        self._count = 0

    def watch(self, watched: WatchedScreen) -> None:
        """Log what this screen shows from now on."""
        language = "" if len(watched.languages) > 1 else watched.languages[0]

        def listen(screen: Screen, shown: ShownMessage, change: Change) -> None:
            if shown.by:
                self._somebody(screen, shown, change)
            else:
                self._bot(screen, shown, change, language)

        watched.screen.listeners.append(listen)

    def clear(self) -> None:
        """Forget everything that was logged."""
        self._activities.clear()

    def view(self) -> list[View]:
        """Return the acts as JSON, oldest first."""
        return [activity.view() for activity in self._activities]

    def _somebody(self, screen: Screen, shown: ShownMessage, change: Change) -> None:
        if change is Change.TAPPED:
            self._did("tapped", shown.by, shown.text)
        elif change is Change.SAID and (shown.text or shown.pin or shown.photo):
            self._did(_kind(shown), shown.by, _chosen(screen, shown))

    def _bot(self, screen: Screen, shown: ShownMessage, change: Change, language: str) -> None:
        what = _SHOWN.get(change)
        if what is None or (what == "toast" and not shown.text):
            return
        now = datetime.now(UTC)
        if not self._activities or now - self._activities[-1].at > BY_ITSELF:
            self._did("itself", "", "")
        activity = self._activities[-1]
        if what == "told":
            what = "pin" if shown.pin else what if isinstance(screen, Phone) else "posted"
        effect = {
            "what": what,
            "who": screen.name,
            "platform": screen.platform if isinstance(screen, Phone) else "",
            "language": language,
            "words": _first_line(shown),
            "after": max(0, round((now - activity.at).total_seconds(), 2)),
            "ref": f"{screen.name} {shown.ref}",
        }
        if what == "changed":  # a card that counts up is told once
            activity.effects[:] = [e for e in activity.effects if (e["what"], e["ref"]) != (what, effect["ref"])]
        activity.effects.append(effect)
        self._version.increment()

    def _did(self, what: str, who: str, words: str) -> None:
        self._count += 1
        self._activities.append(_Activity(self._count, datetime.now(UTC), what, who, words))
        del self._activities[:-KEPT]
        self._version.increment()


def _kind(shown: ShownMessage) -> str:
    if shown.pin:
        return "place"
    return "photo" if shown.photo else "wrote"


def _chosen(screen: Screen, shown: ShownMessage) -> str:
    """Word what somebody said; a bare number is followed by the choice it stands for."""
    if shown.text.isdigit() and isinstance(screen, Phone):
        for earlier in reversed(screen.messages):
            for number, words in numbered(earlier.text):
                if number == shown.text:
                    return f"{number} = {words}"
    return _first_line(shown)


def _first_line(shown: ShownMessage) -> str:
    if not shown.text:
        return ""
    line = shown.text.splitlines()[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
