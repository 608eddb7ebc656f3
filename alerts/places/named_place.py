"""A town as a gazetteer knows it, before it is one of the network's."""

from dataclasses import dataclass

from alerts.places.place import Point


@dataclass(frozen=True, kw_only=True)
class NamedPlace:
    """A town of a list: its name, where it lies, and the state or region that tells it from others of that name."""

    name: str
    region: str = ""
    """Two letters of a US state, or what the operator's list says; empty where it says nothing."""
    point: Point
    """Its centre in degrees (WGS 84)."""

    @property
    def label(self) -> str:
        """Name and region, as people write them: "Easthampton MA"."""
        return f"{self.name} {self.region}".rstrip()


@dataclass(frozen=True, kw_only=True)
class PlaceQuery:
    """What is looked up in a gazetteer."""

    words: str
    near: tuple[Point, ...] = ()
    """Centres of the network's towns, around which it probably lies."""
    zone: str = ""
    """IANA name of the network's time zone."""


@dataclass(frozen=True, kw_only=True)
class PlaceAnswer:
    """What a gazetteer says to what somebody wrote."""

    place: NamedPlace | None = None
    """None: none of that name, or several."""
    alike: tuple[NamedPlace, ...] = ()
    """Where there is none: what they may mean, the likeliest first; five at most."""
