"""/vouching: how many vouches make a member; a coordinator sees and changes it."""

from alerts.committee.setting_words import rule_in_words
from alerts.notices import Choice, Notice, text
from alerts.people.naming import named
from alerts.vouching import changing_rule
from alerts.vouching.changing_rule import rule_in_force, waits_for_committee
from alerts.vouching.ports import VOUCH_RULES
from alerts.vouching.taps import ApproveVouchRule, AskVouchRule, RefuseVouchRule, SetVouchRule
from alerts.vouching.vouch import MOST_NEEDED
from handlers.core.turn import Turn

_IN_A_ROW = 5


async def vouching(turn: Turn, _: str) -> None:
    """Answer /vouching: what holds, and what waits for a second coordinator or for the committee."""
    in_force = await rule_in_force(turn.uow)
    parts = [text("vouching.head", rule=rule_in_words(in_force.value)), *waits_for_committee(in_force)]
    rows: list[tuple[Choice, ...]] = [(AskVouchRule().choice(text("choice.vouching.change")),)]
    waiting = await VOUCH_RULES(turn.uow).waiting()
    rule = waiting if waiting is not None and waiting.is_open(turn.now) else None
    maker = await turn.uow.people.get(rule.made_by_id) if rule is not None and rule.made_by_id is not None else None
    if rule is not None and maker is not None:
        parts.append(text("vouching.waits", name=named(maker), rule=rule_in_words(rule.needed)))
        if not turn.person.was_one_with(maker):
            yes = ApproveVouchRule(rule.id).choice(text("choice.vouching.yes"))
            rows.append((yes, RefuseVouchRule(rule.id).choice(text("choice.vouching.no"))))
    await turn.reply(Notice(parts=tuple(parts)).with_choices(*rows))


async def ask(turn: Turn, _: AskVouchRule) -> None:
    """Ask how many it shall take."""
    counts = [SetVouchRule(n).choice(text("choice.vouching.count", n=n)) for n in range(1, MOST_NEEDED + 1)]
    rows = [tuple(counts[start : start + _IN_A_ROW]) for start in range(0, len(counts), _IN_A_ROW)]
    alone = (SetVouchRule(0).choice(text("choice.vouching.alone")),)
    await turn.reply(Notice.of("vouching.how_many").with_choices(alone, *rows))


async def set_rule(turn: Turn, tap: SetVouchRule) -> None:
    """Change it, or ask a second coordinator where it makes coming in easier."""
    await turn.acknowledge(await changing_rule.set_rule(turn.uow, turn.now, tap.needed, turn.person))


async def approve(turn: Turn, tap: ApproveVouchRule) -> None:
    """Let fewer vouches be enough, as a second coordinator."""
    await turn.acknowledge(await changing_rule.approve_rule(turn.uow, turn.now, tap.rule, turn.person))


async def refuse(turn: Turn, tap: RefuseVouchRule) -> None:
    """Leave it as it is, as a second coordinator."""
    await turn.acknowledge(await changing_rule.refuse_rule(turn.uow, turn.now, tap.rule, turn.person))
