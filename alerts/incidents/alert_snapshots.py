"""Snapshots of alerts: what an alert would say at this moment, and to whom."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from alerts.incidents.draft import AlertSnapshot, Draft
from alerts.incidents.incident import Incident, Report
from alerts.incidents.observations import Observations, observations
from alerts.incidents.outgoing_words import quote_for_everybody
from alerts.incidents.ports import REPORTS
from alerts.incidents.practice import is_practice
from alerts.incidents.report_effects import known_facts
from alerts.incidents.salute import PASSED_ON
from alerts.incidents.silence import silent
from alerts.incidents.told import told_ids
from alerts.network.audience import Audience, community, responders
from alerts.network.town import Network, Town, without_town
from alerts.notices import Quote
from alerts.understanding.cleaning import MeantFor
from alerts.work.mail import Reach
from alerts.work.unit_of_work import UnitOfWork

WORDS = 300
"""Characters of a reporter's words in an alert."""


async def take_snapshot(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, weighed: Observations | None = None
) -> AlertSnapshot:
    """Return what the alert would say now. Raises ValueError for an incident without a town.

    Whoever reported it since it was shown stays in the audience: they were counted in what the dispatcher read.
    `weighed`: what is known of its truth, where that was looked up already.
    """
    network = await uow.network()
    town = network.town(incident.town_id)
    if town is None:
        raise ValueError("an alert needs a town")
    words, taken, perhaps = await _words(uow, draft, incident, network)
    reporters = draft.shown.reporters if draft.shown is not None else sorted(await REPORTS(uow).reporters(incident.id))
    weighed = weighed or await observations(uow, incident)
    snapshot = AlertSnapshot(
        at=now,
        number=incident.number,
        basis=draft.basis,
        town_id=town.id,
        town=town.name,
        place=uow.cleaner.place(incident.place, MeantFor.SENT, network.towns, put_back=draft.put_back),
        observed_at=incident.observed_at,
        time_unclear=incident.time_unclear,
        known=tuple((await known_facts(uow, incident)).items()),
        words=words,
        words_from_desk=incident.corrections.words is not None,
        taken_out=taken,
        perhaps_places=perhaps,
        practice=await is_practice(uow, incident),
        hotline=uow.hotline,
        told_before=incident.confirmed_at is None and bool(await uow.mail.told_persons(await told_ids(uow, incident))),
        found_nothing=len(weighed.found_nothing) + len(weighed.against_from_afar),
        took_back=weighed.took_back,
        silent=tuple(sorted(await _silent(uow, incident, town, reporters))),
        reporters=tuple(reporters),
        people=0,
        groups={},
        unticked=draft.unticked,
        tasks=draft.tasks,
    )
    return await with_audience(uow, snapshot)


async def _silent(uow: UnitOfWork, incident: Incident, town: Town, reporters: Collection[int]) -> frozenset[int]:
    """Return who said that it is not safe to write to them, of those who reported it and those it is meant for."""
    everybody = await silent(uow, [incident.id])
    if not everybody:
        return everybody
    meant = await uow.mail.persons_in(responders(town.id)) | await uow.mail.persons_in(
        community(town.id, but=reporters)
    )
    return everybody & meant.union(reporters)


def audiences(shown: AlertSnapshot) -> tuple[Audience, Audience]:
    """Return who is asked to go there, and who else is told."""
    return (
        responders(shown.town_id, but=(*shown.silent, *shown.unticked)),
        community(shown.town_id, but=(*shown.reporters, *shown.silent, *shown.unticked)),
    )


async def with_audience(uow: UnitOfWork, shown: AlertSnapshot) -> AlertSnapshot:
    """Return the snapshot with those who get it now."""
    goers, others = audiences(shown)
    told = await uow.mail.persons_in(goers) | await uow.mail.persons_in(others)
    groups = (await uow.mail.reach(goers)).groups
    return replace(shown, people=len(told), told=tuple(sorted(told)), groups=groups)


def people_in(reach: Reach) -> int:
    """Return how many people are reached, on whatever transport."""
    return sum(reach.people.values())


async def _words(
    uow: UnitOfWork, draft: Draft, incident: Incident, network: Network
) -> tuple[Quote | None, tuple[str, ...], tuple[str, ...]]:
    """Return the words that go along, what was taken out of them, and of the place, and what may be put back."""
    place = uow.cleaner.words(incident.place.words, MeantFor.EVERYBODY, network.towns, put_back=draft.put_back)
    quote = await _own_words(uow, draft, incident, network.town(incident.town_id))
    if quote is None:
        return None, place.taken, place.perhaps_places
    cleaned, taken, perhaps = quote_for_everybody(uow, quote, network.towns, draft.put_back)
    both = tuple(dict.fromkeys((*place.taken, *taken)))
    return cleaned, both, tuple(dict.fromkeys((*place.perhaps_places, *perhaps)))


async def _own_words(uow: UnitOfWork, draft: Draft, incident: Incident, town: Town | None) -> Quote | None:
    """Return what the desk wrote, else a verified reporter's own words. A stranger's never go out by themselves.

    Nor do those of who takes them back, or passed on somebody else's.
    """
    if not draft.with_words:
        return None
    desks = incident.corrections
    if desks.words is not None:
        return Quote(desks.words, WORDS, desks.language, draft.translations) if desks.words else None
    report = await REPORTS(uow).first_vouched(incident.id)
    if report is None or not _are_theirs(report) or _only_place(report, town):
        return None
    return Quote(report.words, WORDS, report.language or "", draft.translations)


def _are_theirs(report: Report) -> bool:
    return report.facts.get("kind") != "back" and PASSED_ON not in report.facts


def _only_place(report: Report, town: Town | None) -> bool:
    """Say whether the words say no more than where it is, which the alert says anyway."""
    rest = without_town(report.words.replace(report.place.words, "") if report.place.words else report.words, town)
    return not any(c.isalpha() for c in rest)
