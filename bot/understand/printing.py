"""A reading, and the figures of a table, as an operator reads them."""

from collections.abc import Iterable, Iterator, Mapping

from alerts.understanding.reading import Reading
from alerts.understanding.sending import asks_to_go
from bot.understand.scoring import ScoredMessage


def reading_as_json(reading: Reading) -> dict[str, object]:
    """Return a reading as what JSON can hold."""
    return {
        "intent": reading.intent.value,
        "sure": reading.sure,
        "language": reading.language,
        "town": reading.town.name,
        "town_basis": reading.town.basis.value,
        "places": list(reading.places),
        "community_places": list(reading.public.places),
        "point": list(reading.point) if reading.point else None,
        "short_link": reading.short_link,
        "minutes_ago": reading.seen.minutes_ago,
        "when": reading.seen.words,
        "first_hand": reading.first_hand.value,
        "private": list(reading.public.left_out),
        "public_words": reading.public.words,
        "asks_to_go": asks_to_go(reading),
        "why": list(reading.why),
    }


def reading_lines(reading: Reading) -> Iterator[str]:
    """Say a reading, one line for each thing that was understood."""
    for name, value in reading_as_json(reading).items():
        shown = " | ".join(str(part) for part in value) if isinstance(value, list) else value
        yield f"  {name.replace('_', ' '):18} {'-' if shown in (None, '') else shown}"


def figure_lines(found: Mapping[str, object], missed: Iterable[ScoredMessage]) -> Iterator[str]:
    """Say figures, shares as percent, and the rows that were not understood."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield f"  {name}"
            for part, figure in value.items():
                yield f"    {part:28} {figure['messages']:5} {_shown(figure['intent'])}"
        else:
            yield f"  {name:18} {_shown(value)}"
    for one in missed:
        yield from (f"{one.labelled.id}  {line}" for line in _misses(one))


def _shown(value: object) -> str:
    return f"{100 * value:6.1f} %" if isinstance(value, float) else str(value)


def _misses(one: ScoredMessage) -> list[str]:
    right, reading = one.labelled, one.reading
    lines = []
    if not one.intent_right:
        lines.append(f"intent {reading.intent} for {right.intent}")
    if one.town != right.town:
        lines.append(f"town {one.town!r} for {right.town!r}")
    if one.place_f1 < 1:
        lines.append(f"place {one.places} for {right.places}")
    if right.minutes_ago and not one.seen_right:
        lines.append(f"seen {reading.seen} for {right.minutes_ago!r}")
    if right.minutes_ago and reading.first_hand is not right.first_hand:
        lines.append(f"first hand {reading.first_hand} for {right.first_hand}")
    lines += [f"LEAKED {span!r}" for span in one.leaked]
    if one.wrong_send:
        lines.append("WRONG SEND")
    return [f"{line}  [{right.message.text}]" for line in lines]
