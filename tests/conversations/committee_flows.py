"""The flows of the committee whose words are reviewed: tests/conversations/test_golden.py."""

from datetime import timedelta

from alerts.committee.setting_changes import take_up_settings
from alerts.network.watched_setting import WatchedSetting
from tests.conversations.town import Town

COMMAND = {"en": "/committee", "es": "/comite"}


async def setting_veto(town: Town, language: str) -> None:
    """The operator changes how long messages are kept; one member says yes, another objects, it is withdrawn."""
    olga, bea, _ = await town.with_people(
        f"Olga {language} committee everywhere",
        f"Bea {language} committee everywhere signal",
        f"Cora {language} coordinator",
    )
    for days in (3, 30):
        async with town.work.begin() as uow:
            await take_up_settings(uow, town.now, {WatchedSetting.MESSAGES: timedelta(days=days)})
    await town.settle()
    await olga.taps("choice.committee.agree")
    await town.forward(days=1)
    await bea.taps("choice.committee.object")
    await olga.says(COMMAND[language]).taps("choice.committee.withdraw")
    async with town.work.begin() as uow:
        await take_up_settings(uow, town.now, {WatchedSetting.MESSAGES: timedelta(days=2)})
    await town.forward(days=8)


async def vouches_veto(town: Town, language: str) -> None:
    """Two coordinators want fewer vouches: the committee objects; then they want more, which holds at once."""
    command = {"en": "/vouching", "es": "/avales"}[language]
    cora, ben, olga, _ = await town.with_people(
        f"Cora {language} coordinator",
        f"Ben {language} coordinator signal",
        f"Olga {language} committee everywhere",
        f"Bea {language} committee everywhere signal",
    )
    await cora.says(command).taps("vouching.ask").taps("choice.vouching.count", n=5)
    await cora.taps("choice.vouching.count", n=2)
    await ben.taps("vouching.yes")
    await cora.says(command)
    await olga.taps("choice.committee.object")
    await cora.says(command).taps("vouching.ask").taps("choice.vouching.count", n=5)
    await cora.taps("choice.vouching.count", n=3)
    await ben.taps("vouching.yes")
    await olga.taps("choice.committee.agree")
    await town.forward(days=8)
    await olga.taps("choice.committee.object")


COMMITTEE_FLOWS = (setting_veto, vouches_veto)
