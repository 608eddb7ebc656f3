"""The flows of groups whose words are reviewed: tests/conversations/test_golden.py."""

from alerts.groups.missing_rights import GroupRight
from alerts.groups.seen_account import SeenAccount
from alerts.people.person import Grant, Role
from alerts.trust import role_removal
from bot.transports.telegram.administration import GroupPlace
from handlers.core.inbound import InboundKind
from tests.conversations.town import Town

GROUP = "-100200300"
COMMAND = {"en": "/group", "es": "/grupo"}


async def witnesses_group(town: Town, language: str) -> None:
    """A coordinator connects it; links, requests, strangers, a right that is missing, and a role that is gone."""
    cora, luis, rosa, jean = await town.with_people(
        f"Cora {language} coordinator", f"Luis {language} responder", f"Rosa {language} member", "Jean responder signal"
    )
    (mallory,) = await town.with_people("Mallory")
    town.administration.places[GROUP][cora.address] = GroupPlace.OWNER
    await cora.send(InboundKind.GROUP_ADDED, group=GROUP, text="Testigos")
    await cora.taps("choice.name", name="Northampton").taps("choice.group.witnesses")
    for phone in (luis, rosa):
        await phone.send(InboundKind.JOIN_REQUEST, group=GROUP)
    await luis.says(COMMAND[language])
    await jean.says(COMMAND[language])
    account = SeenAccount(address=mallory.address, name="Mallory")
    await mallory.send(InboundKind.GROUP_JOINED, group=GROUP, accounts=(account,))
    town.administration.rights.discard(GroupRight.REMOVE)
    await cora.taps("choice.group.out")
    town.administration.rights.add(GroupRight.REMOVE)
    await town.forward(minutes=2)
    await rosa.says("hola", group=GROUP)
    await cora.taps("choice.group.stay")
    town.administration.places[GROUP][luis.address] = GroupPlace.ADMIN
    async with town.work.begin() as uow:
        await role_removal.take_role(
            uow, town.now, luis.person_id, Grant(Role.RESPONDER, town.network.towns[0].id), None
        )
    await town.forward(hours=25)
    await cora.taps("choice.group.everybody")


GROUP_FLOWS = (witnesses_group,)
