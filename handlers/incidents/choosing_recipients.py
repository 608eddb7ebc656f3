"""The preview's "Who?": trained people of the town by reason, and single ones left out before it is sent."""

from dataclasses import replace

from alerts.incidents import confirming as rules
from alerts.incidents.alert_recipients import MOST_PEOPLE, Recipient, RecipientReason, recipients
from alerts.incidents.draft import AlertSnapshot, Draft
from alerts.incidents.recipient_taps import ShowRecipients, ToggleRecipient
from alerts.notices import Choice, Notice, Quote, Value, text
from alerts.people.naming import named
from alerts.work.refused import Refused
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.incidents.confirming import previewed
from handlers.incidents.steps import Confirming

PAGE = 6
"""People in one message; more would not fit one of Signal's."""
_LABEL = 10
"""Characters of a name on a button."""


async def show(turn: Turn, tap: ShowRecipients) -> None:
    """List a page of them."""
    found = await previewed(turn, tap.ticket)
    if found is None:
        return
    _, draft = found
    if draft.shown is None or draft.shown.people >= MOST_PEOPLE:
        await turn.acknowledge(text("choose.stale"))
    else:
        await turn.reply(await _page(turn, draft, draft.shown, tap.start))


async def toggle(turn: Turn, tap: ToggleRecipient) -> None:
    """Leave somebody out, or tell them after all; what is sent is what this shows."""
    found = await previewed(turn, tap.ticket)
    if found is None:
        return
    incident, draft = found
    listed = await recipients(turn.uow, draft.shown) if draft.shown is not None else []
    if not any(one.person.id == tap.person and one.may_change for one in listed):
        await turn.acknowledge(text("choose.stale"))
        return
    others = tuple(one for one in draft.unticked if one != tap.person)
    unticked = others if tap.person in draft.unticked else (*others, tap.person)
    result = await rules.again(turn.uow, turn.now, replace(draft, unticked=unticked), incident, turn.person)
    if isinstance(result, Refused):
        await turn.acknowledge(result)
        return
    await turn.enter(Confirming.of(result.draft))
    if result.draft.shown is None:
        await turn.reply(*result.notices)
    else:
        # The texts are as they were: the list, and how many are told now, with the tap that sends.
        await turn.reply(await _page(turn, result.draft, result.draft.shown, tap.start), result.notices[-1])


async def _page(turn: Turn, draft: Draft, shown: AlertSnapshot, start: int) -> Notice:
    everybody = await recipients(turn.uow, shown)
    page = everybody[start : start + PAGE]
    told = sum(one.reason is RecipientReason.TOLD for one in everybody)
    parts = [text("recipients.head", number=shown.number, told=told, others=shown.people - told)]
    parts += [text(f"recipients.{one.reason}", name=named(one.person)) for one in page]
    if any(shown.groups.values()):
        parts.append(text("recipients.groups"))
    rows = in_pairs([_choice(draft, one, start) for one in page if one.may_change])
    if start + PAGE < len(everybody):
        more = ShowRecipients(draft.ticket, start + PAGE)
        rows = (*rows, (more.choice(text("choice.recipients.more")),))
    return Notice(parts=tuple(parts), choices=rows, subject_id=draft.incident_id, internal=True)


def _choice(draft: Draft, one: Recipient, start: int) -> Choice:
    key = "choice.recipients.leave_out" if one.reason is RecipientReason.TOLD else "choice.recipients.tell"
    return ToggleRecipient(draft.ticket, one.person.id, start).choice(text(key, name=_short(named(one.person))))


def _short(name: Value) -> Value:
    return Quote(name.words, _LABEL) if isinstance(name, Quote) else name
