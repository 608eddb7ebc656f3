"""Commands by both names, bare words, calls for help, greetings."""

import pytest

from handlers.areas import ROUTER
from locales.catalogue import MissingText, languages
from locales.commands import bare, command, commands, is_call_for_help, is_greeting, is_slashed, name_in


def names_of(canonical: str) -> set[str]:
    return {name_in(canonical, language) for language in languages()}


def test_the_commands_are_those_that_the_router_knows() -> None:
    assert set(commands()) == set(ROUTER.commands)


def test_no_name_stands_for_two_commands() -> None:
    spoken = [name for canonical in commands() for name in names_of(canonical)]
    assert len(spoken) == len(set(spoken))


def test_a_command_is_called_by_its_english_name_where_a_language_has_none() -> None:
    assert name_in("join", "es") == "unirme"
    assert name_in("join", "ht") == "join"


def test_what_is_no_command_of_ours_has_no_name() -> None:
    with pytest.raises(MissingText, match=r"command\.frobnicate\.name"):
        name_in("frobnicate", "es")


@pytest.mark.parametrize("canonical", commands())
def test_each_name_means_its_command(canonical: str) -> None:
    for name in names_of(canonical):
        assert command(f"/{name}") == (canonical, "")
        assert command(f"/{name.upper()} Two  Vans") == (canonical, "Two  Vans")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/report@MyBot two vans", ("report", "two vans")),
        ("  /REPORT\u00a0two vans\n", ("report", "two vans")),
        ("/report\ntwo vans\nat Elm", ("report", "two vans\nat Elm")),
        ("/reportar@rebato_bot", ("report", "")),
        ("/início", ("start", "")),
        ("/inicio K7Q2-M4XD", ("start", "K7Q2-M4XD")),
        ("\u200e/ayuda", ("help", "")),
        ("\ufeff/alto\u200f", ("stop", "")),
        ("/report 👩‍👩‍👧", ("report", "👩‍👩‍👧")),
        ("/nonsense", None),
        ("/reporting two vans", None),
        ("/", None),
        ("/ report", None),
        ("report", None),
        ("go to /report", None),
        ("", None),
    ],
)
def test_a_command_is_understood_however_it_is_typed(text: str, expected: tuple[str, str] | None) -> None:
    assert command(text) == expected


@pytest.mark.parametrize(("text", "meant"), [("/foo", True), (" /report x", True), ("1/2", False), ("", False)])
def test_an_unknown_command_is_told_from_words(text: str, meant: bool) -> None:
    assert is_slashed(text) is meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stop", ("stop", "")),
        ("ALTO!", ("stop", "")),
        ("¡Salir!", ("leave", "")),
        ("  mesa ", ("desk", "")),
        ("Início", ("start", "")),
        ("start K7Q2-M4XD", ("start", "K7Q2-M4XD")),
        ("inicio\u00a0abcd1234", ("start", "abcd1234")),
        ("vincular 482913", ("link", "482913")),
        ("link: 482913", ("link", "482913")),
        ("unirme K7Q2", ("join", "K7Q2")),
        ("stop 482913", None),
        ("stop here please", None),
        ("start two vans", None),
        ("ayuda", None),
        ("help", None),
        ("report", None),
        ("reportar", None),
        ("help 482913", None),
        ("/stop", None),
        ("hola", None),
        ("", None),
        ("👍", None),
    ],
)
def test_a_bare_name_is_a_command_only_where_it_can_mean_nothing_else(
    text: str, expected: tuple[str, str] | None
) -> None:
    assert bare(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "migra", "¡La Migra!", "LA MIGRA 🚨🚨", "ayuda", "AYUDAAAA!!!", "ayúdenme", "help", "Help!!",
        "heeelp me", "ICE", "I.C.E.", "raid", "redada", "auxilio", "Socorro.", "migra migra migra",
        "hola, ayuda por favor", "help please", "🆘", "S.O.S", "la\u00a0migra", "migra\n",
    ],
)  # fmt: skip
def test_a_plea_alone_is_a_call_for_help(text: str) -> None:
    assert is_call_for_help(text)
    assert not is_greeting(text)
    assert bare(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Hola", "hello!", "hi", "HOLAAA 👋", "buenas", "Buenos días", "gracias", "Muchas gracias!",
        "thanks", "thank you", "test", "prueba", "ok", "okay", "Hola, buenas tardes", "hola hola",
        "hi, test please", "¿Qué tal?",
    ],
)  # fmt: skip
def test_a_greeting_alone_is_a_greeting(text: str) -> None:
    assert is_greeting(text)
    assert not is_call_for_help(text)


@pytest.mark.parametrize(
    "text",
    [
        "la migra en Elm y 3rd", "ICE at the mill", "/ayuda", "/help", "hola, hay dos vans", "nice",
        "police", "iced", "", "👍", "no", "si", "1", "helper", "שלום", "testimony", "!!!", "…",
    ],
)  # fmt: skip
def test_words_that_say_more_or_less_are_neither(text: str) -> None:
    assert not is_call_for_help(text)
    assert not is_greeting(text)
