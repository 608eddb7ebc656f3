"""The command line: finds the verb, and says in one line what is wrong."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from bot.process.gc_freeze import gc_paused_then_frozen

VERBS = {
    "init": "make the key file, the database and the first invitation",
    "invite": "print one more invitation, beside a running bot too; list or revoke those that are open",
    "people": "list who is in and as what; suspend or ban somebody, or take a role away",
    "vouches": "say or set how many vouches make a member",
    "forget": "erase everything about a person who asked for it",
    "explain": "say what a person did and what was done to them, or what was decided about an incident",
    "town": "add, list, rename, move, split, merge or retire towns, and say which are neighbours",
    "rotate-key": "seal all that is kept with a new key, beside a running bot too",
    "panic": "destroy the key and all that is kept, unless a letter asks for it",
    "line": "add, list or retire bot accounts and Signal numbers",
    "run": "run the bot",
    "receive": "keep what comes on Signal while the bot is away, beside it; see RECEIVER_LISTEN",
    "health": "say whether the bot that runs here is alive; the exit code says it too",
    "understand": "show how a message would be taken, or measure a table of them",
    "drill": "play the story against loopback servers; nothing leaves this computer",
    "bench": "measure how fast it is, beside others in the same run",
    "crash": "kill the bot at random moments and count what is lost",
    "fuzz": "throw odd inputs at it and look for what must never follow",
    "test": "run all checks and tests",
}
"""Each but test has a module of its name in bot/verbs, a hyphen an underscore there."""

INTERRUPTED = 130
UNREAD = 141
"""Exit code of a program that wrote to a pipe which nobody reads any more (`| head -1`)."""
YOUNG = 10_000
"""New objects before Python looks for garbage among them (its own choice: 700). A window of messages on its way is more
than that and no garbage, and a start makes nothing but what stays."""


class VerbModule(Protocol):
    """A module of bot/verbs, as the command line uses it."""

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Add what the verb takes to its parser."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Run the verb, and return its exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb, and return its exit code; quietly where nobody reads on what it prints."""
    try:
        try:
            return _run_explained(argv)
        finally:
            # Now, and not when Python ends: then nobody could catch what comes of it.
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        if not _nobody_reads():
            raise
        return UNREAD


def _nobody_reads() -> bool:
    """Whether it was our output that broke and no connection; what is left of it goes nowhere then."""
    try:
        print(flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False


def _run_explained(argv: Sequence[str] | None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["test"]:
        # Looked up only now: an installed program has no tests.
        from tests.run import main as run_tests

        return run_tests(words[1:])
    try:
        return _run(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        # Looked up only now: to know these errors takes the whole program, which `health` does without.
        from bot.verbs.exit_codes import explained

        known = explained(error)
        if known is None:
            raise
        code, line = known
        if line:
            # Not sys.stderr, which the logs muffle while they are set up.
            print(f"rebato: {line}", file=sys.__stderr__)
        return code


def _run(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="rebato", description="The phone tree of a rapid-response network, on Telegram and Signal."
    )
    parser.add_argument("--version", action="version", version=_version() if words[:1] == ["--version"] else "")
    known = parser.add_subparsers(title="verbs", dest="verb", required=True, metavar="VERB")
    parsers = {name: known.add_parser(name, help=text, description=text) for name, text in VERBS.items()}
    if not words or words[0] not in VERBS:
        parser.parse_args(words)
    gc.set_threshold(YOUNG)
    if words[0] in ("run", "receive"):
        # Until the loop takes over: whoever stops us while we are still loading sees a clean end too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with gc_paused_then_frozen():
        verb = _module_of(words[0])
    verb.options(parsers[words[0]])
    return verb.run(parser.parse_args(words))


def _version() -> str:
    # Looked up only now: no other verb needs to know it.
    from bot.version import program_version

    return f"rebato {program_version()}"


def _module_of(verb: str) -> VerbModule:
    """Import the module of one verb, and no other's: `health` must not wait for what only `run` needs."""
    return cast("VerbModule", import_module(f"bot.verbs.{verb.replace('-', '_')}"))


if __name__ == "__main__":
    sys.exit(main())
