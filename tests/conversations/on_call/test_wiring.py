"""Every choice about shifts that can be offered is carried out by somebody."""

from alerts.on_call import taps
from alerts.tap import Tap
from handlers.on_call.area import AREA


def test_no_choice_is_left_unwired() -> None:
    kinds = {one for one in vars(taps).values() if isinstance(one, type) and issubclass(one, Tap) and one is not Tap}
    assert len(kinds) > 30
    assert {handler.kind for handler in AREA.taps} == kinds
