"""Keys and values become text."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po

from alerts.notices import BLANK, Choice, Quote, Text, Value, text
from locales import catalogue
from locales.catalogue import (
    Catalogue,
    DuplicateKey,
    MissingText,
    MissingValue,
    ReaderLocale,
    UnknownLanguage,
    compiled,
    compose,
    label,
    languages,
    load,
    merged,
    numbered,
)

EAST = ZoneInfo("America/New_York")
FIVE = datetime(2026, 11, 22, 22, 2, tzinfo=UTC)
EN, ES = ReaderLocale("en", EAST), ReaderLocale("es", EAST)

HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""
ENGLISH = (
    HEADER
    + r"""
msgid "language.name"
msgstr "English"

msgid "language.locale"
msgstr "en_US"

msgid "numbers.lead"
msgstr "Reply with a number:"

msgid "t.same"
msgstr "Rebato"

msgid "t.value"
msgstr "[{value}]"

msgid "t.time"
msgstr "It arrived at {time}."

msgid "t.two"
msgstr "{first} and {second}"

msgid "t.reports"
msgid_plural "t.reports"
msgstr[0] "One report from {town}"
msgstr[1] "{n} reports from {town}"

#, fuzzy
msgid "t.fuzzy"
msgstr "perhaps"

msgid "t.empty"
msgstr ""
"""
)
SPANISH = (
    ENGLISH.replace('"English"', '"Español"')
    .replace("en_US", "es_US")
    .replace("Reply with a number:", "Responda con un número:")
    .replace("It arrived at", "Recibido:")
    .replace("One report from", "Un aviso de")
    .replace("reports from", "avisos de")
)


def made(language: str, source: str) -> Catalogue:
    return compiled(read_po(BytesIO(source.encode()), locale=language, charset="utf-8"), language)


@pytest.fixture(autouse=True)
def small_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of this test's own, so that an edit of the real ones breaks nothing here."""
    ours = {"en": made("en", ENGLISH), "es": made("es", SPANISH)}
    monkeypatch.setattr(catalogue, "load", ours.__getitem__)


def shown(value: Value, words: ReaderLocale = EN) -> str:
    return words.text(text("t.value", value=value))[1:-1]


def test_a_key_that_no_catalogue_has_fails() -> None:
    with pytest.raises(MissingText, match=r"t\.nothing"):
        EN.text(text("t.nothing"))


@pytest.mark.parametrize("key", ["t.fuzzy", "t.empty"])
def test_a_text_that_is_not_finished_counts_as_missing(key: str) -> None:
    with pytest.raises(MissingText):
        EN.text(text(key))


def test_a_placeholder_without_a_value_fails_and_names_no_value() -> None:
    with pytest.raises(MissingValue) as failure:
        EN.text(text("t.two", first="Rosa"))
    assert "second" in str(failure.value)
    assert "Rosa" not in str(failure.value)


def test_values_that_no_placeholder_asks_for_do_no_harm() -> None:
    assert EN.text(text("t.same", place="Elm")) == "Rebato"


@pytest.mark.parametrize(("n", "words"), [(0, "0 reports"), (1, "One report"), (2, "2 reports"), (11, "11 reports")])
def test_the_number_chooses_the_plural(n: int, words: str) -> None:
    assert EN.text(text("t.reports", n=n, town="Holyoke")) == f"{words} from Holyoke"


def test_a_plural_is_in_the_readers_language() -> None:
    assert ES.text(text("t.reports", n=1, town="Holyoke")) == "Un aviso de Holyoke"


@pytest.mark.parametrize("values", [{}, {"n": "2"}, {"n": None}])
def test_a_plural_without_a_whole_number_fails(values: dict[str, Value]) -> None:
    with pytest.raises(MissingValue):
        EN.text(Text("t.reports", {"town": "Holyoke", **values}))


@pytest.mark.parametrize(("words", "expected"), [(EN, "It arrived at 5:02 PM."), (ES, "Recibido: 5:02 p.m.")])
def test_a_moment_is_the_readers_local_time_and_ends_a_sentence_with_one_stop(
    words: ReaderLocale, expected: str
) -> None:
    assert words.text(text("t.time", time=FIVE)) == expected
    assert words.text(text("t.time", time=FIVE), now=FIVE) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(EN, "It arrived at Sun, Nov 22, 5:02 PM."), (ES, "Recibido: dom, 22 de nov, 5:02 p.m.")],
)
def test_a_moment_of_another_day_carries_its_date(words: ReaderLocale, expected: str) -> None:
    tomorrow = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert words.text(text("t.time", time=FIVE), now=tomorrow) == expected


def test_a_moment_of_another_year_carries_the_year() -> None:
    assert "2026" in EN.text(text("t.time", time=FIVE), now=datetime(2027, 11, 22, 22, tzinfo=UTC))


def test_the_day_is_the_readers_not_that_of_utc() -> None:
    late = datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert EN.text(text("t.time", time=FIVE), now=late) == "It arrived at 5:02 PM."
    utc = ReaderLocale("en", ZoneInfo("UTC"))
    assert utc.text(text("t.time", time=FIVE), now=late) == "It arrived at Sun, Nov 22, 10:02 PM."


def test_a_moment_without_its_zone_fails() -> None:
    with pytest.raises(ValueError, match="time zone"):
        shown(FIVE.replace(tzinfo=None))


@pytest.mark.parametrize("words", [EN, ES])
def test_no_time_holds_a_special_space_or_an_offset(words: ReaderLocale) -> None:
    said = words.text(text("t.time", time=FIVE), now=datetime(2027, 1, 1, tzinfo=UTC))
    assert not set(said) & {"\u202f", "\u00a0"}
    assert "-0500" not in said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Elm & 3rd", "Elm & 3rd"),
        ("", ""),
        (None, ""),
        (7, "7"),
        (1204, "1204"),
        (12000, "12,000"),
        (0.25, "0.2"),
        (1.5, "1.5"),
        (Text("t.same"), "Rebato"),
        (BLANK, ""),
        (Text("t.time", {"time": FIVE}), "It arrived at 5:02 PM."),
        (date(2026, 12, 5), "Sat, Dec 5"),
        (time(18, 30), "6:30 PM"),
        ((), ""),
        (("a",), "a"),
        (("a", "b", "c"), "a, b, and c"),
        (("a", None, "", Text("t.same")), "a and Rebato"),
        (Quote("two vans"), "two vans"),
    ],
)
def test_every_kind_of_value_can_be_shown(value: Value, expected: str) -> None:
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("a", "b", "c"), "a, b y c"),
        (("Ana", "Inés"), "Ana e Inés"),
        (("vans", "autos", "helicópteros"), "vans, autos y helicópteros"),
        (("agua", "hielo"), "agua y hielo"),
        (("madres", "hijos"), "madres e hijos"),
        (("iglesia",), "iglesia"),
    ],
)
def test_spanish_lists_end_as_spanish_does(items: tuple[str, ...], expected: str) -> None:
    assert shown(items, ES) == expected


@pytest.mark.parametrize("words", ["{second}", "{first}", "{0}", "{value.__class__}", "%s %(second)s", "{{", "\\g<0>"])
def test_words_of_people_never_work_as_placeholders(words: str) -> None:
    assert EN.text(text("t.two", first=Quote(words), second="B")) == f"{words} and B"
    assert EN.text(text("t.two", first=words, second="B")) == f"{words} and B"


def test_a_message_is_its_parts_one_below_the_other() -> None:
    parts = (text("t.same"), BLANK, text("t.time", time=FIVE))
    assert compose(parts, [EN]) == "Rebato\n\nIt arrived at 5:02 PM."


def test_blank_lines_at_either_end_are_left_out() -> None:
    assert compose((BLANK, text("t.same"), BLANK), [EN]) == "Rebato"


def test_a_message_in_two_languages_begins_with_its_first_line_in_each() -> None:
    parts = (text("t.time", time=FIVE), text("t.same"), text("t.reports", n=1, town="X"))
    assert compose(parts, [EN, ES]) == (
        "It arrived at 5:02 PM.\nRecibido: 5:02 p.m.\n\nRebato\nOne report from X\n—\nRebato\nUn aviso de X"
    )


def test_one_sentence_in_two_languages_is_two_lines() -> None:
    assert compose((text("t.time", time=FIVE),), [EN, ES]) == "It arrived at 5:02 PM.\nRecibido: 5:02 p.m."


def test_what_reads_the_same_in_both_languages_stands_once() -> None:
    assert compose((text("t.same"), text("t.time", time=FIVE)), [EN, ES]) == (
        "Rebato\n\nIt arrived at 5:02 PM.\n—\nRecibido: 5:02 p.m."
    )
    assert compose((text("t.same"), text("t.same")), [EN, ES]) == "Rebato\n\nRebato"


def test_a_bilingual_label_says_the_same_word_once() -> None:
    assert label(text("t.same"), [EN, ES]) == "Rebato"
    assert label(text("t.reports", n=1, town="X"), [EN, ES]) == "One report from X / Un aviso de X"


def test_choices_become_numbered_lines() -> None:
    choices: list[tuple[int | str, Choice]] = [
        (5, Choice("going", text("t.value", value="go"))),
        ("A6", Choice("not", text("t.same"))),
    ]
    assert numbered(choices, [EN]) == "Reply with a number:\n5 = [go]\nA6 = Rebato"
    assert numbered(choices[1:], [EN, ES]) == "Reply with a number: / Responda con un número:\nA6 = Rebato"


def test_no_choice_gives_no_lines() -> None:
    assert numbered([], [EN]) == ""


def test_the_real_catalogues_are_read_once() -> None:
    assert languages() == ("en", "es")
    assert load("es") is load("es")


def test_a_language_is_a_folder_with_a_core_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("ht/core.po", "es/core.po", "drill/en.po", "__pycache__/x.pyc", "fr/people.po"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert languages.__wrapped__() == ("es", "ht")


def test_the_files_of_a_language_are_one_catalogue(tmp_path: Path) -> None:
    one, two = tmp_path / "core.po", tmp_path / "people.po"
    one.write_text(ENGLISH)
    two.write_text(HEADER + '\nmsgid "a.first"\nmsgstr "It comes first"')
    whole = compiled(merged([one, two], "en"), "en")
    assert whole.template("a.first") == "It comes first"
    assert whole.template("t.reports", 2) == "{n} reports from {town}"
    assert whole.keys >= {"a.first", "t.reports", "t.same"}
    assert not whole.keys & {"", "t.fuzzy", "t.empty"}


def test_a_key_in_two_files_of_a_language_fails_and_names_both_but_no_text(tmp_path: Path) -> None:
    one, two = tmp_path / "core.po", tmp_path / "people.po"
    for path, words in ((one, "Rosa"), (two, "Luis")):
        path.write_text(HEADER + f'\nmsgid "t.same"\nmsgstr "{words}"\n')
    with pytest.raises(DuplicateKey, match=r"^the key t\.same of es stands in core\.po and in people\.po$"):
        merged([one, two], "es")


def test_an_unknown_language_fails() -> None:
    with pytest.raises(UnknownLanguage):
        load("../es")
