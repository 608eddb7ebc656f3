"""One measured figure, its peer of the same run, and its goal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median


@dataclass(frozen=True, kw_only=True)
class MeasuredFigure:
    """One figure that was measured. Machines are noisy: only its ratio says something on another one."""

    bench: str
    """Which of the measurements it belongs to: what --only takes."""
    name: str
    unit: str
    value: float | None = None
    """None: not measured, and `note` says why."""
    peer: str = ""
    """The figure of the same run that it is held against."""
    ratio: float | None = None
    """Its value divided by the peer's."""
    goal: str = ""
    met: bool | None = None
    note: str = ""

    def compared_with(self, peer: "MeasuredFigure") -> "MeasuredFigure":
        """Return the same figure with its ratio to its peer; the ratio is None where either was not measured."""
        ratio = None if not self.value or not peer.value else self.value / peer.value
        return replace(self, peer=peer.name, ratio=ratio)

    def compared_in_turns(self, peer: str, ratios: Sequence[float]) -> "MeasuredFigure":
        """Return the same figure with the median of ratios, each of two rounds that were made one after the other."""
        return replace(self, peer=peer, ratio=median(ratios) if ratios else None)

    def with_goal(self, goal: str, met: bool | None) -> "MeasuredFigure":
        """Return the same figure with what it should be, and whether it is; None where that cannot be told."""
        return replace(self, goal=goal, met=met)
