"""What somebody can do: several marks in one message, or several numbers in one answer."""

import re

from alerts.notices import Kind, Notice, Text, text
from alerts.profile.ports import PROFILES
from alerts.profile.skill import Skill
from alerts.profile.taps import AskedIn, SkillsTold, TellSkills, ToggleSkill
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import TOASTS, Turn
from handlers.profile import skill_list, telling_hours
from handlers.profile.steps import TellingSkills

_NUMBERS = re.compile(r"[0-9]{1,4}", re.ASCII)
_BETWEEN = re.compile(r"(?:[\s,;.+&]|\by\b|\be\b|\band\b)*", re.IGNORECASE)


async def begin(turn: Turn, tap: TellSkills) -> None:
    """Ask what they can do."""
    await ask(turn, tap.asked)


async def ask(turn: Turn, asked: AskedIn) -> None:
    """Ask what they can do, with what they said before marked."""
    notice_id = await turn.uow.mail.post(await _question(turn, asked), [turn.contact.id], turn.now)
    await turn.enter(TellingSkills(notice=notice_id, asked=asked))


async def toggle(turn: Turn, tap: ToggleSkill) -> None:
    """Mark it, or take the mark away; without buttons one number is an answer."""
    has = tap.skill not in (await PROFILES(turn.uow).of(turn.person.id)).skills
    await PROFILES(turn.uow).set_skill(turn.person.id, tap.skill, has=has)
    step = await turn.step(TellingSkills)
    if turn.contact.transport != TOASTS and step is not None:
        await _told(turn, step.asked)
        return
    if step is not None:
        await turn.uow.mail.revise(
            step.notice, await _question(turn, step.asked), [turn.contact.id], turn.now, major=True
        )
    # The edit may come seconds later.
    said = "toast.profile.can" if has else "toast.profile.cannot"
    await turn.acknowledge(text(said, skill=text(f"profile.skill.{tap.skill}")))


async def told(turn: Turn, tap: SkillsTold) -> None:
    """Go on, as these are all; the list offers nothing more."""
    await _told(turn, tap.asked)


async def _told(turn: Turn, asked: AskedIn) -> None:
    said = await skill_list.close(turn)
    if asked is AskedIn.SIGN_UP:
        await telling_hours.ask(turn, asked, *(() if turn.contact.transport == TOASTS else (said,)))
    else:
        await turn.acknowledge(said)


async def numbered(turn: Turn, step: TellingSkills) -> bool:
    """Take several numbers as the whole answer; whatever else they write is none."""
    numbers = [int(one) for one in _NUMBERS.findall(turn.inbound.text)]
    if (
        turn.contact.transport == TOASTS
        or not numbers
        or _BETWEEN.fullmatch(_NUMBERS.sub(" ", turn.inbound.text)) is None
    ):
        return False
    offered = {ToggleSkill(skill, step.asked).action: skill for skill in Skill}
    found = [await turn.uow.mail.by_number(turn.contact.id, number) for number in numbers]
    meant = [offered.get(one[1]) if one is not None else None for one in found]
    for number, skill in zip(numbers, meant, strict=True):
        if skill is None:
            await turn.reply(Notice.of("choose.no_such_number", number=number))
            return True
    for skill in meant:
        if skill is not None:
            await PROFILES(turn.uow).set_skill(turn.person.id, skill, has=True)
    await _told(turn, step.asked)
    return True


async def _question(turn: Turn, asked: AskedIn) -> Notice:
    can = (await PROFILES(turn.uow).of(turn.person.id)).skills
    marks = in_pairs([ToggleSkill(skill, asked).choice(_label(skill, has=skill in can)) for skill in Skill])
    has_buttons = turn.contact.transport == TOASTS
    # A card is edited in place.
    if has_buttons and asked is AskedIn.SIGN_UP:
        # When they can help ends it: a tap less.
        both = text("profile.skills_hours_ask"), text("profile.skills_hours_tap")
        return Notice(parts=both, choices=(*marks, *telling_hours.choices(asked)), kind=Kind.CARD)
    how = "profile.skills_tap" if has_buttons else "profile.skills_numbers"
    rows = (*marks, (SkillsTold(asked).choice(text("choice.profile.told")),))
    return Notice(parts=(text("profile.skills_ask"), text(how)), choices=rows, kind=Kind.CARD)


def _label(skill: Skill, *, has: bool) -> Text:
    return text("choice.profile.marked" if has else "choice.profile.mark", skill=text(f"profile.skill.{skill}"))
