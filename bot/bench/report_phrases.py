"""The reports that people write in a surge: five places, each worded in many ways, in two languages."""

from random import Random

TOWN = "Northampton"
_PLACES: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        "en": ("Elm & 3rd", "3rd and Elm", "Elm St and 3rd", "the corner of Elm and 3rd"),
        "es": ("Elm con la tercera", "la calle Elm con 3ra", "la esquina de Elm y la tercera"),
    },
    {
        "en": ("Pleasant & Main", "Main St & Pleasant St", "the corner of Main and Pleasant"),
        "es": ("Pleasant y Main", "la esquina de Main con Pleasant", "Main con la Pleasant"),
    },
    {
        "en": ("Commercial & Cabot", "Cabot and Commercial St", "Comercial and Cabot"),
        "es": ("Cabot con Comercial", "Commercial y Cabot", "la calle Cabot con Commercial"),
    },
    {
        "en": ("Pulaski Park", "PULASKI PARK", "by Pulaski Park"),
        "es": ("el parque Pulaski", "parque Pulaski"),
    },
    {
        "en": ("125 Bridge Street", "125 Bridge St", "125 Bridge St apt 3"),
        "es": ("Bridge 125", "la calle Bridge 125"),
    },
)
"""tests/bot/bench/test_bench.py checks that the wordings of each mean one place."""
PLACES = len(_PLACES)
_STORIES = {
    "en": (
        f"two white vans at {{}}, {TOWN}",
        f"ICE is at {{}} in {TOWN} right now",
        f"agents with vests at {{}} in {TOWN}",
        f"in {TOWN} they are stopping people at {{}}",
    ),
    "es": (
        f"hay dos camionetas blancas en {{}}, {TOWN}",
        f"la migra está en {{}} en {TOWN} ahorita",
        f"agentes con chalecos en {{}}, {TOWN}",
        f"en {TOWN} están parando gente en {{}}",
    ),
}
"""Each names the town: a report without one joins nothing before its writer has said which."""


def all_phrases() -> list[tuple[int, str]]:
    """List every way to report a place, with the place's number."""
    return [
        (number, story.format(words))
        for number, place in enumerate(_PLACES)
        for language, ways in place.items()
        for words in ways
        for story in _STORIES[language]
    ]


def draw_phrases(people: int, chance: Random) -> list[str]:
    """Draw what so many people write, in their order; the places take turns."""
    ways = all_phrases()
    return [chance.choice([words for number, words in ways if number == one % PLACES]) for one in range(people)]
