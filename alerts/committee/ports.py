"""What the committee's use cases need of storage."""

from typing import Protocol

from alerts.network.watched_setting import SettingInForce
from alerts.work.port import Port


class WatchedSettings(Protocol):
    """The settings that the committee watches over, as they are in force."""

    async def all(self) -> list[SettingInForce]:
        """Return all that were kept, in the order in which they were."""
        ...

    async def save(self, setting: SettingInForce) -> SettingInForce:
        """Keep how it stands now; what runs meanwhile follows within seconds."""
        ...


WATCHED_SETTINGS = Port[WatchedSettings]("watched settings")
