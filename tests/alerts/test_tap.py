"""Taps: what each is in words, which lie in running databases, and what is read back of them."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from alerts.groups import taps as groups
from alerts.incidents import taps as incidents
from alerts.incidents.incident import Basis, Reply, VerifierState
from alerts.incidents.taps import Ending
from alerts.joining import taps as joining
from alerts.people import taps as people
from alerts.people.person import Role
from alerts.tap import Tap, Taps
from handlers.areas import AREAS

ID = 1_883_135_975_756_228_182
"""As great as row ids get."""
KEPT = {
    "desk.claim": incidents.Claim(),
    "desk.verify": incidents.AskVerifiers(),
    "desk.unverifiable": incidents.Unverifiable(),
    "desk.confirm": incidents.Confirm(),
    "desk.update": incidents.Update(),
    "desk.merge": incidents.Merge(),
    "desk.same:12": incidents.SameAs(12),
    "desk.split": incidents.Split(),
    "desk.split:2": incidents.Split(2),
    "desk.town:1": incidents.ChooseTown(1),
    "desk.whole": incidents.ShowAllWords(),
    f"desk.show:{ID}": incidents.ShowCard(ID),
    "desk.dismiss": incidents.AskToEnd(Ending.DISMISS),
    "desk.allclear": incidents.AskToEnd(Ending.ALL_CLEAR),
    "desk.cancel": incidents.AskToEnd(Ending.CANCEL),
    "desk.close": incidents.AskToEnd(Ending.CLOSE),
    "end.allclear": incidents.End(Ending.ALL_CLEAR),
    "end.allclear:0:4294967295": incidents.End(Ending.ALL_CLEAR, 0, 4294967295),
    "end.no": incidents.DontEnd(),
    "confirm.reason:photo": incidents.ChooseBasis(Basis.PHOTO),
    "confirm.send": incidents.SendAlert(),
    "confirm.back": incidents.BackOut(),
    "confirm.translate:es": incidents.Translate("es"),
    "confirm.without": incidents.LeaveWordsOut(),
    "tell.enough": incidents.SendUpdate("enough"),
    "tell.words": incidents.WriteUpdate(),
    "tell.send": incidents.SendWrittenUpdate(),
    f"look.going:{ID}:15": incidents.Look(VerifierState.GOING, ID, 15),
    f"look.seen:{ID}": incidents.Look(VerifierState.SEEN, ID),
    "answer.onway": incidents.AnswerAlert(Reply.ON_MY_WAY),
    f"fact.is:{ID}:kind:see": incidents.TellFact(ID, "kind", "see"),
    f"town.is:{ID}:2": incidents.ReportTown(ID, 2),
    "file.this:0a1b2c3d": incidents.FileWords("0a1b2c3d"),
    "join.yes:es": joining.Consent("es"),
    "join.no": joining.DontJoin(),
    f"link.yes:{ID}": joining.AllowLink(ID),
    f"link.no:{ID}": joining.RefuseLink(ID),
    "join.town:1": joining.AskToJoin(1),
    f"join.accept:{ID}:1:member": joining.LetIn(ID, 1, Role.MEMBER),
    f"join.decline:{ID}:1": joining.TurnAway(ID, 1),
    f"group.town:{ID}:1": groups.ConnectTown(ID, 1),
    f"group.no:{ID}": groups.DontConnect(ID),
    "language.is:es": people.ChooseLanguage("es"),
    "towns.add:1": people.AddTown(1),
    "towns.leave:1": people.LeaveTown(1),
    "towns.enough": people.EnoughTowns(),
}
"""Words of taps as databases have kept them since the first version; none of them may ever change."""
EVERY = Taps(handler.kind for area in AREAS for handler in area.taps)


@pytest.mark.parametrize(("words", "tap"), KEPT.items(), ids=KEPT.keys())
def test_a_tap_is_kept_in_these_words_and_read_back(words: str, tap: Tap) -> None:
    assert tap.action == words
    assert EVERY.read(words) == tap
    assert len(words) <= 51
    assert words.isascii()


@pytest.mark.parametrize(
    "words",
    [
        "", ":", ".", "desk", "desk.", "desk.nothing", "desk.same", "desk.same:", "desk.same:x", "desk.same:1:2",
        "desk.claim:1", "end.", "answer.maybe", "look.going", "look.going:x:5", "confirm.reason:luck",
        "join.accept:1:2:king", "no.such:1", "desk.same:99999999999999999999999999999999999x",
    ],
)  # fmt: skip
def test_what_no_tap_ever_said_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        EVERY.read(words)


def test_two_kinds_of_tap_with_one_verb_are_refused() -> None:
    @dataclass(frozen=True)
    class AlsoClaim(Tap):
        verb: ClassVar = "desk.claim"

    with pytest.raises(ValueError, match=r"desk\.claim"):
        Taps([incidents.Claim, AlsoClaim])
