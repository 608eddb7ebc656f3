"""`rebato understand`: how a message would be taken, or how well a table of labelled ones is."""

import argparse
import json
from pathlib import Path

from alerts.network.region import Region
from alerts.understanding.situation import Situation
from alerts.understanding.understand import Message, understand
from bot.settings.settings import SettingsError
from bot.understand.labelled import labelled_messages
from bot.understand.pairs import labelled_pairs, pair_figures
from bot.understand.printing import figure_lines, reading_as_json, reading_lines
from bot.understand.scoring import ScoredMessage, figures
from bot.understand.towns_file import region_from
from bot.understand.training import TEACH_INTENTS_ALONE, held_out, train
from handlers.core.recognition import recognition
from locales.recognition.intent_weights import FILE, LABELLED, labelled_tables
from locales.recognition.word_lists import word_lists

_FIRST = {
    "stranger": Situation.STRANGER_FIRST,
    "member": Situation.MEMBER_FIRST,
    "subscriber": Situation.SUBSCRIBER,
    "responder": Situation.MEMBER_FIRST,
}
"""Where somebody of a role stands with nothing open."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato understand`."""
    parser.add_argument("message", nargs="*", help="the words of one message")
    parser.add_argument("--as", dest="role", choices=list(_FIRST), default="stranger", help="who writes it")
    parser.add_argument("--town", default="", help="the town of who writes it; one of --towns")
    parser.add_argument(
        "--in", dest="situation", choices=[one.value for one in Situation], help="what stands before it"
    )
    parser.add_argument("--forwarded", action="store_true", help="somebody else's message, passed on")
    parser.add_argument(
        "--towns", type=Path, help="CSV: town, latitude, longitude, in_network (yes, no); without it no town is known"
    )
    parser.add_argument(
        "--csv", type=Path, nargs="+", help="a table of labelled messages: prints how well they are understood"
    )
    parser.add_argument("--pairs", type=Path, help="a table of pairs of places: prints how many would be joined")
    parser.add_argument("--misses", action="store_true", help="with a table: every row that was not understood, too")
    parser.add_argument("--train", action="store_true", help="learn intents anew from the labelled messages, or --csv")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print what was asked for."""
    region = region_from(arguments.towns) if arguments.towns else Region(towns=())
    if arguments.town and arguments.town not in {town.name for town in region.towns}:
        raise SettingsError("--town", "is no town of our network in --towns", "give a table of towns that has it")
    if arguments.train:
        _train(arguments.csv or labelled_tables(), region_from(arguments.towns or LABELLED / "towns.csv"))
    elif arguments.csv or arguments.pairs:
        _tables(arguments, region)
    elif arguments.message:
        situation = Situation(arguments.situation) if arguments.situation else _FIRST[arguments.role]
        message = Message(
            text=" ".join(arguments.message),
            situation=situation,
            home_town=arguments.town,
            forwarded=arguments.forwarded,
        )
        reading = understand(message, recognition(), region)
        if arguments.json:
            print(json.dumps(reading_as_json(reading), ensure_ascii=False))
        else:
            print(*reading_lines(reading), sep="\n")
    else:
        raise SettingsError("message", "is missing", "give the words of a message, or --csv, or --pairs")
    return 0


def _tables(arguments: argparse.Namespace, region: Region) -> None:
    found: dict[str, object] = {}
    scored: list[ScoredMessage] = []
    if arguments.csv:
        scored = [
            ScoredMessage(labelled=one, reading=understand(one.message, recognition(), region))
            for path in arguments.csv
            for one in labelled_messages(path)
        ]
        found |= figures(scored)
    if arguments.pairs:
        found |= pair_figures(labelled_pairs(arguments.pairs), recognition(), region)
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(*figure_lines(found, scored if arguments.misses else []), sep="\n")


def _train(tables: list[Path], region: Region) -> None:
    """Learn intents anew; before, say how the messages of each table fare that is kept from the learning."""
    for table in tables:
        labelled_messages(table)  # whatever is wrong with one is said before minutes of learning
    lists = word_lists()
    for table in tables:
        if len(tables) > 1 and table.stem not in TEACH_INTENTS_ALONE:
            found = held_out(table, tables, lists, region)
            print(f"{table.name}, unseen: right {found.right} of {found.messages}", end="; ")
            print(f"sure of {found.sure}, right {found.sure_and_right}")
    FILE.write_bytes(train(tables, lists, region))
    print(f"{FILE.name}: {FILE.stat().st_size} bytes")
