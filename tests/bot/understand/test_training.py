"""Learning intents: always the same result, from what is in the repository."""

from pathlib import Path

from alerts.network.region import Region
from alerts.understanding.intent import Intent
from alerts.understanding.intent_model import IntentModel
from bot.understand.labelled import LabelledMessage, labelled_messages
from bot.understand.training import INTENTS, digest, held_out, learn, train
from locales.recognition.intent_weights import intent_weights, labelled_tables
from locales.recognition.word_lists import word_lists

HEAD = "id,context,language,intent,message\n"
SHOWN = """1,reporter_open_report,en,over,they are gone
2,reporter_open_report,en,over,all gone now
3,reporter_open_report,en,plea,help us now
4,reporter_open_report,en,plea,please help us
"""
LISTS = {"en": {"want_gone": ["gone"], "want_help_cry": ["help"]}}
NOWHERE = Region(towns=())


def _table(path: Path, rows: str) -> Path:
    path.write_text(HEAD + rows)
    return path


def test_the_same_messages_make_the_same_weights(tmp_path: Path) -> None:
    tables = [_table(tmp_path / "shown.csv", SHOWN)]
    assert train(tables, LISTS, NOWHERE) == train(tables, LISTS, NOWHERE)


def test_what_was_shown_is_found_in_other_words(tmp_path: Path) -> None:
    shown = _table(tmp_path / "shown.csv", SHOWN)
    other = _table(tmp_path / "other.csv", "1,reporter_open_report,en,over,the vans are gone\n")
    found = held_out(other, [shown, other], LISTS, NOWHERE)
    assert (found.right, found.messages) == (1, 1)


def test_no_feature_is_relied_on_alone(tmp_path: Path) -> None:
    messages = [(one, 1) for one in labelled_messages(_table(tmp_path / "shown.csv", SHOWN))]

    def featured(one: LabelledMessage) -> dict[str, float]:
        return {"says:want_gone": 2.0, "word:gone": 1.0} if one.intent is Intent.OVER else {"word:help": 1.0}

    model = IntentModel(learn(messages, featured))
    assert model.ranked({"word:gone": 1.0}, INTENTS)[0].intent is Intent.OVER


def test_the_weights_that_ship_were_learnt_from_these_words_and_messages() -> None:
    """Else: `rebato understand --train`."""
    assert IntentModel(intent_weights()).learnt_from == digest(labelled_tables(), word_lists())


def test_every_intent_has_labelled_messages_in_four_languages() -> None:
    known = [one for path in labelled_tables() for one in labelled_messages(path)]
    for language in ("en", "es", "pt", "ht"):
        assert {one.intent for one in known if one.language == language} == set(Intent)
