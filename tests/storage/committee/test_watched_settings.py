"""Settings that the committee watches over, kept in either database."""

from dataclasses import replace

from alerts.committee.ports import WATCHED_SETTINGS
from alerts.network.watched_setting import SettingInForce, WatchedSetting
from tests.storage.house import House


async def test_a_setting_stands_as_it_was_saved_last_and_the_network_shows_it_at_once(house: House) -> None:
    async with house.begin() as uow:
        settings = WATCHED_SETTINGS(uow)
        kept = await settings.save(SettingInForce(setting=next(iter(WatchedSetting)), value=4))
        assert await settings.all() == [kept]
        changed = await settings.save(replace(kept, proposed=9, changed_at=house.now, objected=True))
        assert changed.id == kept.id
        assert (await uow.network()).settings == (changed,)
