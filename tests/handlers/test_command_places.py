"""Each command has a place of its own: the order of the menu and of /help is no accident."""

from collections import Counter

from handlers.areas import AREAS

COMMANDS = [command for area in AREAS for command in area.commands]


def test_no_two_commands_have_one_place_in_the_menu() -> None:
    counted = Counter(command.menu for command in COMMANDS)
    assert [place for place, commands in counted.items() if commands > 1] == []


def test_no_two_commands_have_one_place_in_help() -> None:
    counted = Counter(command.help for command in COMMANDS if command.help is not None)
    assert [place for place, commands in counted.items() if commands > 1] == []
