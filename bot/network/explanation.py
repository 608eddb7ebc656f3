"""What was done by and to one person, or about one incident, as an operator reads it; beside a running bot too."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from alerts.audit.deed import AuditEntry
from alerts.audit.ports import AUDIT_LOG, MOST, AuditFilter
from alerts.incidents.escalation_pick import ESCALATION_PICKS, EscalationPick
from alerts.incidents.ports import INCIDENTS
from alerts.notices import text
from alerts.people.person import Role
from alerts.work.unit_of_work import UnitOfWork
from bot.network.open import OpenNetwork
from bot.network.short_number import id_of, short_numbers
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError
from handlers.audit.deed_words import deed_words
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.unit_of_work import UnitOfWorkFactory

_SHORTEST = 4
"""Digits of a person; fewer are the number of an incident."""
_REMEDY = "take a person's digits from `rebato people list`, or write an incident as '#12'"


@dataclass(frozen=True, kw_only=True)
class ExplainedDeed:
    """One thing that was done, as an operator reads it."""

    at: datetime
    words: str
    action: str
    by: str | None
    """None: an operator."""
    whom: str | None
    role: str | None
    town: str | None
    incident: int | None

    def as_json(self) -> dict[str, str | int | None]:
        """Return the fields that scripts rely on."""
        return {
            "at": self.at.isoformat(),
            "action": self.action,
            "by": self.by,
            "whom": self.whom,
            "role": self.role,
            "town": self.town,
            "incident": self.incident,
        }


@dataclass(frozen=True)
class Explanation:
    """The audit log of a network, as an operator asks it."""

    settings: Settings
    opened: OpenNetwork
    clock: Clock

    async def of(self, which: str) -> list[ExplainedDeed]:
        """Return what was done, in order. `which`: digits of a person, or the number of an incident ("#12").

        Raises SettingsError where it is neither.
        """
        async with self._work.look() as uow:
            known = await self._known(uow)
            asked = await self._asked(uow, which, known)
            entries = await AUDIT_LOG(uow).oldest(asked)
            incident = await INCIDENTS(uow).numbered(asked.incident) if asked.incident is not None else None
            picks = await ESCALATION_PICKS(uow).of(incident.id) if incident is not None else []
        numbers = short_numbers([*known, *{one.person_id for one in picks if one.person_id is not None} - known])
        deeds = [self._explained(entry, numbers) for entry in entries]
        deeds += [self._picked(pick, numbers, asked.incident) for pick in picks]
        return sorted(deeds, key=lambda deed: deed.at)

    async def _known(self, uow: UnitOfWork) -> frozenset[int]:
        """Return who is in, and who did something or had it done to them, also if they are gone."""
        active = {person.id for person in await uow.people.with_role(frozenset(Role), None)}
        suspended = {person.id for person, _ in await uow.people.suspended()}
        return await AUDIT_LOG(uow).persons() | active | suspended

    async def _asked(self, uow: UnitOfWork, which: str, known: Collection[int]) -> AuditFilter:
        digits = which.removeprefix("#")
        if not (digits.isascii() and digits.isdigit()):
            raise SettingsError("PERSON|INCIDENT", "is no number", _REMEDY)
        incident = AuditFilter(incident=min(int(digits), MOST))
        if which.startswith("#") or len(digits) < _SHORTEST:
            return incident
        ends_so = [one for one in known if str(one).endswith(digits)]
        is_incident = bool(await AUDIT_LOG(uow).newest(incident, 1))
        if not ends_so and is_incident:
            return incident
        if ends_so and is_incident:
            raise SettingsError("PERSON", "is an incident too", f"write '#{digits}' for the incident, or more digits")
        return AuditFilter(person_id=id_of(digits, known, called="PERSON", listed_by="rebato people list"))

    def _explained(self, entry: AuditEntry, numbers: dict[int, str]) -> ExplainedDeed:
        deed, network = entry.deed, self.opened.network
        town = network.town(deed.town_id)
        words = ReaderLocale("en", network.zone).text(deed_words(deed, network, numbers), self.clock.now())
        return ExplainedDeed(
            at=entry.at.astimezone(network.zone),
            words=words,
            action=deed.action.value,
            by=numbers[deed.by_id] if deed.by_id is not None else None,
            whom=numbers[deed.whom_id] if deed.whom_id is not None else None,
            role=deed.role.value if deed.role else None,
            town=town.name if town else None,
            incident=deed.incident,
        )

    def _picked(self, pick: EscalationPick, numbers: dict[int, str], incident: int | None) -> ExplainedDeed:
        network = self.opened.network
        whom = numbers[pick.person_id] if pick.person_id is not None else None
        reason = text(f"escalation.whom.{pick.whom}")
        told = text("escalation.explained" if whom else "escalation.explained_short", whom=whom, reason=reason)
        return ExplainedDeed(
            at=pick.at.astimezone(network.zone),
            words=ReaderLocale("en", network.zone).text(told, self.clock.now()),
            action="escalation",
            by=None,
            whom=whom,
            role=None,
            town=None,
            incident=incident,
        )

    @property
    def _work(self) -> UnitOfWorkFactory:
        return UnitOfWorkFactory(self.opened.store, self.settings.retention, self.settings.hotline, cleaner())
