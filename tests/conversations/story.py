"""A conversation as plain text, for people who review the words."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.incidents.verifier_texts import WORDS
from alerts.notices import Text
from handlers.core.inbound import InboundKind
from locales.catalogue import ReaderLocale, languages
from tests.conversations.screen import Spoken

_SPOKEN = re.compile(r"\b[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}\b")
_CODE = re.compile(r"\b[A-HJKMNP-Z2-9]{12,28}\b")
_PSEUDONYM = re.compile(r"\b[0-9]{6}\b")
_DIGITS = re.compile(r"\b[0-9]{4}(?: [0-9]{4}){5}\b")
_ADDRESS = re.compile(r"\b555[0-9]{7}\b")
_WORDS = {
    reader.text(Text(f"verify.word.{n}")): reader.text(Text("verify.word.0"))
    for reader in (ReaderLocale(code, ZoneInfo("UTC")) for code in languages())
    for n in range(WORDS)
}
"""The words by which a pair recognises each other, one of which is drawn, and what stands for each."""
_RECOGNISED = re.compile("|".join(map(re.escape, _WORDS)))
_INDENT = "    "


class Story:
    """What everybody did and read, in order."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._lines: list[str] = []
        self._at = ""

    def begin(self) -> None:
        """What was so far is another story."""
        self._lines.clear()
        self._at = ""

    def does(self, now: datetime, who: str, kind: InboundKind, what: str) -> None:
        """Somebody writes, taps or sends."""
        self._clock(now)
        ways = {
            InboundKind.TEXT: f"writes: {what}",
            InboundKind.TAP: f"taps: [{what}]",
            InboundKind.REACTION: f"reacts: {what}",
            InboundKind.PHOTO: f"sends a photo: {what}",
            InboundKind.VIDEO: f"sends a video: {what}",
            InboundKind.VOICE: "sends a voice note",
            InboundKind.OTHER: "sends a sticker",
            InboundKind.GROUP_ADDED: f"adds the bot to the group {what}",
            InboundKind.JOIN_REQUEST: "follows a link and asks to be let into the group",
            InboundKind.GROUP_JOINED: "is in the group now",
            InboundKind.LOCATION: f"sends a location {what}",
        }
        self._lines += ["", f"{who} {ways.get(kind, kind)}".strip()]

    def shows(self, now: datetime, screen: str, spoken: Spoken) -> None:
        """A message appears, or one that stands there changes."""
        self._clock(now)
        self._lines += ["", f"-> {screen}{', changed' if spoken.edit else ''}:"]
        self._lines += [f"{_INDENT}{line}".rstrip() for line in spoken.text.splitlines()]
        self._lines += [_INDENT + " ".join(f"[{button.label}]" for button in row) for row in spoken.buttons]
        if spoken.pin:
            self._lines.append(f"{_INDENT}(a pin on the map: {spoken.pin[0]}, {spoken.pin[1]}, {spoken.pin[2]})")
        if spoken.photo:
            self._lines.append(f"{_INDENT}(the photo)")
        if spoken.video:
            self._lines.append(f"{_INDENT}(the video)")
        if spoken.voice:
            self._lines.append(f"{_INDENT}(the voice note)")
        if spoken.file:
            self._lines.append(f"{_INDENT}(a file)")

    def flashes(self, screen: str, words: str) -> None:
        """A line that vanishes."""
        self._lines += ["", f"-> {screen}, for a moment: {words}"]

    def text(self, title: str) -> str:
        """All of it; codes and a pair's words, which are random, look alike; pseudonyms are counted."""
        told = _CODE.sub("ABCDEFGHJKMN", "\n".join([title, *self._lines, ""]))
        told = _SPOKEN.sub("ABCD-EFGH", told)
        told = _DIGITS.sub("1234 5678 9012 3456 7890 1234", told)
        told = _ADDRESS.sub("5550001001", told)
        told = _RECOGNISED.sub(lambda found: _WORDS[found[0]], told)
        known = {digits: str(place) for place, digits in enumerate(dict.fromkeys(_PSEUDONYM.findall(told)), 100001)}
        return _PSEUDONYM.sub(lambda found: known[found[0]], told)

    def _clock(self, now: datetime) -> None:
        at = f"{now.astimezone(self._zone):%H:%M}"
        if at != self._at:
            self._at = at
            self._lines += ["", f"== {at}"]
