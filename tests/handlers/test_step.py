"""Steps as they are kept: read back whole, and no harm where another version kept something else."""

from datetime import timedelta

import pytest

from alerts.incidents.incident import Basis
from handlers.incidents.steps import Confirming, Reporting, Translating, WritingUpdate
from tests.conversations.scenes import reported
from tests.conversations.town import Town


@pytest.mark.parametrize(
    "step",
    [
        Reporting(report=7),
        WritingUpdate(incident=3, words="at the back door 🚨"),
        Confirming(incident=3, basis=Basis.TWO, with_words=False, translation=("en", "two vans")),
        Translating(incident=3, basis=Basis.OBSERVER, with_words=True, into="es"),
    ],
)
def test_a_step_is_read_as_it_was_kept(step: Confirming) -> None:
    assert type(step).read(step.data()) == step


def test_a_step_is_waited_for_as_long_as_it_says(town: Town) -> None:
    lasts = Reporting.lasts
    assert lasts == timedelta(minutes=30)
    assert not Reporting.is_over(town.now - lasts, town.now)
    assert Reporting.is_over(town.now - lasts - timedelta(seconds=1), town.now)
    assert not WritingUpdate.is_over(town.now - timedelta(days=2), town.now)


async def test_a_step_that_another_version_kept_makes_no_message_fail(town: Town) -> None:
    cast = await reported(town)
    async with town.work.begin() as uow:
        await uow.conversations.go(cast.rosa.person_id, "report", {"what": "nobody knows"}, town.now)
    await cast.rosa.says("ICE agents at Oak & 9th").hears("report.received")
