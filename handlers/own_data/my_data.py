"""/mydata: all that is kept on who asks, in their language, as a few messages or a file."""

from dataclasses import replace
from datetime import datetime

from alerts.audit.ports import AUDIT_LOG, AuditFilter
from alerts.joining.linked_contact import UNDONE_WITHIN
from alerts.joining.ports import LINKED_CONTACTS
from alerts.notices import Notice, Quote, Text, Value, text
from alerts.own_data.kept_row import KeptRow, KeptValue
from alerts.own_data.ports import OWN_DATA
from handlers.audit.deed_words import deed_words
from handlers.core.turn import Turn
from locales.catalogue import ReaderLocale
from locales.length import pages

PAGE = 1500
"""Bytes in one message; Signal's limit is 2,000."""
PAGES = 5
"""Messages at a time; what is longer comes as a file."""
_WHOLE = 8000
"""Characters of one thing that somebody wrote: more than a message of any platform holds."""
_HIDDEN = "…"
_SHOWN_END = 2
"""Characters of an address on another app: whoever has found one phone learns no number of the other."""


async def mydata(turn: Turn, _: str) -> None:
    """Answer /mydata: everything that is kept on this person."""
    until = await _linked_until(turn)
    if until is not None:
        await turn.reply(Notice.of("own_data.linked_lately", until=until))
        return
    rows = await OWN_DATA(turn.uow).of(turn.person.id)
    said = "\n\n".join(["\n".join(await _lines(turn, rows, reader)) for reader in turn.readers()])
    parts = pages(said, PAGE, utf16=False)
    if len(parts) > PAGES:
        await turn.reply(replace(Notice.of("own_data.as_file"), file=said + "\n"))
        return
    await turn.reply(*(Notice.of("own_data.page", words=part) for part in parts))


async def _linked_until(turn: Turn) -> datetime | None:
    """Return until when an app that was linked may be somebody else's, who was talked into it; None: none may.

    What that one wrote before is not read by whoever has the other app, before it can be undone no more.
    """
    moments = [one.linked_at + UNDONE_WITHIN for one in await LINKED_CONTACTS(turn.uow).of(turn.person.id)]
    return max((moment for moment in moments if moment > turn.now), default=None)


async def _lines(turn: Turn, rows: list[KeptRow], reader: ReaderLocale) -> list[str]:
    lines = [text("own_data.head"), *(_line(turn, row) for row in rows), *await _deeds(turn, reader)]
    return [reader.text(one, turn.now) for one in (*lines, text("own_data.foot"))]


def _line(turn: Turn, row: KeptRow) -> Text:
    values = {name: _value(turn, name, value) for name, value in row.values.items()}
    if row.what == "contact.person_id" and row.values["id"] != turn.contact.id:
        values["address"] = _HIDDEN + str(row.values["address"])[-_SHOWN_END:]
    if row.what == "verification.person_id":
        values["state"] = text(f"own_data.look.{row.values['state']}")
    if row.what == "person_skill.person_id":
        values["skill"] = text(f"profile.skill.{row.values['skill']}")
    if row.what == "profile.person_id":
        said = row.values["hours"]
        values["hours"] = text(f"profile.hours.{said}") if said is not None else text("own_data.unsaid")
        values["phone_consent"] = text(f"own_data.phone.{row.values['phone_consent']}")
    if row.what == "answer.person_id":
        values["answer"] = text(f"own_data.answer.{row.values['answer']}")
    if "town_id" in values:
        town = turn.network.town(_id(row.values["town_id"]))
        values["town"] = town.name if town is not None else text("trust.every_town")
    return Text(f"own_data.kept.{row.what}", values)


def _id(value: KeptValue) -> int | None:
    return value if isinstance(value, int) else None


def _value(turn: Turn, name: str, value: KeptValue) -> Value:
    if value is None or value == "":
        return "–"
    if name == "transport":
        return str(value).title()
    if name == "role":
        return text(f"role.{value}")
    if name == "language" and value in turn.network.languages:
        return text(f"language.own.{value}")
    if isinstance(value, str):
        return Quote(value, _WHOLE)
    return value if isinstance(value, datetime | float) else str(value) if name != "n" else value


async def _deeds(turn: Turn, reader: ReaderLocale) -> list[Text]:
    """Return what the audit log holds of them; who else had to do with it is not named, not even by a number."""
    entries = await AUDIT_LOG(turn.uow).oldest(AuditFilter(person_id=turn.person.id))
    somebody = reader.text(text("own_data.somebody"))
    ids = {one for entry in entries for one in (entry.deed.by_id, entry.deed.whom_id) if one is not None}
    called = dict.fromkeys(ids, somebody) | {turn.person.id: reader.text(text("own_data.you"))}
    deeds = [(entry.at, deed_words(entry.deed, turn.network, called)) for entry in entries]
    head = [text("own_data.audit")] if deeds else []
    return head + [text("audit.line", at=at, deed=deed) for at, deed in deeds]
