"""The lint, fed bad catalogues and bad programs: each fault must be found."""

from collections.abc import Callable
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.locales import lint
from tests.locales.usage import Usage, faults, usage

HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def po(body: str) -> Catalog:
    return read_po(BytesIO((HEADER + body).encode()), locale="es", charset="utf-8")


def entry(key: str, words: str) -> Catalog:
    return po(f'msgid "{key}"\nmsgstr "{words}"\n')


def plural(one: str, many: str, second_key: str = "a.b") -> str:
    return f'msgid "a.b"\nmsgid_plural "{second_key}"\nmsgstr[0] "{one}"\nmsgstr[1] "{many}"\n'


@pytest.mark.parametrize(
    "catalogue",
    [
        po('#, fuzzy\nmsgid "a.b"\nmsgstr "words"\n'),
        entry("a.b", ""),
        po('msgid "a.b"\nmsgstr "words"\n\n#~ msgid "a.c"\n#~ msgstr "old"\n'),
        entry("Not a key", "words"),
        po(plural("one", "")),
        po(plural("one", "many", second_key="a.c")),
    ],
)
def test_what_is_not_finished_is_found(catalogue: Catalog) -> None:
    assert lint.unfinished(catalogue) != []


def test_a_finished_catalogue_passes() -> None:
    assert lint.unfinished(po(plural("one", "{n}"))) == []


def test_a_key_that_stands_twice_is_found() -> None:
    assert lint.doubled('msgid "a.b"\nmsgstr "x"\n\nmsgid "a.b"\nmsgstr "y"\n') == ["a.b: 2 times"]


@pytest.mark.parametrize("source", ["", 'msgid "a.b"\nmsgstr "x"\n', 'msgid ""\nmsgstr ""\n"Language: es\\n"\n'])
def test_a_file_without_a_whole_header_is_found(source: str) -> None:
    assert "the header lacks Plural-Forms" in lint.headless(source)


def test_a_file_that_only_one_language_has_is_found() -> None:
    files = {"core": po(""), "needs": po("")}
    assert lint.missing_files({"en": files, "es": {"core": po("")}}) == ["es: needs.po is missing"]
    assert lint.missing_files({"en": files, "es": files}) == []


def test_a_key_in_two_files_of_a_language_is_found() -> None:
    files = {"core": entry("a.b", "x"), "info": entry("a.c", "x"), "people": entry("a.b", "y")}
    assert lint.in_two_files(files) == ["a.b: in core.po and people.po"]


def test_a_key_in_another_areas_file_than_elsewhere_is_found() -> None:
    ours = {"core": entry("a.b", "x"), "info": po("")}
    theirs = {"core": po(""), "info": entry("a.b", "x")}
    assert lint.elsewhere(ours, theirs) == ["a.b: in core.po, elsewhere in info.po"]
    assert lint.elsewhere(ours, ours) == []


@pytest.mark.parametrize("plurals", ["nplurals=1; plural=0;", "nplurals=2; plural=(n > 1);"])
def test_a_file_with_other_plurals_than_the_rest_is_found(plurals: str) -> None:
    other = read_po(BytesIO(HEADER.replace("nplurals=2; plural=(n != 1);", plurals).encode()), locale="es")
    assert lint.unlike_headers({"core": po(""), "info": other}) == [f"info.po: es, {plurals}"]
    assert lint.unlike_headers({"core": po(""), "info": po("")}) == []


@pytest.mark.parametrize("key", ["need.ask", "choice.take", "choice.take.needs", "toast.needed", "needs_more.ask"])
def test_a_key_that_does_not_bear_the_name_of_its_area_is_found(key: str) -> None:
    assert lint.strange_keys({"needs": entry(key, "x")}) == [f"{key}: not named after needs"]
    assert lint.strange_keys({"incidents": entry(key, "x")}) == []


@pytest.mark.parametrize(
    "key",
    [
        "needs.ask",
        "choice.needs.take",
        "help.needs",
        "command.need",
        "command.need.name",
        "role.committee",
        "retention.need.what",
    ],
)
def test_a_key_that_bears_the_name_of_its_area_passes(key: str) -> None:
    assert lint.strange_keys({"needs": entry(key, "x")}) == []


@pytest.mark.parametrize("name", ["Report", "señal", "/report", "two words", "", "x" * 33])
def test_a_name_of_a_command_that_telegram_does_not_take_is_found(name: str) -> None:
    catalogue = po(f'msgid "command.go"\nmsgstr "Go"\n\nmsgid "command.go.name"\nmsgstr "{name}"\n')
    assert lint.command_names(catalogue) == ["command.go.name: not a name that Telegram takes"]


def test_a_command_without_a_name_or_a_description_is_found() -> None:
    assert lint.command_names(entry("command.go", "Go")) == ["command.go: no name"]
    assert lint.command_names(entry("command.go.name", "go_now")) == ["command.go.name: no description"]
    assert lint.markup(entry("command.go.name", "go_now")) == []


@pytest.mark.parametrize(
    ("catalogue", "finding"),
    [
        (entry("a.c", "at {time}"), "a.b: missing"),
        (entry("a.c", "at {time}"), "a.c: only here"),
        (entry("a.b", "then"), "a.b: lacks {time}"),
        (entry("a.b", "{time} {place}"), "a.b: has {place} too much"),
        (po(plural("{time}", "{time}")), "a.b: plural in one language only"),
    ],
)
def test_a_difference_between_languages_is_found(catalogue: Catalog, finding: str) -> None:
    assert finding in lint.unlike(catalogue, entry("a.b", "at {time}"))


@pytest.mark.parametrize(
    "words", ["{time", "time}", "{}", "{0}", "{time!r}", "{time:>9}", "{time.year}", "{{time}}", "{ time }"]
)
def test_a_brace_that_is_no_placeholder_is_found(words: str) -> None:
    assert lint.misplaced_braces(entry("a.b", words)) != []


def test_a_plural_form_without_its_placeholder_is_found() -> None:
    assert lint.misplaced_braces(po(plural("one in", "{n} in {town}"))) != []
    assert lint.misplaced_braces(po(plural("one in {town}", "{n} in {town}"))) == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("choice.go", "x" * 25),
        ("choice.same", "it is the same place as {number}"),
        ("command.go", "x" * 257),
        ("toast.late", "x" * 201),
        ("choice.go", "🚐" * 13),
    ],
)
def test_what_is_too_long_is_found(key: str, words: str) -> None:
    assert lint.too_long(entry(key, words)) != []
    assert lint.too_long(entry(key, words[:9])) == []
    assert lint.too_long(entry("other.key", words)) == []


def test_a_first_answer_too_long_in_all_languages_together_is_found() -> None:
    half = entry("report.received", "x" * 148)
    assert lint.too_long_first_answer({"en": half}) == []
    assert lint.too_long_first_answer({"en": half, "es": half}) == []
    longer = entry("report.door", "x" * 151)
    assert lint.too_long_first_answer({"en": half, "es": longer}) == ["the first answer: 300 of 300"]


def test_a_sentence_about_the_law_that_is_not_marked_for_an_attorney_is_found() -> None:
    said = entry("t.law", "Sign nothing."), entry("t.law", "No firme nada.")
    assert lint.unmarked_law(said[1], said[0]) == ["t.law: not marked for an attorney"]


@pytest.mark.parametrize(
    "words",
    [
        "Run now",
        "Please hide",
        "¡Corran!",
        "corre a casa",
        "Huye de ahí",
        "hay que huir",
        "Escóndete",
        "Escondan a los niños",
        "Escapa",
        "to escape",
        "flee",
        "ocúltese",
    ],
)
def test_wording_of_flight_is_found(words: str) -> None:
    assert lint.words_of_flight(entry("a.b", words)) != []


@pytest.mark.parametrize("words", ["the correo is correct", "corrija el lugar", "a run-down", "la corriente", "Trunk"])
def test_innocent_words_are_not_taken_for_flight(words: str) -> None:
    found = lint.words_of_flight(entry("a.b", words))
    assert found == (["a.b: run"] if "run-down" in words else [])


@pytest.mark.parametrize(
    "words",
    ["<b>now</b>", "*now*", "__now__", "`now`", "[here](x)", "A &amp; B", "~~gone~~", "# Title", "a < b"],
)
def test_markup_is_found(words: str) -> None:
    assert lint.markup(entry("a.b", words)) != []


def test_a_placeholder_or_an_ampersand_is_no_markup() -> None:
    assert lint.markup(entry("a.b", "Elm & 3rd, #12, {first_time}")) == []


@pytest.mark.parametrize("words", ["a  b", " a", "a ", r"a \nb", r"a\tb", "a\u00a0b"])
def test_odd_spaces_are_found(words: str) -> None:
    assert lint.odd_spaces(entry("a.b", words)) != []
    assert lint.odd_spaces(entry("a.b", r"a\n\nb")) == []


@pytest.mark.parametrize("words", ["Qué ve?", "¿Qué ve", "Alto!", "?Qué¿", "¿¿Qué?"])
def test_a_mark_that_never_opened_is_found(words: str) -> None:
    assert lint.unopened(entry("a.b", words)) != []
    assert lint.unopened(entry("a.b", "¿Qué ve? ¡Gracias! ¿Y dónde?")) == []


@pytest.mark.parametrize(
    "rule",
    [
        lint.unfinished,
        lint.misplaced_braces,
        lint.too_long,
        lint.words_of_flight,
        lint.markup,
        lint.odd_spaces,
    ],
)
def test_a_good_catalogue_passes_every_rule(rule: Callable[[Catalog], list[str]]) -> None:
    assert rule(entry("a.b", "It arrived at {time}.")) == []


CATALOGUE = {"a.b": {"time"}, "a.c": set[str](), "state.open": set[str]()}
FAMILIES = {"state.": ("open",)}
GOOD = """
Notice.of("a.b", time=now)
TABLE = {1: "a.c"}
text(f"state.{state}")
"""


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ('text("a.d")', "a.d: used, but in no catalogue"),
        ('text("a.c" if late else "a.e")', "a.e: used, but in no catalogue"),
        ('notices.Text("a.f", {})', "a.f: used, but in no catalogue"),
        ('text(f"level.{level}")', "level.: put together, but not in families.py"),
        ('Notice.of("a.b", place=place)', "a.b: no value for time"),
        ('Text("a.b")', "a.b: no value for time"),
        ('Text("a.b", {"place": 1})', "a.b: no value for time"),
    ],
)
def test_a_program_that_does_not_fit_its_catalogue_is_found(source: str, finding: str) -> None:
    assert faults(usage([GOOD, source]), CATALOGUE, FAMILIES) == [finding]


@pytest.mark.parametrize("source", ['Notice.of("a.b", **values)', 'Text("a.b", values)', 'Text("")', 'log.info("a.z")'])
def test_a_program_that_fits_passes(source: str) -> None:
    assert faults(usage([GOOD, source]), CATALOGUE, FAMILIES) == []


def test_a_key_that_nothing_uses_is_found_even_where_a_log_event_bears_its_name() -> None:
    source = GOOD.replace('"a.c"', "0") + 'log.info("a.c")'
    assert faults(usage([source]), CATALOGUE, FAMILIES) == ["a.c: in the catalogue, but never used"]


def test_a_name_that_a_family_lacks_in_the_catalogue_is_found() -> None:
    assert faults(Usage(literals=set(CATALOGUE)), CATALOGUE, {"state.": ("open", "closed")}) == [
        "state.closed: used, but in no catalogue"
    ]
