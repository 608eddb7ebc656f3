"""Every choice that can be offered is carried out by somebody, and every deadline that can be set has its duty."""

import importlib
import pkgutil
from types import ModuleType

import alerts
from alerts.areas import DUTIES
from alerts.tap import Tap
from alerts.work.deadline import Deadline
from handlers.areas import AREAS

MODULES: list[ModuleType] = [
    importlib.import_module(one.name) for one in pkgutil.walk_packages(alerts.__path__, "alerts.")
]


def test_no_choice_is_left_unwired() -> None:
    found = {value for module in MODULES for value in vars(module).values() if isinstance(value, type)}
    kinds = {kind for kind in found if issubclass(kind, Tap) and kind is not Tap}
    carried_out = {handler.kind for area in AREAS for handler in area.taps}
    assert len(kinds) > 200
    assert kinds - carried_out == set()


def test_no_deadline_is_left_unwired() -> None:
    kinds = {value for module in MODULES for value in vars(module).values() if isinstance(value, Deadline)}
    assert len(kinds) > 70
    assert {kind.name for kind in kinds} - DUTIES.of.keys() == set()
