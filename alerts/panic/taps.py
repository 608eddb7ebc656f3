"""What a coordinator can tap on the way to destroying everything."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class LetterCame(Tap):
    """The tap that says that a subpoena, a warrant or a letter came, or may come: nothing is destroyed."""

    verb: ClassVar = "panic.letter"


@dataclass(frozen=True)
class NothingCame(Tap):
    """The tap that says that none came and none is expected. `asker`: whose request it is; 0 for their own."""

    asker: int
    verb: ClassVar = "panic.nothing"


@dataclass(frozen=True)
class DestroyEverything(Tap):
    """The last tap, of the second coordinator. `asker`: whose request it is."""

    asker: int
    verb: ClassVar = "panic.destroy"


@dataclass(frozen=True)
class StopPanic(Tap):
    """The tap by which nothing is destroyed, and a request that stands ends."""

    verb: ClassVar = "panic.stop"
