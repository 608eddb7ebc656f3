"""How long what is kept: the one table that the consent text, /privacy and the purge are made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from alerts.network.watched_setting import SettingInForce, WatchedSetting


@dataclass(frozen=True)
class Kept:
    """One sort of thing that is kept: a row of the table. Its area registers it (alerts/areas.py)."""

    name: str
    """Its words stand in the catalogues: retention.NAME.what and retention.NAME.why."""
    span: timedelta
    """For how long, where no setting says otherwise; zero: never stored at all."""
    at_joining: bool = True
    """It concerns everybody, and whoever joins is told; else who does what it is kept of, and who asks (/privacy)."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table, as people are shown it."""

    what: str
    """Catalogue key: what is kept."""
    why: str
    """Catalogue key: what for."""
    span: timedelta


@dataclass(frozen=True)
class Retention:
    """The spans after which the purge removes things, as this network has set them."""

    spans: Mapping[str, timedelta] = field(default_factory=dict)
    """By name; what is missing is kept as long as its Kept says."""

    def with_in_force(self, settings: Iterable[SettingInForce]) -> "Retention":
        """Return the same table with what is in force where the committee watches over it."""
        in_force = {one.setting.value: one.span for one in settings if one.setting is not WatchedSetting.VOUCHES}
        return Retention({**self.spans, **in_force})

    def of(self, kept: Kept) -> timedelta:
        """Return for how long this is kept."""
        return self.spans.get(kept.name, kept.span)

    def rows(self, keeps: Iterable[Kept]) -> list[Row]:
        """Return the table, a row for each of these."""
        return [
            Row(what=f"retention.{kept.name}.what", why=f"retention.{kept.name}.why", span=self.of(kept))
            for kept in keeps
        ]
