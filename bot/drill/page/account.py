"""A plain account of what the bot did: what somebody did, and what followed from it, with times."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.drill.cast import ZONE, Watched
from bot.drill.page.board import Board, View
from bot.drill.page.messages import numbered
from bot.drill.phone import Change, Phone, Screen, Shown

BY_ITSELF = timedelta(seconds=20)
"""What comes later than this after the last thing that anybody did, the bot did because time had passed."""
LONGEST = 90
"""Characters of a message's first line that are shown."""
KEPT = 60
"""Things that somebody did; what came before them has scrolled away long ago."""
_SHOWN = {Change.SHOWN: "told", Change.EDITED: "changed", Change.TOAST: "toast"}


@dataclass(eq=False)
class _Deed:
    """What somebody did, and what came of it."""

    number: int
    at: datetime
    what: str
    who: str
    words: str
    effects: list[View] = field(default_factory=list)

    def view(self) -> View:
        """As JSON."""
        return {
            "id": self.number,
            "at": self.at.astimezone(ZONE).strftime("%H:%M:%S"),
            "what": self.what,
            "who": self.who,
            "words": self.words,
            "effects": self.effects,
        }


class ActivityLog:
    """Listens to every screen of a drill."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._deeds: list[_Deed] = []
        self._count = 0

    def watch(self, watched: Watched) -> None:
        """From now on."""
        language = "" if len(watched.languages) > 1 else watched.languages[0]

        def listen(screen: Screen, shown: Shown, change: Change) -> None:
            if shown.by:
                self._somebody(screen, shown, change)
            else:
                self._bot(screen, shown, change, language)

        watched.screen.listeners.append(listen)

    def clear(self) -> None:
        """Begin anew."""
        self._deeds.clear()

    def view(self) -> list[View]:
        """As JSON, oldest first."""
        return [deed.view() for deed in self._deeds]

    def _somebody(self, screen: Screen, shown: Shown, change: Change) -> None:
        if change is Change.TAPPED:
            self._did("tapped", shown.by, shown.text)
        elif change is Change.SAID and (shown.text or shown.pin or shown.photo):
            self._did(_kind(shown), shown.by, _chosen(screen, shown))

    def _bot(self, screen: Screen, shown: Shown, change: Change, language: str) -> None:
        what = _SHOWN.get(change)
        if what is None or (what == "toast" and not shown.text):
            return
        now = datetime.now(UTC)
        if not self._deeds or now - self._deeds[-1].at > BY_ITSELF:
            self._did("itself", "", "")
        deed = self._deeds[-1]
        if what == "told":
            what = "pin" if shown.pin else what if isinstance(screen, Phone) else "posted"
        effect = {
            "what": what,
            "who": screen.name,
            "platform": screen.platform if isinstance(screen, Phone) else "",
            "language": language,
            "words": _first_line(shown),
            "after": max(0, round((now - deed.at).total_seconds(), 2)),
            "ref": f"{screen.name} {shown.ref}",
        }
        if what == "changed":  # a card that counts up is told once
            deed.effects[:] = [e for e in deed.effects if (e["what"], e["ref"]) != (what, effect["ref"])]
        deed.effects.append(effect)
        self._board.changed()

    def _did(self, what: str, who: str, words: str) -> None:
        self._count += 1
        self._deeds.append(_Deed(self._count, datetime.now(UTC), what, who, words))
        del self._deeds[:-KEPT]
        self._board.changed()


def _kind(shown: Shown) -> str:
    if shown.pin:
        return "place"
    return "photo" if shown.photo else "wrote"


def _chosen(screen: Screen, shown: Shown) -> str:
    """A number means little without the choice it stands for."""
    if shown.text.isdigit() and isinstance(screen, Phone):
        for earlier in reversed(screen.messages):
            for number, words in numbered(earlier.text):
                if number == shown.text:
                    return f"{number} = {words}"
    return _first_line(shown)


def _first_line(shown: Shown) -> str:
    if not shown.text:
        return ""
    line = shown.text.splitlines()[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
