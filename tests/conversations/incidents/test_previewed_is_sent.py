"""Whatever arrives between a preview and Send: everybody reads what the dispatcher had read, or nobody reads anything.

Each arrival comes once by itself, then hypothesis mixes them; REBATO_EXAMPLES=500 looks at as many other ways.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.incidents.draft import DRIFT
from alerts.notices import Kind, Quote
from locales.block import Block, together
from locales.quoting import quoted
from tests.conversations.incidents.arrivals import ARRIVALS, DeskCast, at_the_desk, does, is_card
from tests.conversations.incidents.readers import Present, heard_since, marks, screens
from tests.conversations.phone import Held
from tests.conversations.screen import Line, texts
from tests.conversations.seed import Seed
from tests.conversations.town import open_town

HEADS = {"preview.responders": "responder", "preview.community": "community"}
LANGUAGES = ("en", "es")
NAMES = [*ARRIVALS]
NEWS = ("tell.leaving", "tell.send")
"""An update that needs no translation, and one in the dispatcher's own words."""
A_TIME = 6
"""Arrivals of one town, each by itself."""
LONGER = os.environ.get("REBATO_EXAMPLES")


@dataclass(frozen=True, kw_only=True)
class Previewed:
    """What the dispatcher has read, and whom it was for."""

    send: Held
    texts: dict[tuple[str, str], str]
    """By reader and language."""
    quotes: bool
    """Somebody's words go along."""
    then: Present
    """How it was."""

    @property
    def readers(self) -> dict[str, str]:
        """Addresses of who was to be told, and in which words."""
        return self.then.readers(self.then.reporters)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("first", range(0, len(NAMES), A_TIME), ids=NAMES[::A_TIME])
async def test_whatever_happens_once_by_itself(seed: Seed, first: int) -> None:
    # At the end nothing, so that something is sent.
    rounds = [*([name] for name in NAMES[first : first + A_TIME]), []]
    odd = first // A_TIME % 2
    # After the alert others happen, more at a time: each comes once there too.
    later = NAMES[first // A_TIME :: -(-len(NAMES) // A_TIME)]
    while rounds:
        rounds, later = await _plays(seed, rounds, later, NEWS[odd], observed=bool(odd)), []


@pytest.mark.timeout(3600)
@settings(
    max_examples=int(LONGER or 5), derandomize=LONGER is None, deadline=None, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(
    before=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    rounds=st.lists(st.lists(st.sampled_from(NAMES), max_size=3, unique=True), min_size=1, max_size=3),
    later=st.lists(st.sampled_from(NAMES), max_size=4, unique=True),
    news=st.sampled_from(NEWS),
    observed=st.booleans(),
)
async def test_whatever_happens_in_between_readers_read_what_was_shown_or_nothing(
    seed: Seed, before: list[str], rounds: list[list[str]], later: list[str], news: str, observed: bool
) -> None:
    await _plays(seed, rounds, later, news, before=before, observed=observed)


async def _plays(
    seed: Seed,
    rounds: list[list[str]],
    later: list[str],
    news: str,
    *,
    observed: bool,
    before: Sequence[str] = (),
) -> list[list[str]]:
    """Preview, something arrives, Send; after each alert its end. Return the rounds for which there was no preview."""
    with TemporaryDirectory(prefix="previewed-") as folder:
        async with open_town(seed, Path(folder)) as town:
            cast = await at_the_desk(town, observed=observed)
            for name in before:
                await ARRIVALS[name](cast)
            shown: Previewed | None = None
            for done, between in enumerate(rounds):
                shown = shown or await _previews(cast)
                if shown is None:
                    return rounds[max(done, 1) :]
                newer = [own for own in [await _arrives(cast, name) for name in between] if own is not None]
                told, fresh = await _sends(cast, shown)
                if told is None and fresh is None and newer:
                    # She made it anew herself meanwhile: the older one is stale, and the newest counts.
                    told, fresh = await _sends(cast, newer[-1])
                assert told is not None or between, "nothing happened, and nothing was sent"
                if told is not None:
                    await _ends(cast, told, news, later)
                    later = []
                shown = fresh
    return []


async def _previews(cast: DeskCast) -> Previewed | None:
    """Dana begins to confirm it, opened again if it is over; None where it can't be any more."""
    since = len(cast.dana.screen.lines)
    await does(cast.dana, "desk.reopen")
    await cast.town.forward(seconds=4)
    await does(cast.dana, "desk.confirm")
    return await _reads(cast, since)


async def _reads(cast: DeskCast, since: int) -> Previewed | None:
    """Dana reads what was previewed since then, in both languages; where she is asked why, she says it first."""
    lines = cast.dana.screen.lines
    if any(line.offer("confirm.reason") for line in lines[max(since, len(lines) - 1) :]):
        await does(cast.dana, "basis.observer" if lines[-1].offer("basis.observer") else "basis.inside")
    asked = [at for at, line in enumerate(lines) if at >= since and line.offer("confirm.send")]
    if not asked:
        return None
    present = await Present.of(cast.town)
    responders, _, question = lines[asked[-1] - len(HEADS) : asked[-1] + 1]
    assert question.says("preview.ready", people=len(present.readers(present.reporters))), "so many hear it"
    send = cast.dana.button("confirm.send")
    await does(cast.dana, "choice.preview_in")
    texts = {
        (reader, line.spoken.notice.language or ""): line.spoken.text.partition("\n")[2]
        for line in lines[asked[-1] - len(HEADS) :]
        for head, reader in HEADS.items()
        if line.says(head)
    }
    quotes = responders.says("alert.words") or responders.says("alert.words_of_desk")
    return Previewed(send=send, texts=texts, quotes=quotes, then=present)


async def _arrives(cast: DeskCast, name: str) -> Previewed | None:
    """It happens, and tells no reader anything. Return what it previewed anew."""
    since, before = len(cast.dana.screen.lines), marks(cast.town)
    await ARRIVALS[name](cast)
    assert not heard_since(cast.town, before), f"{name}: readers hear what nobody sent"
    return await _reads(cast, since)


async def _sends(cast: DeskCast, shown: Previewed) -> tuple[dict[str, str] | None, Previewed | None]:
    """Press Send: everybody reads what was shown, or she hears why not. Return who was told, or what she reads next."""
    since, before = len(cast.dana.screen.lines), marks(cast.town)
    present = await Present.of(cast.town)
    cast.dana.screen.toasts.clear()
    await cast.dana.press(shown.send)
    heard = heard_since(cast.town, before)
    if not any(toast.key == "toast.sent" for toast in cast.dana.screen.toasts):
        assert not heard, "it was not sent, and somebody hears it"
        assert cast.dana.screen.toasts or len(cast.dana.screen.lines) > since, "she does not hear why"
        return None, await _reads(cast, since)
    is_now, was = [one.content(quoted=shown.quotes) for one in (present, shown.then)]
    assert is_now == was, "it is not so any more, and it was sent"
    told = present.readers(shown.then.reporters)
    silent = {address for address in shown.readers if present.is_silent(address)}
    few = DRIFT * len(shown.readers)
    assert len(shown.readers.keys() - told.keys() - silent) <= few, "who was to be told is not"
    assert len(told.keys() - shown.readers.keys()) <= few, "who was not to be told is"
    told = {address: words for address, words in told.items() if not screens(cast.town)[address].blocked}
    told |= dict.fromkeys(present.rooms_here, "community")
    assert heard.keys() == told.keys(), "exactly those who were to be told"
    for address, (line,) in heard.items():
        language = present.language(address)
        in_each = [shown.texts.get((told[address], code), "") for code in LANGUAGES if language in (code, None)]
        assert _body(line) == together([Block.of(text) for text in in_each]), f"was not shown to be read in {language}"
    return told, None


def _body(line: Line) -> str:
    """Its words; where there are no buttons, a number for each choice stands below."""
    text = line.spoken.text
    return text.rpartition("\n\n")[0] if line.spoken.numbers and not line.spoken.buttons else text


async def _ends(cast: DeskCast, told: dict[str, str], news: str, later: Sequence[str]) -> None:
    """News and the end go to exactly those who were told, and hold what the desk's screen showed."""
    await does(cast.dana, "desk.update", *(("tell.words", ">The south gate is open") if news == "tell.send" else ()))
    middle = (len(later) + 1) // 2
    for name in later[:middle]:
        await _arrives(cast, name)
    await _follows(cast, told, news, Kind.UPDATE)
    await cast.town.forward(seconds=4)
    await does(cast.dana, "desk.allclear")
    for name in later[middle:]:
        await _arrives(cast, name)
    await _follows(cast, told, "end.allclear", Kind.CLOSING)


async def _follows(cast: DeskCast, told: dict[str, str], tap: str, kind: Kind) -> None:
    """Press it: whoever was told hears it, and nobody else; or nobody does, and she hears why."""
    # The card is edited every three seconds.
    await cast.town.forward(seconds=4)
    held, present = cast.dana._offered(tap), await Present.of(cast.town)
    if held is None:
        return
    lines = cast.dana.screen.lines
    question = next(line for line in lines if line.ref == held.ref).spoken.text
    card = next((line for line in reversed(lines) if is_card(line, 1)), lines[0]).spoken.text
    before, since = marks(cast.town), len(lines)
    cast.dana.screen.toasts.clear()
    await cast.dana.press(held)
    heard = heard_since(cast.town, before)
    if not heard:
        assert cast.dana.screen.toasts or len(lines) > since, "she does not hear why"
        return
    whom = {address for address in told if not (screens(cast.town)[address].blocked or present.is_silent(address))}
    gone = {address for address in whom if address in present.people and not present.is_here(address)}
    rooms = {address for address in told if address not in present.people} - present.rooms.keys()
    assert heard.keys() == whom - rooms - (gone if kind is Kind.UPDATE else set()), "exactly those who were told"
    for address, (line,) in heard.items():
        assert line.spoken.notice.kind is kind
        assert line.spoken.notice.reader in (told[address], "")
        language = present.language(address)
        assert line.languages(cast.town.network, cast.town.now) == ({language} if language else {*LANGUAGES})
        for value in (value for text in texts(line.spoken.notice) for value in text.values.values()):
            if isinstance(value, Quote):
                # An end is asked back with its place; an update that needs no words is not.
                assert quoted(value) in question + (card if kind is Kind.UPDATE else ""), "she had not read that"
            elif isinstance(value, str):
                assert value in question + card, "she had not read that"
