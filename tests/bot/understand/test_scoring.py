"""What counts as right in a table of labelled messages."""

from pathlib import Path

import pytest

from alerts.understanding.understand import understand
from bot.understand.labelled import labelled_messages
from bot.understand.scoring import ScoredMessage
from bot.understand.towns_file import region_from
from handlers.core.recognition import recognition
from locales.recognition.intent_weights import LABELLED

HEAD = (
    "id,context,home_town,message,language,intent,town,place,community_place,minutes_ago,when,first_hand,private,note"
)


@pytest.mark.parametrize(
    ("label", "right"),
    [
        ("42.3251,-72.6412", True),
        ("geo:42.3251,-72.6412", True),
        ("42.325100, -72.641200", True),
        ("42.3252,-72.6512", False),
        ("Main St", False),
    ],
)
def test_a_point_is_right_however_its_label_is_written(tmp_path: Path, label: str, right: bool) -> None:
    table = tmp_path / "table.csv"
    row = f'x1,stranger_first,,"ICE here geo:42.3251,-72.6412",en,sighting,Northampton,"{label}","",0,,yes,,'
    table.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    region = region_from(LABELLED / "towns.csv")
    [labelled] = labelled_messages(table)
    scored = ScoredMessage(labelled=labelled, reading=understand(labelled.message, recognition(), region))
    assert (scored.place_f1 == 1.0) is right
    assert scored.wrong_send is not right
