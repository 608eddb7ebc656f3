"""States and territories of the United States, as people write them in English and Spanish."""

from rapidfuzz import fuzz, process

from alerts.places.place import plain_words

_NAMES = """
AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California; CO Colorado; CT Connecticut; DC District of Columbia;
DE Delaware; FL Florida; GA Georgia; HI Hawaii; ID Idaho; IL Illinois; IN Indiana; IA Iowa; KS Kansas; KY Kentucky;
LA Louisiana, Luisiana; ME Maine; MD Maryland; MA Massachusetts, Mass; MI Michigan; MN Minnesota; MS Mississippi,
Misisipi; MO Missouri, Misuri; MT Montana; NE Nebraska; NV Nevada; NH New Hampshire, Nuevo Hampshire; NJ New Jersey,
Nueva Jersey; NM New Mexico, Nuevo Mexico; NY New York, Nueva York; NC North Carolina, Carolina del Norte; ND North
Dakota, Dakota del Norte; OH Ohio; OK Oklahoma; OR Oregon; PA Pennsylvania, Pensilvania, Penn; RI Rhode Island; SC
South Carolina, Carolina del Sur; SD South Dakota, Dakota del Sur; TN Tennessee; TX Texas, Tejas; UT Utah; VT
Vermont; VA Virginia; WA Washington; WV West Virginia, Virginia Occidental; WI Wisconsin; WY Wyoming; PR Puerto
Rico; VI Virgin Islands, Islas Virgenes; GU Guam; AS American Samoa; MP Northern Mariana Islands
"""
_LINES = (line.strip().partition(" ") for line in _NAMES.replace("\n", " ").split(";"))
STATES = {plain_words(name): code for code, _, names in _LINES for name in (code, *names.split(","))}
"""Two letters by name, and by themselves; small letters, without accents."""
_CODES = frozenset(plain_words(code) for code in STATES.values())
_COUNTRY = frozenset({"usa", "us", "eeuu"})
_LONGEST = max(len(name.split()) for name in STATES)
_ALIKE = 80.0
"""So much (0-100) a state's name must agree with what is written behind a town's, misspelt (our choice)."""


def without_state(words: str) -> tuple[str, str]:
    """Return a town's name and the two letters of the state behind it; empty letters where none is named."""
    parts = plain_words(words).split()
    if len(parts) > 1 and parts[-1] in _COUNTRY:
        parts.pop()
    for length in range(min(_LONGEST, len(parts) - 1), 0, -1):
        code = STATES.get(" ".join(parts[-length:]))
        if code:
            return " ".join(parts[:-length]), code
    return " ".join(parts), ""


def without_misspelt_state(words: str) -> tuple[str, str]:
    """Return what without_state() does of a state that is misspelt: "massachusets"."""
    name, _, last = " ".join(plain_words(words).split()).rpartition(" ")
    found = process.extractOne(last, [one for one in STATES if one not in _CODES], scorer=fuzz.ratio)
    return (name, STATES[found[0]]) if name and found[1] >= _ALIKE else ("", "")
