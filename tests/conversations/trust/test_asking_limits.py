"""Who asks the others again and again gets a yes once, half asleep: one hand asks a few times a day."""

import pytest

from alerts.audit.deed import Action
from alerts.trust import asking_limits
from alerts.trust.one_hand import LATELY
from tests.conversations.phone import Phone
from tests.conversations.town import Town

MOST = dict.fromkeys(asking_limits.MOST_ASKED, 2)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_limits, "MOST_ASKED", MOST)


async def _ada_and_ben(town: Town) -> tuple[Phone, Phone]:
    ada, ben = await town.with_people("Ada en coordinator", "Ben en coordinator")
    return ada, ben


def test_each_question_to_the_others_has_its_number() -> None:
    assert set(MOST) == {
        Action.INVITED,
        Action.HOLD_ASKED,
        Action.EXPORT_ASKED,
        Action.VOUCHES_ASKED,
        Action.PANIC_ASKED,
    }


async def test_invitations_to_the_desk(town: Town) -> None:
    ada, ben = await _ada_and_ben(town)
    for role in ("coordinator", "dispatcher"):
        await ada.says(f"/invite {role} Northampton").hears("invite.made")
        await ben.hears("invites.ask")
    await ada.says("/invite coordinator Northampton").hears("trust.asks_too_often", most=2)
    await ben.hears_nothing()
    await ada.says("/invite member Northampton").hears("invite.made")
    await ben.says("/invite dispatcher Northampton").hears("invite.made")
    await town.forward(seconds=LATELY.total_seconds() + 1)
    await ada.says("/invite dispatcher Northampton").hears("invite.made")


async def test_the_list_of_people(town: Town) -> None:
    ada, ben = await _ada_and_ben(town)
    for _ in range(2):
        await ada.says("/export").taps("export.ask").hears("roster.export.asked")
        await ben.hears("roster.export.ask").taps("export.no")
        await ada.hears("roster.export.refused")
    await ada.says("/export").taps("export.ask").is_told("trust.asks_too_often")
    await ben.hears_nothing()


async def test_fewer_vouches(town: Town) -> None:
    ada, ben = await _ada_and_ben(town)
    await ada.says("/vouching").taps("vouching.ask").taps("choice.vouching.count", n=5)
    await ben.hears("vouching.told")
    for count in (4, 3):
        await ada.taps("choice.vouching.count", n=count).is_told("toast.vouching.asked")
        await ben.hears("vouching.easier_ask")
    await ada.taps("choice.vouching.count", n=2).is_told("trust.asks_too_often")
    await ben.hears_nothing()


async def test_an_old_button_is_nobodys_yes_to_fewer_vouches(town: Town) -> None:
    ada, ben = await _ada_and_ben(town)
    await ada.says("/vouching").taps("vouching.ask").taps("choice.vouching.count", n=5)
    await ada.taps("choice.vouching.count", n=1).is_told("toast.vouching.asked")
    await town.forward(days=7, minutes=1)
    await ben.taps("vouching.yes").is_told("vouching.gone")
    await ben.says("/vouching").hears("vouching.head", n=5)
    assert "vouching.waits" not in ben.keys


async def test_that_everything_be_destroyed(town: Town) -> None:
    ada, ben = await _ada_and_ben(town)
    for _ in range(2):
        await ada.says("/panic").taps("panic.nothing").hears("panic.asked")
        await ben.hears("panic.request").taps("panic.stop").is_told("panic.kept")
        await ada.hears("panic.ended")
    await ada.says("/panic").taps("panic.nothing").hears("trust.asks_too_often")
    await ben.hears_nothing()
    # Whoever must can: the other one asks.
    await ben.says("/panic").taps("panic.nothing").hears("panic.asked")
    await ada.hears("panic.request")
