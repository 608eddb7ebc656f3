"""Making a file that takes a while, which no transaction waits for."""

from collections.abc import Callable, Hashable


class FileWanted(Exception):
    """A turn that cannot be answered before a file is made: it is undone, and begun anew with the file.

    So nobody who reports meanwhile waits for the database, as with LookupWanted.
    """

    def __init__(self, key: Hashable, make: Callable[[], bytes]) -> None:
        super().__init__()
        self.key = key
        self.make = make
