"""Notices as JSON and back: how their keys and values are kept until they are sent."""

from base64 import b64decode, b64encode
from dataclasses import astuple
from datetime import date, datetime, time
from typing import Any

from alerts.document import Document
from alerts.notices import Choice, Kind, Lane, Media, Notice, Pin, Quote, Text, Value


def dump(notice: Notice) -> dict[str, Any]:
    """Return everything of a notice that is sealed; kind, lane and the like are columns."""
    beside = {"file": notice.file} if notice.file else {}
    return {
        "parts": [_text(part) for part in notice.parts],
        "choices": [[_choice(choice) for choice in row] for row in notice.choices],
        "pin": [notice.pin.latitude, notice.pin.longitude, notice.pin.title] if notice.pin else None,
        "media": list(astuple(notice.media)) if notice.media else None,
        "bilingual": notice.bilingual,
        "language": notice.language,
        "reader": notice.reader,
        "asks_location": notice.asks_location,
    } | (beside if notice.document is None else beside | {"document": _document(notice.document)})


def load(
    content: dict[str, Any],
    *,
    kind: str,
    lane: int,
    subject_id: int | None,
    expires_at: datetime | None,
    refers: bool,
    internal: bool,
) -> Notice:
    """Make the notice again of its sealed content and its columns. Raises ValueError or KeyError for other content."""
    return Notice(
        parts=tuple(_as_text(part) for part in content["parts"]),
        choices=tuple(tuple(_as_choice(*kept) for kept in row) for row in content["choices"]),
        kind=Kind(kind),
        lane=Lane(lane),
        subject_id=subject_id,
        expires_at=expires_at,
        pin=Pin(*content["pin"]) if content["pin"] else None,
        media=Media(*content["media"]) if content["media"] else None,
        bilingual=content["bilingual"],
        language=content["language"],
        reader=content["reader"],
        asks_location=content.get("asks_location", False),
        refers=refers,
        internal=internal,
        file=content.get("file", ""),
        document=_as_document(*content["document"]) if "document" in content else None,
    )


def without_document(content: dict[str, Any]) -> dict[str, Any]:
    """Return the same sealed content without the file beside it."""
    return {name: value for name, value in content.items() if name != "document"}


def _document(document: Document) -> list[str]:
    return [document.name, document.media_type, b64encode(document.content).decode()]


def _as_document(name: str, media_type: str, content: str) -> Document:
    return Document(name=name, media_type=media_type, content=b64decode(content))


def _choice(choice: Choice) -> list[Any]:
    kept = [choice.action, _text(choice.label)]
    return [*kept, list(choice.counts)] if choice.counts else kept


def _as_choice(action: str, label: list[Any], counts: list[int] | None = None) -> Choice:
    return Choice(action, _as_text(label), (counts[0], counts[1]) if counts else None)


def _text(text: Text) -> list[Any]:
    return [text.key, {name: _value(value) for name, value in text.values.items()}]


def _value(value: Value) -> Any:
    match value:
        case Text():
            return {"text": _text(value)}
        case Quote():
            return {"quote": [value.words, value.limit, value.language, [list(other) for other in value.others]]}
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case tuple():
            return {"list": [_value(item) for item in value]}
        case _:
            return value


def _as_text(kept: list[Any]) -> Text:
    return Text(kept[0], {name: _as_value(value) for name, value in kept[1].items()})


def _as_value(kept: Any) -> Value:
    match kept:
        case {"text": inner}:
            return _as_text(inner)
        case {"quote": [words, limit, language, others]}:
            return Quote(words, limit, language, tuple((code, text) for code, text in others))
        case {"at": moment}:
            return datetime.fromisoformat(moment)
        case {"day": day}:
            return date.fromisoformat(day)
        case {"time": hour}:
            return time.fromisoformat(hour)
        case {"list": items}:
            return tuple(_as_value(item) for item in items)
        case str() | int() | float() | None:
            return kept
        case _:
            raise ValueError("not a kept value")
