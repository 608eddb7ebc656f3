"""The desk's card of an incident: one message, edited in place, with counts and the taps that fit its state."""

from datetime import datetime

from alerts.incidents import card_apart, closed_card, correcting_taps, deadlines, desk, reporter_taps, taps, timings
from alerts.incidents.alert_task_texts import card_task_lines
from alerts.incidents.bundled_on_card import bundled_lines
from alerts.incidents.card_decisions import decisions
from alerts.incidents.card_facts import facts_on_card
from alerts.incidents.card_lines import looked_lines, matter_lines, offer, short_lines, state_line, told_lines
from alerts.incidents.escalation_on_card import escalation_lines
from alerts.incidents.incident import (
    OPEN,
    UNDECIDED,
    Incident,
    Report,
    Tally,
)
from alerts.incidents.kept_media import kept_media
from alerts.incidents.lead_room import lane_of, waits_for_room
from alerts.incidents.matter import Matter, may_be_one
from alerts.incidents.ports import ANSWERS, INCIDENTS, REPORTS, VERIFICATIONS
from alerts.incidents.practice import announced_on_card
from alerts.incidents.remote_on_card import remote_lines
from alerts.incidents.scene_room import more_choices
from alerts.incidents.seen import seen_at
from alerts.incidents.task_change import TASK_CHANGES, holders
from alerts.network.town import Town
from alerts.notices import Choice, Kind, Notice, Quote, Text, Value, text
from alerts.work.card_refresh import REFRESH
from alerts.work.unit_of_work import UnitOfWork

WORDS_ON_CARD = 300
"""Characters of a reporter's words on the card; the rest is one tap away."""
REPORTERS_ON_CARD = 3
"""Whose words stand on the card; a surge must not make it too long for one message."""


async def show(
    uow: UnitOfWork, now: datetime, incident: Incident, *, major: bool = True, at_once: bool = False
) -> None:
    """Bring the card up to date. `major`: more than counts changed, so that Signal's is edited too.

    What only muted people reported has none until somebody looks at it, nor a lead where the chat has enough of them;
    `at_once`: it gets one all the same.
    """
    if incident.muted:
        return
    if not at_once and await waits_for_room(uow, incident):
        await uow.deadlines.set_latest(deadlines.LEADS_WAIT, incident.town_id or 0, now + timings.CARD_PAUSE)
        return
    notice = await build(uow, incident)
    contacts = await desk.desk_contacts(uow, now, incident.town_id, incident)
    if incident.card_id is None:
        card_id = await uow.mail.post(notice, contacts.rung, now)
        await INCIDENTS(uow).set_card(incident.id, card_id)
    else:
        await uow.mail.revise(incident.card_id, notice, contacts.rung, now, major=major)
        await uow.mail.keep_only(incident.card_id, contacts.everybody)


async def follow(uow: UnitOfWork, now: datetime, incident: Incident, people: int, *, major: bool) -> None:
    """Bring the card up to date after one of `people` reporters said something: at once, or in steps for many.

    What must wake somebody is rung besides.
    """
    if people <= REPORTERS_ON_CARD:
        await show(uow, now, incident, major=major)
    else:
        await uow.deadlines.set_latest(REFRESH, incident.id, now + timings.CARD_PAUSE, apart=timings.CARD_STEP)


async def build(uow: UnitOfWork, incident: Incident) -> Notice:
    """Make the card as it stands now."""
    tally = await REPORTS(uow).tally(incident.id)
    reports = await REPORTS(uow).first(incident.id, REPORTERS_ON_CARD)
    ids = [incident.id, *(child.id for child in await INCIDENTS(uow).children(incident.id))]
    looks = [look for id_ in ids for look in await VERIFICATIONS(uow).of(id_)]
    answers = await ANSWERS(uow).of(incident.id) if incident.confirmed_at is not None else {}
    network = await uow.network()
    town = network.town(incident.town_id)
    said = await REPORTS(uow).taps(incident.id)
    vouched = tally.verified > 0
    if incident.state not in OPEN:
        return await closed_card.build(uow, incident, tally, reports, looks, answers)
    parts = [
        *await announced_on_card(uow, incident, reports),
        text(
            "card.head",
            number=incident.number,
            town=_town(incident, town),
            at=seen_at(incident.observed_at, unclear=incident.time_unclear),
        ),
        *matter_lines(incident),
        await state_line(uow, incident),
        *(told_besides := await escalation_lines(uow, incident)),
        _place(incident, vouched=vouched),
        *_earlier(incident),
        *card_apart.desks_word(incident),
        *_reports(tally, reports),
        *(more := await bundled_lines(uow, incident.id)),
        *facts_on_card(said, incident, vouched=vouched),
        *await card_apart.places(uow, incident),
        *card_apart.facts(said, incident, vouched=vouched),
        *looked_lines(looks, answers),
        *short_lines(incident, looks),
        *await remote_lines(uow, ids),
    ]
    if incident.tasks:
        parts += card_task_lines(incident, holders(await TASK_CHANGES(uow).of(incident.id)))
    if incident.confirmed_at is not None:
        counts = await uow.mail.counts(ids, incident.confirmed_at)
        # Nobody has answered when it goes out.
        arrivals = await ANSWERS(uow).arrivals(incident.id) if answers else {}
        parts += told_lines(counts, answers, arrivals)
    other = await INCIDENTS(uow).another_open(incident, [one for one in Matter if may_be_one(incident.matter, one)])
    return Notice(
        parts=tuple(parts),
        choices=(
            *more_choices(incident, answers),
            *_choices(
                incident,
                tally,
                reports,
                other,
                {town.id: town.name for town in network.towns},
                more=bool(more or told_besides),
            ),
            *card_apart.choices(said, incident, vouched=vouched),
        ),
        kind=Kind.CARD,
        internal=True,
        lane=await lane_of(uow, incident, said),
        subject_id=incident.id,
    )


def _town(incident: Incident, town: Town | None) -> Value:
    if incident.outside:
        return text("card.outside", town=incident.outside)
    if town is None:
        return text("card.no_town")
    return text("card.town_proposed", town=town.name) if incident.town_proposed else town.name


def _earlier(incident: Incident) -> list[Text]:
    places = tuple(text("card.earlier_place", place=Quote(p.words, 80), at=p.at) for p in reversed(incident.earlier))
    return [text("card.earlier", places=places)] if places else []


def _place(incident: Incident, *, vouched: bool) -> Text:
    if not incident.place.usable:
        return text("card.no_place")
    if card_apart.place_is_a_leads(incident, vouched=vouched):
        return text("card.place_of_lead", what=card_apart.place_line(incident.place))
    if incident.place.words:
        return text("card.place", place=Quote(incident.place.words, 120), link=incident.place.link)
    return text("card.point", link=incident.place.link)


def _reports(tally: Tally, first: list[Report]) -> list[Text]:
    parts = [text("card.reports", n=tally.people, leads=tally.people - tally.verified)]
    for report in first:
        key = "card.reporter" if report.verified else "card.lead"
        hand, words = _wrote(report)
        parts.append(text(key, n=report.number, at=report.received_at, hand=hand, words=words))
    return parts


def _wrote(report: Report) -> tuple[Text, Value]:
    """Return whose words they are, and the words; who wrote none may still have sent a place or a photo."""
    hand = text("card.first_hand") if report.first_hand else text("card.second_hand")
    if report.words:
        return hand, Quote(report.words, WORDS_ON_CARD, report.language or "")
    return (text("card.no_words"), text("card.only_sent")) if report.first_hand else (hand, text("card.no_words"))


def _choices(
    incident: Incident,
    tally: Tally,
    first: list[Report],
    other: int | None,
    towns: dict[int, str],
    more: bool,
) -> tuple[tuple[Choice, ...], ...]:
    rows = decisions(incident)
    whole = (offer(taps.ShowAllWords()),)
    rows.append((offer(correcting_taps.Correct()), offer(reporter_taps.Reporters())))
    if incident.other_town_waits and incident.town_id is not None:
        label = text("choice.alert_town", town=towns.get(incident.town_id, "?"))
        rows.insert(0, (correcting_taps.AlertTown().choice(label),))
    if incident.town_id is None:
        rows.insert(
            0,
            tuple(taps.ChooseTown(id_).choice(text("choice.name", name=name)) for id_, name in towns.items()),
        )
    if incident.state in UNDECIDED and other is not None:
        rows.append((taps.SameAs(other).choice(text("choice.same", number=other)), offer(taps.Merge())))
    split = (offer(taps.Split()),) if tally.people > 1 else ()
    cut = any(len(report.words) > WORDS_ON_CARD or kept_media(report) for report in first)
    last = (*split, *(whole if more or cut or tally.people > REPORTERS_ON_CARD else ()))
    return (*rows, last) if last else tuple(rows)
