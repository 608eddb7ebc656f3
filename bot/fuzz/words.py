"""What people write: reports, commands, numbers, codes, and things that nobody foresaw; all invented."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from alerts.people.code import normal
from bot.fuzz.chance import chance
from bot.fuzz.json_mutation import ODD_TEXTS
from locales.catalogue import languages
from locales.commands import commands, name_in

PRIVATE_WORDS = (
    "vansquorra", "Peñarquilla", "casaverdina", "tamborelio", "Zephyrquist", "ottermonde", "lavandrina", "Crosquemont",
    "4138675309", "quilmorada@ejemplo.test", "8BRD447Q", "milagrenda",
)  # fmt: skip
"""Words that nobody else writes, so that they can be looked for: names, places, a number, an address, a plate."""
REPORTS = (
    "two vans at Elm & 3rd {}", "agents at Oak & 9th, Northampton {}", "hay dos camionetas en Elm y 3ra {}", "migra",
    "ICE is at the {} bakery on Main St now", "la migra está en la calle {} 12", "I see three men with vests near {}",
    "my friend {} was taken at the court", "se llevaron a mi esposo {} esta mañana", "they left {}", "ya se fueron",
    "is it true that they are at {}?", "help", "ayuda", "hola", "👍", "gracias {}", "what if they knock, {}",
    "police, no ICE at {}",
    "white Ford {} plate", "42.325,-72.641 {}", "5th & Main", "Main & 5th, Holyoke {}",
    "yes", "no", "sí", "listo", "done", "10 minutes ago", "hace 5 minutos", "inside", "afuera {}", "on my way",
    "the {}",
    "call me at 413 867 5309", "mi nombre es {}", "send somebody to {} now", "todo tranquilo en {}", "nothing here",
    "I need a ride to {} tomorrow at 9", "necesito un abogado {}", "STOP", "parar", "¿dónde?", "aquí", "unsubscribe {}",
)  # fmt: skip
RESTS = (
    "", "two vans at Elm & 3rd {}", "dos camionetas en Elm y 3ra", "{}", "responder Northampton", "member Holyoke",
    "Holyoke",
    "coordinator Northampton", "dispatcher everywhere", "en", "es", "zz", "all", "1", "12", "everything",
    "Northampton {}",
)  # fmt: skip
_CODE = re.compile(r"(?<![A-Z0-9])[A-HJKMNP-TV-Z2-9]{12,28}(?![A-Z0-9])")
_LISTED = re.compile(r"^\s*(\d{1,4})[.)]? ", re.MULTILINE)
_LONG = (40, 200)
"""Reports that a long text is made of."""


@dataclass
class KnownCodes:
    """Codes that somebody could know: those made for the series, and those that a chat showed."""

    invitations: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def saw(self, text: str) -> None:
        """Remember the codes in a text that somebody got."""
        self.shown += [code for code in _CODE.findall(text) if code not in self.shown]
        del self.shown[:-20]


def codes_in(text: str) -> list[str]:
    """Return what of a text somebody could have meant as a code, in the form that is compared."""
    words = text.replace(":", " ").split()
    return [normal(word) for word in words] + [normal(" ".join(words[place:])) for place in range(len(words))]


def text_of(dice: random.Random, codes: KnownCodes, shown: Sequence[str]) -> tuple[str, str]:
    """Return a kind and a text. `shown`: the texts that stand in the writer's chat."""
    kind = dice.choices(
        ("report", "command", "number", "start payload", "code", "odd text", "long text"), (24, 24, 24, 8, 8, 11, 1)
    )[0]
    match kind:
        case "report":
            said = _filled(dice, dice.choice(REPORTS))
        case "command":
            name = name_in(dice.choice(commands()), dice.choice(languages()))
            said = f"{dice.choice(('/', '/', '/', ''))}{name} {_filled(dice, dice.choice(RESTS))}".strip()
        case "number":
            said = _number(dice, shown)
        case "start payload":
            said = dice.choice(("/start ", "/start ", "/start@rebato_drill_bot ", "start ", "START:")) + _code(
                dice, codes
            )
        case "code":
            said = f"{dice.choice(('/link ', '/join ', 'link ', '/unlink ', '', '/vincular '))}{_code(dice, codes)}"
        case "odd text":
            said = dice.choice(ODD_TEXTS) + dice.choice(("", *PRIVATE_WORDS)) + dice.choice(ODD_TEXTS)
        case _:
            said = " ".join(_filled(dice, dice.choice(REPORTS)) for _ in range(dice.choice(_LONG)))
    return kind, said


def _filled(dice: random.Random, words: str) -> str:
    return words.replace("{}", dice.choice(PRIVATE_WORDS))


def _number(dice: random.Random, shown: Sequence[str]) -> str:
    """Write a number that stands in the chat, mostly; else any, in some form."""
    listed = [number for text in shown for number in _LISTED.findall(text)]
    number = dice.choice(listed) if listed and chance(dice, 0.85) else str(dice.choice((0, 1, 2, 7, 13, 999, 10000)))
    return dice.choice(("{}", "{}", "{}", "{}", "#{}", " {}. ", "{})", "{} {}", "{}!", "\uff10{}", "-{}")).replace(
        "{}", number
    )


def _code(dice: random.Random, codes: KnownCodes) -> str:
    known = (codes.invitations, codes.shown)[chance(dice, 0.6)] or codes.invitations
    if not known:
        return "AAAAAAAAAAAA"
    code = dice.choice(known[-8:])
    place = dice.randrange(len(code))
    forms = (
        code, code, code, code, code.lower(), f"{code[:4]} {code[4:8]}-{code[8:]}",
        code[:place] + "A" + code[place + 1 :],
        code[:place] + code[place + 1 :], code + code[place], code[::-1], "", "../" + code, f"{code}\x00",
        f"{code}' OR 1=1",
    )  # fmt: skip
    return dice.choice(forms)
