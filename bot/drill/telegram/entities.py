"""Message entities: commands, which Telegram marks by itself, and what HTML marks."""

import html
import re
from dataclasses import dataclass, field

from bot.drill.telegram.limits import units
from bot.drill.telegram.refusals import Json, bad

COMMAND = re.compile(r"(?<![\w/@#$])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
TAG = re.compile(r"<(/?)([A-Za-z-]*)([^<>]*)>|<")
TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
HREF = re.compile(r"href\s*=\s*[\"']([^\"']*)[\"']")


def commands_in(text: str) -> list[Json]:
    """Find the bot_command entities of a text; offsets and lengths are in UTF-16 units."""
    return [
        {"type": "bot_command", "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in COMMAND.finditer(text)
    ]


def parse(text: str, mode: str) -> tuple[str, list[Json]]:
    """Parse a text into the text without its marks, and the entities.

    Plain text and HTML are served; the drill has no Markdown, and says so as the server does to a mode it
    does not know.
    """
    if not mode:
        return text, []
    if mode.lower() != "html":
        raise bad("unsupported parse_mode")
    return _Html(text).parse()


@dataclass
class _Html:
    """A parser of one HTML text: the plain text and the entities so far, and the tags still open."""

    source: str
    plain: str = ""
    entities: list[Json] = field(default_factory=list)
    open: list[tuple[str, int, str]] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        position = 0
        for found in TAG.finditer(self.source):
            self.plain += html.unescape(self.source[position : found.start()])
            position = found.end()
            self._tag(found)
        self.plain += html.unescape(self.source[position:])
        if self.open:
            tag = self.open[-1][0]
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\"")
        return self.plain, sorted(self.entities, key=lambda each: int(each["offset"]))

    def _tag(self, tag: re.Match[str]) -> None:
        name = (tag.group(2) or "").lower()
        if name not in TYPES:
            raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {tag.start()}')
        if not tag.group(1):
            href = HREF.search(tag.group(3) or "")
            self.open.append((name, units(self.plain), href.group(1) if href else ""))
            return
        if not self.open or self.open[-1][0] != name:
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {tag.start()}")
        _, start, link = self.open.pop()
        entity: Json = {"type": TYPES[name], "offset": start, "length": units(self.plain) - start}
        if name == "a":
            entity["url"] = link
        if entity["length"]:
            self.entities.append(entity)
