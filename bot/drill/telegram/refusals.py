"""The Bot API's errors: the words are those of tdlib/telegram-bot-api (Client.cpp) and tdlib/td."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class BotApiRefusalError(Exception):
    """The refusal of a call, which the Bot API answers with ok: false."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Make the JSON of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(what: str) -> BotApiRefusalError:
    """Make a 400: the request is wrong."""
    return BotApiRefusalError(400, f"Bad Request: {what}")


def forbidden(what: str) -> BotApiRefusalError:
    """Make a 403: this chat will not have the bot."""
    return BotApiRefusalError(403, f"Forbidden: {what}")


def slow_down(seconds: int) -> BotApiRefusalError:
    """Make a 429, with the seconds to wait."""
    return BotApiRefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
