"""The REST service's errors: the words are those of bbernhard/signal-cli-rest-api and AsamK/signal-cli."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

INVALID = "Couldn't process request - invalid request"
UNTRUSTED = "Unable to complete request due to untrusted recipient keys"
FAILED = "Failed to send message"
RATE_LIMITED = (
    "Failed to send message due to rate limiting. Use the attached challenge tokens to lift the rate limit "
    "restrictions via the '/v1/accounts/{number}/rate-limit-challenge' endpoint."
)
NO_ATTACHMENT = "No attachment with that name found"
NO_GROUP = "No group with that id found"


class RestRefusalError(Exception):
    """The refusal of a call, which the service answers with an error."""

    def __init__(self, status: int, error: str, **more: object) -> None:
        super().__init__(error)
        self.status = status
        self.body: Json = {"error": error} | more


def bad(error: str) -> RestRefusalError:
    """Make a 400, with the reason as the service words it."""
    return RestRefusalError(400, error)


def rate_limited(account: str, tokens: list[str]) -> RestRefusalError:
    """Make a 429; a token of "" means that waiting helps, any other that a captcha is wanted."""
    return RestRefusalError(429, RATE_LIMITED, challenge_tokens=tokens, account=account)
