"""Tasks of an alert, later answers and what was said by phone, as everybody reads it."""

from tests.conversations.scenes import gathered
from tests.conversations.town import Town

_SAID = {
    "en": ("/report two white vans at Elm & 3rd", "No, but in two hours"),
    "es": ("/reportar dos camionetas blancas en Elm y 3ra", "No, pero en dos horas"),
}


async def tasks(town: Town, language: str) -> None:
    """From the desk's list to a task that is handed back, a shortfall, and the end."""
    report, later = _SAID[language]
    cast = await gathered(town, language)
    [leo] = await town.with_people(f"Leo {language} responder")
    await cast.rosa.says(report)
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm")
    town.story.begin()
    await cast.dana.taps("tasks.choose").taps("tasks.interpreter").taps("tasks.one:interpreter_mam")
    await cast.dana.taps("tasks.count:interpreter_mam:1").taps("tasks.one:film").taps("tasks.count:film:1")
    await cast.dana.taps("tasks.done").taps("confirm.send")
    await cast.marisol.taps("answer.onway").taps("task.take:film")
    await cast.jean.taps("task.needed").taps("task.take:interpreter_mam")
    await leo.says(later)
    await town.forward(seconds=8)
    await cast.marisol.taps("task.back").taps("answer.cannot")
    await cast.dana.taps("answers.show").taps(f"answers.one:{leo.person_id}")
    await cast.dana.taps(f"answers.note:{leo.person_id}:later:60")
    await town.forward(minutes=11)
    await town.forward(minutes=50)
    await leo.taps("answer.onway").taps("task.take:film")
    await town.forward(seconds=8)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
