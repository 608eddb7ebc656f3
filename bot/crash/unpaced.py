"""`rebato run` without the platforms' limits: they would spread over ten seconds what a kill should find under way."""

import argparse
import sys
from datetime import datetime
from functools import partial

from bot.app import App
from bot.outbound.no_limits import NoLimits
from bot.outbound.rate_limits import Pace
from bot.settings.settings import Settings
from bot.transports.base import Transport
from bot.verbs.run import run


def no_pace(transport: Transport, settings: Settings, since: datetime) -> Pace:
    """Make the pace of any line: none at all."""
    del transport, settings
    return NoLimits(since)


if __name__ == "__main__":
    sys.exit(run(argparse.Namespace(), app=partial(App, pace_of=no_pace)))
