"""Names in .env or the environment that read like one of our settings, and are none."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

IN_DOTENV = 0.8
"""So alike (difflib's ratio) in .env, which is ours alone: TELEGRAM_TOKEN, DATABASE_URI."""
IN_ENVIRONMENT = 0.9
"""In the environment, where other programs have names too: a Kubernetes service adds SIGNAL_SERVICE_HOST."""


def misspelt(names: Iterable[str], known: Collection[str], alike: float) -> tuple[str, str] | None:
    """Return the first name that is not known and at least `alike` to one that is, with that one; None for none."""
    for name in sorted(names):
        right = get_close_matches(name.upper(), known, n=1, cutoff=alike)
        if name not in known and right:
            return name, right[0]
    return None
