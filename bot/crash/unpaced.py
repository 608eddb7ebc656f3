"""`rebato run` without the platforms' limits: they would spread over ten seconds what a kill should find under way."""

import argparse
import sys

from bot.app import App
from bot.pacing import Pace, Unhurried
from bot.transports.base import Transport
from bot.verbs.run import run


class UnpacedApp(App):
    """The real program; only its lines hurry."""

    def _add(self, transport: Transport, pace: Pace) -> None:
        del pace
        super()._add(transport, Unhurried(self._clock.now()))


if __name__ == "__main__":
    sys.exit(run(argparse.Namespace(), app=UnpacedApp))
