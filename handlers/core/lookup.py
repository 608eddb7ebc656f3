"""Looking a town up, which no transaction waits for."""

from alerts.places.named_place import PlaceQuery


class LookupWanted(Exception):
    """A turn that cannot be answered before something is looked up: it is undone, and begun anew with what was found.

    So nobody who reports meanwhile waits for the database, and a crash in between loses nothing.
    """

    def __init__(self, query: PlaceQuery) -> None:
        super().__init__()
        self.query = query
