"""What can go wrong with what is kept."""


class StorageError(Exception):
    """The base of all storage errors. The text is one line for the operator: what it is, and the remedy.

    It never holds a secret or anything that a person wrote.
    """
