"""Whom somebody may call: the sentence is there with a hotline and without."""

from alerts.notices import Text, text


def whom_to_call(hotline: str) -> Text:
    """Say whom to call: the hotline; where there is none (empty), a lawyer or somebody they trust."""
    return text("call.hotline", hotline=hotline) if hotline else text("call.somebody")
