"""Nobody takes a report, as everybody who is rung reads it; and what a coordinator may set."""

from tests.conversations.escalation.test_on_duty import on_shift
from tests.conversations.town import Town

_SAID = {
    "en": ("/report two white vans at Elm & 3rd", "/escalate", "/escalation"),
    "es": ("/reportar dos camionetas blancas en Elm y 3ra", "/escalar", "/escalacion"),
}


async def escalation(town: Town, language: str) -> None:
    """From the desk that sleeps to the town beside, and the policy."""
    report, escalate, policy = _SAID[language]
    rosa, dana, leo, cora, ines = await town.with_people(
        f"Rosa {language} member",
        f"Dana {language} dispatcher",
        f"Leo {language} dispatcher signal",
        f"Cora {language} coordinator",
        f"Ines {language} dispatcher Holyoke",
    )
    await on_shift(town, dana)
    await rosa.says(report)
    await town.forward(seconds=45)
    await dana.says(escalate).taps("escalation.now")
    await town.forward(minutes=5)
    await ines.taps("escalation.cover").taps("desk.unverifiable")
    await town.forward(minutes=31)
    await ines.taps("desk.close").taps("end.close")
    await town.forward(hours=4)
    await cora.says(policy).taps("choice.escalation.step", n=4)
    await cora.taps("escalation.set:1:3:180")
    await leo.says(escalate)
