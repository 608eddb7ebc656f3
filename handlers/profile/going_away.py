"""Away until a day, and back."""

from alerts.notices import Choice, Notice, text
from alerts.profile import away
from alerts.profile.away import AwaySpan, back_at
from alerts.profile.taps import AskAway, ComeBack, GoAway, GoAwayAnyway, ShowMe
from handlers.core.turn import Turn


async def ask(turn: Turn, _: AskAway) -> None:
    """Ask until when they are away, and say what it means."""
    if not turn.person.grants:
        await turn.acknowledge(text("profile.away_nobody"))
        return
    spans = [GoAway(span).choice(text(f"choice.profile.away.{span}")) for span in AwaySpan]
    rows: list[tuple[Choice, ...]] = [tuple(spans[:2]), tuple(spans[2:])]
    if turn.person.away:
        rows.append((ComeBack().choice(text("choice.profile.back")),))
    await turn.reply(Notice(parts=(text("profile.away_ask"), text("profile.away_means"))).with_choices(*rows))


async def go(turn: Turn, tap: GoAway) -> None:
    """Let them be away; who would leave a desk to nobody is asked once more."""
    alone = await away.towns_without_desk(turn.uow, turn.person)
    if not alone:
        await _go(turn, tap.span)
        return
    warned = text("profile.away_alone", towns=tuple(town.name for town in alone))
    yes = GoAwayAnyway(tap.span).choice(text("choice.profile.away_yes"))
    await turn.reply(Notice(parts=(warned,)).with_choices((yes,), (ShowMe().choice(text("choice.no")),)))


async def go_anyway(turn: Turn, tap: GoAwayAnyway) -> None:
    """Let them be away although nobody else is at the desk."""
    await _go(turn, tap.span)


async def _go(turn: Turn, span: AwaySpan) -> None:
    if not turn.person.grants:
        await turn.acknowledge(text("profile.away_nobody"))
        return
    until = back_at(turn.now, span, turn.network.zone)
    await away.go_away(turn.uow, turn.now, turn.person, until)
    said = (text("profile.away_until", at=until), text("profile.away_means"))
    await turn.reply(Notice(parts=said).with_choices((ComeBack().choice(text("choice.profile.back")),)))


async def come_back(turn: Turn, _: ComeBack) -> None:
    """Let them be here again."""
    if not turn.person.away:
        await turn.acknowledge(text("profile.is_here"))
        return
    await away.come_back(turn.uow, turn.person)
    await turn.reply(Notice.of("profile.back"))
