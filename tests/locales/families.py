"""Keys that the program puts together from a prefix and a name: every prefix, with every name it can take."""

from collections.abc import Mapping

from locales.commands import COMMANDS

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "command.": tuple(COMMANDS),
}
