"""When an incident was seen, as people are told it."""

from datetime import datetime

from alerts.notices import Value, text


def seen_at(observed_at: datetime, *, unclear: bool) -> Value:
    """Return the moment; where nobody could say it, that it is not known. `observed_at`: aware UTC."""
    return text("seen.unclear", at=observed_at) if unclear else observed_at
