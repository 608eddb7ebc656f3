"""What a start costs in looks for garbage: none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused_then_frozen() -> Iterator[None]:
    """Look for no garbage while entered, and never again among what was made until then.

    What is loaded stays until the end. Python would go through all of it a dozen times while it is loaded, and again
    every some thousand messages: an eighth of a start's time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
