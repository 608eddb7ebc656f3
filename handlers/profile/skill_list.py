"""The list of what somebody can do, and what becomes of it once they answered."""

from alerts.notices import Kind, Notice, Text, text
from alerts.profile.ports import PROFILES
from alerts.profile.skill import Skill
from handlers.core.turn import TOASTS, Turn
from handlers.profile.steps import TellingSkills


async def close(turn: Turn, *more: Text) -> Text:
    """Wait for their answer no more, and let the list offer nothing; return what they said they can do.

    `more`: what else they said in it.
    """
    step = await turn.step(TellingSkills)
    said = said_of((await PROFILES(turn.uow).of(turn.person.id)).in_order)
    if step is not None and turn.contact.transport == TOASTS:
        done = Notice(parts=(said, *more), kind=Kind.CARD)
        await turn.uow.mail.revise(step.notice, done, [turn.contact.id], turn.now, major=True)
    await turn.leave()
    return said


def said_of(skills: tuple[Skill, ...]) -> Text:
    """Say to somebody what they can do."""
    if not skills:
        return text("profile.can_nothing")
    return text("profile.can", skills=tuple(text(f"profile.skill.{skill}") for skill in skills))
