"""Confirming: the preview of what would be said to whom, and the one tap that says it."""

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import alert_texts, card, closing, deadlines, desk, taps, timings
from alerts.incidents.incident import Basis, Incident, Report, State
from alerts.incidents.lifecycle import Event, after
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import asked_for_silence, known
from alerts.network.audience import Audience, community, responders
from alerts.network.town import Network, Town, without_town
from alerts.notices import BLANK, Choice, Notice, Quote, Text, text
from alerts.people.person import Person
from alerts.places.phrase import phrase
from alerts.work.mail import Reach
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a dispatcher is about to send."""

    incident_id: int
    basis: Basis
    with_words: bool = True
    """A verified reporter's own words go along."""
    translation: tuple[str, str] | None = None
    """Those words in another language, as the dispatcher wrote them: ("en", "two vans")."""


async def start(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> list[Notice] | Refused:
    """Show the preview where an observer saw it; else ask for the reason first."""
    held = await _ready(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    if held.observer_id is not None:
        return await preview(uow, now, Draft(incident_id=held.id, basis=Basis.OBSERVER), held)
    reasons = [basis for basis in Basis if basis is not Basis.OBSERVER]
    ask = Notice(
        parts=(text("confirm.reason", number=held.number),),
        choices=tuple((taps.ChooseBasis(basis).choice(text(f"choice.basis.{basis}")),) for basis in reasons),
        subject_id=held.id,
    )
    return [ask]


async def _ready(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Incident | Refused:
    if incident.town_id is None:
        return Refused(text("refused.no_town"))
    if incident.state is State.CONFIRMED:
        return Refused(await desk.standing(uow, incident, person))
    if not incident.place.usable:
        return Refused(text("refused.no_place"))
    held = await desk.claim(uow, now, incident, person)
    if isinstance(held, Incident) and held.version != incident.version:
        await card.show(uow, now, held)
    return held


async def again(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person
) -> list[Notice] | Refused:
    """Show the preview after a choice or a translation: a step, so the claim's two minutes begin anew."""
    held = await _ready(uow, now, incident, person)
    return held if isinstance(held, Refused) else await preview(uow, now, draft, held)


async def preview(uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident) -> list[Notice]:
    """Show the alert as both readers will see it in each language, then how many hear it, with the tap that sends."""
    network = await uow.network()
    facts = await _facts(uow, draft, incident, network)
    for_responders = alert_texts.for_responders(incident, draft.basis, facts, now, now)
    for_community = alert_texts.for_community(incident, draft.basis, facts, now)
    shown = [
        Notice(
            parts=(
                text("preview.responders"),
                *for_responders.parts,
                BLANK,
                text("preview.community"),
                *for_community.parts,
            ),
            language=language,
            subject_id=incident.id,
        )
        for language in network.languages
    ]
    return [*shown, await _summary(uow, draft, incident, network, facts.words)]


async def _summary(uow: UnitOfWork, draft: Draft, incident: Incident, network: Network, words: Quote | None) -> Notice:
    goers, others = await _audiences(uow, incident)
    by_task, by_news = await uow.mail.reach(goers), await uow.mail.reach(others)
    people = _total(by_task) + _total(by_news)
    unreachable = by_task.unreachable + by_news.unreachable
    parts = [
        text(
            "preview.ready",
            number=incident.number,
            place=phrase(incident.place),
            people=people,
        ),
        _by_transport(by_task, by_news),
    ]
    if unreachable:
        parts.append(text("card.unreachable", n=unreachable))
    if not people and not by_task.groups:
        parts.append(text("preview.nobody"))
    rows: list[tuple[Choice, ...]] = [
        (taps.SendAlert().choice(text("choice.send")), taps.BackOut().choice(text("choice.back")))
    ]
    missing = [
        code for code in network.languages if words and code != words.language and code not in dict(words.others)
    ]
    if words is not None:
        if missing:
            parts.append(
                text(
                    "preview.one_language",
                    words=replace(words, limit=200),
                    languages=tuple(text(f"language.{code}") for code in missing),
                )
            )
            rows.append(tuple(_translate(code) for code in missing))
        rows.append((taps.LeaveWordsOut().choice(text("choice.without_words")),))
    return Notice(parts=tuple(parts), choices=tuple(rows), subject_id=incident.id)


def _translate(code: str) -> Choice:
    return taps.Translate(code).choice(text("choice.translate", language=text(f"language.{code}")))


def _total(reach: Reach) -> int:
    return sum(reach.people.values())


def _by_transport(by_task: Reach, by_news: Reach) -> Text:
    lines = []
    for transport in ("telegram", "signal"):
        people = by_task.people.get(transport, 0) + by_news.people.get(transport, 0)
        groups = by_task.groups.get(transport, 0)
        if people or groups:
            lines.append(text("preview.transport", transport=transport.title(), people=people, groups=groups))
    return text("preview.reach", lines=tuple(lines)) if lines else text("preview.reach_none")


async def _audiences(uow: UnitOfWork, incident: Incident) -> tuple[Audience, Audience]:
    if incident.town_id is None:
        raise ValueError("an alert needs a town")
    not_safe = asked_for_silence(await REPORTS(uow).taps(incident.id))
    reporters = await REPORTS(uow).reporters(incident.id)
    return responders(incident.town_id, but=not_safe), community(incident.town_id, but=reporters)


async def _facts(uow: UnitOfWork, draft: Draft, incident: Incident, network: Network) -> alert_texts.AlertFacts:
    vouched = await REPORTS(uow).first_vouched(incident.id) if draft.with_words else None
    taps = await REPORTS(uow).taps(incident.id)
    town = network.town(incident.town_id)
    return alert_texts.AlertFacts(
        town=town.name if town else "",
        known=tuple(text(f"fact.{name}.{value}") for name, value in known(taps).items()),
        words=_words(draft, vouched, town),
        hotline=uow.hotline,
    )


def _words(draft: Draft, report: Report | None, town: Town | None) -> Quote | None:
    """Return a verified reporter's own words. A stranger's never go out: nobody vouches for them."""
    if report is None or _only_place(report, town):
        return None
    others = (draft.translation,) if draft.translation else ()
    return Quote(report.words, 300, report.language or "", others)


def _only_place(report: Report, town: Town | None) -> bool:
    """Say whether the words say no more than where it is, which the alert says anyway."""
    rest = without_town(report.words.replace(report.place.words, "") if report.place.words else report.words, town)
    return not any(c.isalpha() for c in rest)


async def send(uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, person: Person) -> Text | Refused:
    """Confirm and alert: one guarded change of state, and in its transaction the deliveries to all who are told."""
    held = await _ready(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    if draft.basis is Basis.OBSERVER and held.observer_id is None:
        # The reason was asked for, and not given.
        return Refused(text("refused.changed"))
    expires_at = now + timings.ALERT_LASTS
    confirmed = await INCIDENTS(uow).change(
        held,
        state=after(held.state, Event.CONFIRM),
        holder_id=person.id,
        basis=draft.basis,
        confirmed_at=now,
        expires_at=expires_at,
    )
    if confirmed is None:
        return Refused(text("refused.changed"))
    await desk.rest(uow, confirmed)
    await uow.deadlines.set(deadlines.ALERT_EXPIRES, confirmed.id, expires_at)
    people = await _tell(uow, now, draft, confirmed, expires_at)
    await closing.tell_outcome(uow, now, confirmed, "confirmed", verifiers=False)
    await card.show(uow, now, confirmed)
    return text("toast.sent", number=confirmed.number, people=people)


async def _tell(uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, expires_at: datetime) -> int:
    facts = await _facts(uow, draft, incident, await uow.network())
    goers, others = await _audiences(uow, incident)
    for_community = alert_texts.for_community(incident, draft.basis, facts, expires_at)
    await uow.mail.to_groups(for_community, goers.town_id, now)
    told = await uow.mail.broadcast(
        alert_texts.for_responders(incident, draft.basis, facts, now, expires_at), goers, now
    )
    return told + await uow.mail.broadcast(for_community, others, now)
