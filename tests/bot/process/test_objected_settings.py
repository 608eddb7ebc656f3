"""`rebato health` says to which settings the committee objects."""

import argparse
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.committee.ports import WATCHED_SETTINGS
from alerts.network.watched_setting import UNIT, SettingInForce, WatchedSetting
from bot.process.heartbeat_file import HeartbeatFile
from bot.process.objected_settings import ObjectedSettings
from bot.process.objected_settings_file import HELD_FILE, ObjectedSettingsFile
from bot.verbs import health
from storage.database.sqlite_drivers import DriverOptions
from tests.storage.house import House


async def test_what_the_committee_objects_to_is_said_and_said_no_more_once_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REBATO_DATA", str(tmp_path))
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    watch = ObjectedSettings(house.work, tmp_path)
    async with house.work.begin() as uow:
        held = SettingInForce(setting=WatchedSetting.MESSAGES, value=timedelta(days=3) // UNIT, objected=True)
        held = await WATCHED_SETTINGS(uow).save(held)
    await watch.look()
    capsys.readouterr()
    assert ObjectedSettingsFile(tmp_path).read() == ["RETENTION_MESSAGES_DAYS"]
    HeartbeatFile(tmp_path).renew(time.time())
    assert health.run(argparse.Namespace(receiver=False)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "alive"
    assert "RETENTION_MESSAGES_DAYS" in said[1]
    async with house.work.begin() as uow:
        await WATCHED_SETTINGS(uow).save(replace(held, objected=False))
    await watch.look()
    capsys.readouterr()
    assert not (tmp_path / HELD_FILE).exists()
    assert health.run(argparse.Namespace(receiver=False)) == 0
    assert capsys.readouterr().out == "alive\n"
    await house.store.close()
