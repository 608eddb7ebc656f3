"""An operator takes the list of people: every coordinator hears so at once, and it stands in the log."""

from alerts.roster.exporting import announce_operators_list
from tests.conversations.town import Town


async def test_every_coordinator_hears_that_the_operator_takes_the_list(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben es coordinator Holyoke", "Dana en dispatcher")
    async with town.work.begin() as uow:
        await announce_operators_list(uow, town.now, town.network.towns[1].id)
    await town.settle()
    for coordinator in (cora, ben):
        await coordinator.hears("roster.export.by_operator", towns="Holyoke")
    await dana.hears_nothing()
    await cora.says("/audit").hears("audit.nothing")
    await ben.says("/audit").sees("audit.did.list_taken")
