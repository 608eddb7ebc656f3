"""The figures of a table of labelled messages: how much was understood, and what would have gone wrong."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from alerts.network.town_reading import TownBasis
from alerts.understanding.intent import SENDS
from alerts.understanding.reading import Reading
from alerts.understanding.sending import OLD, asks_to_go
from bot.understand.labelled import LabelledMessage
from bot.understand.place_score import normalised, place_f1

_FIGURES = re.compile(r"-?\d+\.\d+\s*,\s*-?\d+\.\d+")
RIGHT_PLACE = 0.5
"""Token F1 from which on somebody who is sent would find it (our choice)."""


@dataclass(frozen=True, kw_only=True)
class ScoredMessage:
    """One labelled message with what was understood of it."""

    labelled: LabelledMessage
    reading: Reading

    @property
    def intent_right(self) -> bool:
        """Whether the intent is the labelled one."""
        return self.reading.intent is self.labelled.intent

    @property
    def town(self) -> str:
        """The town as labels name it: its name, "ask", "outside:NAME", empty."""
        match self.reading.town.basis:
            case TownBasis.NONE:
                return ""
            case TownBasis.UNKNOWN:
                return "ask"
            case TownBasis.OUTSIDE:
                return f"outside:{self.reading.town.name}"
            case _:
                return self.reading.town.name

    @property
    def wrong_town(self) -> bool:
        """Whether a town was set that is not the right one; to ask, or to say only "outside", is never wrong."""
        return self.town not in ("", "ask", "outside:", self.labelled.town)

    @property
    def places(self) -> tuple[str, ...]:
        """The places as labels write them: a bare point stands as "latitude,longitude"."""
        point = self.reading.point
        return self.reading.places or ((f"{point[0]},{point[1]}",) if point else ())

    @property
    def place_f1(self) -> float:
        """How far the place is right, from 0 to 1."""
        point, right = self.reading.point, self.labelled.places
        if point is None:
            return place_f1(self.places, right)
        if any(_same_point(point, place) for place in right):
            # However many figures are written: a point is right where it is the labelled one.
            return 1.0
        return place_f1(self.reading.places, [_without_figures(place) for place in right])

    @property
    def leaked(self) -> list[str]:
        """The private spans that would be broadcast."""
        public = " ".join(normalised(" . ".join((*self.reading.public.places, self.reading.public.words))))
        return [span for span in self.labelled.private if f" {' '.join(normalised(span))} " in f" {public} "]

    @property
    def seen_right(self) -> bool:
        """Whether the time is the labelled one."""
        right = self.labelled.minutes_ago
        ago = self.reading.seen.minutes_ago
        if right in ("", "?"):
            return ago is None and bool(self.reading.seen.words) == (right == "?")
        return ago is not None and abs(ago - int(right)) <= max(1, int(right) // 10)

    @property
    def wrong_send(self) -> bool:
        """Whether people would be sent where, when or for what nobody should go."""
        if not asks_to_go(self.reading):
            return False
        ago = self.labelled.minutes_ago
        old = ago == "?" or (ago.isdigit() and int(ago) * 60 > OLD.total_seconds())
        lost = not self.labelled.places or self.place_f1 < RIGHT_PLACE
        return self.labelled.intent not in SENDS or self.town != self.labelled.town or old or lost


def _without_figures(right: str) -> str:
    """Return the words of a labelled place that stand beside a point's figures."""
    return _FIGURES.sub("", right).strip() or right


def _same_point(point: tuple[float, float], right: str) -> bool:
    figures_ = _FIGURES.search(right)
    if figures_ is None:
        return False
    latitude, longitude = (float(number) for number in figures_[0].split(","))
    return abs(point[0] - latitude) < 1e-4 and abs(point[1] - longitude) < 1e-4  # noqa: PLR2004 - ten metres


def figures(scored: Sequence[ScoredMessage]) -> dict[str, object]:
    """Return the figures of a table: shares from 0 to 1 (None where nothing was asked), and counts."""
    with_town = [one for one in scored if one.labelled.town]
    with_place = [one for one in scored if one.labelled.places]
    without_place = [one for one in scored if not one.labelled.places]
    spans = sum(len(one.labelled.private) for one in scored)
    observed = [one for one in scored if one.labelled.minutes_ago]
    return {
        "messages": len(scored),
        "intent": _share(one.intent_right for one in scored),
        "town": _share(one.town == one.labelled.town for one in with_town),
        "wrong_town": sum(one.wrong_town for one in scored),
        "place_f1": _mean([one.place_f1 for one in with_place]),
        "empty_kept": _share(not one.places for one in without_place),
        "privacy_recall": 1 - sum(len(one.leaked) for one in scored) / spans if spans else None,
        "wrong_sends": sum(one.wrong_send for one in scored),
        "seen": _share(one.seen_right for one in observed),
        "first_hand": _share(one.reading.first_hand is one.labelled.first_hand for one in observed),
        "by_intent": _by(scored, lambda one: one.labelled.intent.value),
        "by_language": _by(scored, lambda one: one.labelled.language),
    }


def _by(
    scored: Iterable[ScoredMessage], of: Callable[[ScoredMessage], str]
) -> dict[str, dict[str, float | int | None]]:
    groups: dict[str, list[ScoredMessage]] = defaultdict(list)
    for one in scored:
        groups[of(one)].append(one)
    return {
        name: {"messages": len(group), "intent": _share(one.intent_right for one in group)}
        for name, group in sorted(groups.items())
    }


def _share(truths: Iterable[bool]) -> float | None:
    return _mean([float(truth) for truth in truths])


def _mean(numbers: Sequence[float]) -> float | None:
    return round(sum(numbers) / len(numbers), 4) if numbers else None
