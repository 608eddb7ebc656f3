"""What stands on a phone's screen in one chat, by catalogue keys and by words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alerts.network.town import Network
from alerts.notices import Choice, Notice, Quote, Text, Value
from bot.transports.base import Button, Delivered, MessageGone, Outbound, Outcome, RetryAfter, Unreachable
from locales.catalogue import ReaderLocale


@dataclass(frozen=True, kw_only=True)
class Spoken(Outbound):
    """A finished message that still knows the notice it was made from."""

    notice: Notice
    numbers: tuple[tuple[int, Choice], ...] = ()


@dataclass
class Line:
    """One message on the screen, as it reads now."""

    ref: str
    spoken: Spoken
    edits: int = 0

    @property
    def keys(self) -> list[str]:
        return [text.key for text in texts(self.spoken.notice)]

    def says(self, key: str, **values: object) -> bool:
        """Whether it is this message: a key, and values under these names anywhere in it."""
        return key in self.keys and all(value in self._values(name) for name, value in values.items())

    def _values(self, name: str) -> list[object]:
        return [plain(text.values[name]) for text in texts(self.spoken.notice) if name in text.values]

    def languages(self, network: Network, now: datetime) -> set[str]:
        """In which of the network's languages it stands there, whatever its wording."""
        parts = [part for part in self.spoken.notice.parts if part.key]
        readers = [ReaderLocale(code, network.zone) for code in network.languages]
        return {
            r.language
            for r in readers
            if all(line in self.spoken.text for part in parts for line in r.text(part, now).split("\n"))
        }

    def offer(self, what: str, **values: object) -> tuple[Choice, Button | None, int | None] | None:
        """The choice with this action or label key; its button or its number."""
        for row, choices in enumerate(self.spoken.notice.choices):
            for place, choice in enumerate(choices):
                shown = {name: plain(value) for name, value in choice.label.values.items()}
                named = what in (choice.label.key, choice.label.key.removeprefix("choice."))
                named = named or f"{choice.action}:".startswith(f"{what}:")
                if named and values.items() <= shown.items():
                    # Side by side or one below the other, the order is the notice's.
                    before = sum(len(above) for above in self.spoken.notice.choices[:row]) + place
                    shown_buttons = [button for shown_row in self.spoken.buttons for button in shown_row]
                    button = shown_buttons[before] if shown_buttons else None
                    return choice, button, {c.action: n for n, c in self.spoken.numbers}.get(choice.action)
        return None


@dataclass
class Screen:
    """One chat on one platform. An edit makes no sound: only new messages are news."""

    name: str
    lines: list[Line] = field(default_factory=list)
    news: list[Line] = field(default_factory=list)
    """New messages that no test has asked about yet."""
    toasts: list[Text] = field(default_factory=list)
    blocked: bool = False
    slow: float = 0
    """So many seconds the platform makes this chat wait."""
    deleted: list[str] = field(default_factory=list)
    """Refs of messages that were deleted by the program; a person's own too."""
    cleared: bool = False
    """Its owner deleted the chat: what stood there can't be edited."""

    def show(self, spoken: Spoken, ref: str) -> Outcome:
        """What the platform answers."""
        if self.blocked:
            return Unreachable("blocked")
        if self.slow:
            return RetryAfter(self.slow, account=False)
        if spoken.edit:
            line = next((line for line in self.lines if line.ref == spoken.edit), None)
            if line is None:
                return MessageGone()
            line.spoken, line.edits = spoken, line.edits + 1
            return Delivered(line.ref)
        line = Line(ref, spoken)
        self.lines.append(line)
        self.news.append(line)
        return Delivered(ref)

    def delete(self, refs: Sequence[str]) -> None:
        """Like Telegram: what is not there is passed over."""
        self.deleted += refs
        self.lines = [line for line in self.lines if line.ref not in refs]

    def take(self, key: str, **values: object) -> Line:
        """The news with this key, which is then none any more."""
        line = next((line for line in self.news if line.says(key, **values)), None)
        assert line is not None, f"{self.name} does not hear {key} {values or ''}; news: {self.unheard()}"
        self.news.remove(line)
        return line

    def unheard(self) -> list[str]:
        return [" + ".join(dict.fromkeys(key for key in line.keys if key)) for line in self.news]


def texts(notice: Notice) -> Iterator[Text]:
    """Every text of a notice, those inside others too; labels of choices last."""
    for part in notice.parts:
        yield from within(part)
    for row in notice.choices:
        for choice in row:
            yield from within(choice.label)


def within(value: Value) -> Iterator[Text]:
    """A text and those that fill it."""
    if isinstance(value, Text):
        yield value
        for inner in value.values.values():
            yield from within(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from within(inner)


def plain(value: Value) -> object:
    """A value as a test writes it: a quote's words, a text's key."""
    match value:
        case Quote():
            return value.words
        case Text():
            return value.key
        case tuple():
            return tuple(plain(item) for item in value)
        case _:
            return value
