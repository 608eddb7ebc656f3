"""The plan of some days as text: who has which shift, and where somebody is missing."""

from collections.abc import Sequence
from datetime import datetime

from alerts.network.town import Town
from alerts.notices import Text, text
from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift import Shift
from alerts.on_call.shift_words import Naming, name_of_person, when_and_where, who_has_it
from alerts.on_call.uncovered import uncovered
from alerts.work.unit_of_work import UnitOfWork

UNCOVERED_SHOWN = 3
"""Spans without anybody that are told of each town."""


async def plan_lines(
    uow: UnitOfWork, now: datetime, towns: Sequence[Town], until: datetime, naming: Naming = name_of_person
) -> list[Text]:
    """Return the plan of these towns from now on until then, a heading first. `naming`: what people are called."""
    network = await uow.network()
    coming = await SHIFTS(uow).between(now, until, [town.id for town in towns])
    lines: list[Text] = []
    for shift in coming:
        lines += [when_and_where(network, shift), await who_has_it(uow, shift, naming)]
    head = text("on_call.plan", network=network.name, until=until)
    return [head, *(lines or [text("on_call.none_planned")]), *what_is_missing(now, towns, coming, until)]


def what_is_missing(now: datetime, towns: Sequence[Town], coming: Sequence[Shift], until: datetime) -> list[Text]:
    """Return the seats that are free, and the hours that no shift of a town holds which has some."""
    lines = []
    free = sum(len(shift.free) for shift in coming)
    if free:
        lines.append(text("on_call.free", n=free))
    for town in towns:
        if any(town.id in shift.town_ids for shift in coming):
            for begin, end in uncovered(coming, town.id, now, until)[:UNCOVERED_SHOWN]:
                lines.append(text("on_call.uncovered", town=town.name, begin=begin, end=end))
    return lines
