"""The one way by which a person's words get out."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.characters import tame
from alerts.understanding.cleaning import TAKEN, TAKEN_FROM, MeantFor, clean, clean_place
from alerts.understanding.private_kind import PrivateKind
from alerts.understanding.private_words import private_spans
from tests.alerts.understanding.lexicon import said, shipped

FRAGMENTS = (
    """
my|husband|Rogelio|se llama|Kelvin|y|don|Tacho|413|555|0142|cuatro|uno|apt|3B|piso|2|214|Elm|st|street|calle|plate|placa
|7KX 921|MA|A#|alien number|208 551 930|/stop|press|text|STOP|to|@name|a@b.org|https://x.org|t.me/x|42.1046,|-72.6209
|no tiene papeles|vans|agents|en la|on|,|.|:|#|(|)|[…]|'s|Maria's|\u202e|\u3164|\u2800|\u200b|\u0301|\n|6|am|ICE|Holyoke
""".replace("\n|", "|")
    .strip()
    .split("|")
)
MESSAGES = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join) | st.lists(
    st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=10
).map("".join)


@given(MESSAGES, st.sampled_from(MeantFor))
def test_no_private_part_survives(text: str, meant_for: MeantFor) -> None:
    left = clean(text, shipped(), meant_for).words
    assert [span.kind for span in private_spans(said(left)) if span.kind in TAKEN_FROM[meant_for]] == []


@given(MESSAGES | st.text(st.characters(codec=None), max_size=60), st.sampled_from(MeantFor))
def test_what_is_clean_stays_as_it_is(text: str, meant_for: MeantFor) -> None:
    once = clean(text, shipped(), meant_for).words
    assert clean(once, shipped(), meant_for).words == once


@given(MESSAGES, st.sampled_from([MeantFor.EVERYBODY, MeantFor.SENT]))
def test_a_clean_place_stays_as_it_is(text: str, meant_for: MeantFor) -> None:
    once = clean_place(text, shipped(), meant_for).words
    assert clean_place(once, shipped(), meant_for).words == once


@given(st.text(st.characters(codec=None), max_size=200))
def test_no_character_survives_that_harms_a_screen(text: str) -> None:
    left = tame(text)
    assert {unicodedata.category(sign) for sign in left}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert not set(left) & set("\u202a\u202e\u2066\u2069\u200b\u200f\u3164\u2800\uffa0")
    assert tame(left) == left
    left.encode()


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("two vans at Elm & 3rd\nthey are knocking on doors", "two vans at Elm & 3rd / they are knocking on doors"),
        ("ICE!!\n\n two vans,\nElm & 3rd", "ICE!! two vans, Elm & 3rd"),
        ("214\nElm St\n#12\ntwo vans at Elm St\n214", "Elm St / two vans at Elm St"),
    ],
)
def test_several_lines_are_not_read_as_one_sentence(lines: str, shown: str) -> None:
    assert clean(lines, shipped(), MeantFor.EVERYBODY).words == shown


@pytest.mark.parametrize("blank", ["\u3164", "\u2800", "\u115f\u1160", "\uffa0", "\u200b\u3164 \u2800"])
def test_letters_that_show_nothing_leave_nothing(blank: str) -> None:
    assert clean_place(blank, shipped(), MeantFor.EVERYBODY).words == ""


@pytest.mark.parametrize(
    ("text", "everybody", "sent", "desk"),
    [
        (
            "my cousin Yesenia saw 2 vans, plate 7KX 921, at 214 Elm st apt 3B",
            f"my cousin {TAKEN} saw 2 vans, plate {TAKEN}, at Elm st {TAKEN}",
            f"my cousin {TAKEN} saw 2 vans, plate {TAKEN}, at 214 Elm st {TAKEN}",
            f"my cousin Yesenia saw 2 vans, plate {TAKEN}, at 214 Elm st apt 3B",
        ),
        (
            "press /stop y llame al 413 555 0142, no tiene papeles",
            f"{TAKEN} y llame al {TAKEN}",
            f"{TAKEN} y llame al {TAKEN}",
            f"press /stop y llame al 413 555 0142, {TAKEN}",
        ),
    ],
)
def test_everybody_those_sent_and_the_desk_read_what_is_meant_for_them(
    text: str, everybody: str, sent: str, desk: str
) -> None:
    assert clean(text, shipped(), MeantFor.EVERYBODY).words == everybody
    assert clean(text, shipped(), MeantFor.SENT, places=("214 Elm st",)).words == sent
    assert clean(text, shipped(), MeantFor.DESK).words == desk


def test_who_is_sent_reads_no_door_but_that_of_the_place() -> None:
    text = "they are at 214 Elm st, i live at 9 Pine st"
    assert clean(text, shipped(), MeantFor.SENT, places=("214 Elm st",)).words == (
        "they are at 214 Elm st, i live at Pine st"
    )


def test_who_was_taken_is_not_written_down_at_the_desk_either() -> None:
    text = "se llevaron a Juan Perez y Maria Lopez"
    assert clean(text, shipped(), MeantFor.DESK_OF_TAKEN).words == f"se llevaron a {TAKEN} y {TAKEN}"
    assert clean(text, shipped(), MeantFor.DESK).words == text


@pytest.mark.parametrize(
    ("place", "everybody", "sent"),
    [
        ("213 chestnut st 2nd floor", "chestnut st", "213 chestnut st"),
        ("casa de Lupita Morales en la Pine", f"casa de {TAKEN} en la Pine", f"casa de {TAKEN} en la Pine"),
        ("Taqueria Don Pancho", "Taqueria Don Pancho", "Taqueria Don Pancho"),
        ("exit 25 on route 91", "exit 25 on route 91", "exit 25 on route 91"),
        ("413 555 0142", "", ""),
        ("frente a Lupita", "", ""),
        ("in front of Lupita Morales", "", ""),
        ("Elm & 3rd frente a Lupita", "Elm & 3rd", "Elm & 3rd"),
        ("Main St beside Rosa Delgado", "Main St", "Main St"),
    ],
)
def test_a_place_is_cleaned_as_all_words_are(place: str, everybody: str, sent: str) -> None:
    assert clean_place(place, shipped(), MeantFor.EVERYBODY).words == everybody
    assert clean_place(place, shipped(), MeantFor.SENT).words == sent


def test_what_was_taken_out_is_said_once_for_each_kind() -> None:
    cleaned = clean("Marisol y Kelvin, plate 7KX 921", shipped(), MeantFor.EVERYBODY)
    assert cleaned.taken == (PrivateKind.NAME, PrivateKind.PLATE)


def test_a_shops_name_is_put_back_and_a_persons_is_not() -> None:
    text = "two vans in front of Lupita on High st. my cousin Tacho saw them"
    cleaned = clean(text, shipped(), MeantFor.EVERYBODY)
    assert cleaned.perhaps_places == ("Lupita",)
    again = clean(text, shipped(), MeantFor.EVERYBODY, put_back=("Lupita", "Tacho"))
    assert again.words == f"two vans in front of Lupita on High st. my cousin {TAKEN} saw them"


@pytest.mark.parametrize(
    "words",
    [
        "\u0410123456789",
        "\uff21123456789",
        "\U0001d7d2\U0001d7cf\U0001d7d1 555 0142",
        "\uff20somebody_here",
        "\uff0fstop",
        "\u0435vil.\u0441\u043em",
        "evil\u3002com",
        "plate 7K\u0425 921",
    ],
)
def test_letters_that_only_look_latin_hide_nothing(words: str) -> None:
    assert clean(words, shipped(), MeantFor.EVERYBODY).words.removeprefix("plate ") == TAKEN


@pytest.mark.parametrize("words", ["дом 5 на улице", "Ελλάδα 5", "Ñandú, peña y ação", "٣ رجال"])
def test_words_of_other_scripts_stay_as_they_are(words: str) -> None:
    assert tame(words) == words


def test_a_long_text_is_cleaned_to_its_end_and_what_is_clean_in_it_stays() -> None:
    clean_part = "Two white vans stand at the corner and people are afraid to leave the church."
    long = " ".join([clean_part] * 200)
    assert clean(long, shipped(), MeantFor.EVERYBODY).words == long
    private = " ".join(f"{clean_part} Call 413 555 0142, plate 7KX 921, ask Juana Pérez." for _ in range(100))
    cleaned = clean(private, shipped(), MeantFor.EVERYBODY).words
    for word in ("0142", "7KX", "921", "Pérez"):
        assert word not in cleaned
    assert cleaned.count("Two white vans") == 100
    lines = "\n".join([clean_part.rstrip(".")] * 200)
    assert clean(lines, shipped(), MeantFor.DESK).words == tame(lines)


@pytest.mark.parametrize("part", ["apt 3b ", "1-2-3-", "a ", "ICE "])
def test_eight_times_as_long_costs_no_more_than_some_sixteen_times(part: str) -> None:
    """It grew with the square: one message of 64 KiB took a stranger's minute and everybody else's."""

    def cost(length: int) -> float:
        words = (part * length)[:length]
        begun = process_time()
        clean(words, shipped(), MeantFor.DESK)
        return process_time() - begun

    cost(2_000)
    assert min(cost(32_000 + turn) for turn in range(2)) < 16 * max(cost(4_000 + turn) for turn in range(3))
