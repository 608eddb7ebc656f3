"""The service's endpoints beside messages and groups: profile, identities, captchas, receipts, reactions, deletions."""

from bot.drill.screen import Change, Screen
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.phone import SignalPhone
from bot.drill.signal.refusals import Json, bad
from bot.drill.signal.requests import integer, text
from bot.drill.signal.sends import SignalSender, recipient_kind
from bot.drill.signal.world import Correspondent, SignalWorld

CAPTCHA = "signalcaptcha://"
MISSING = "Couldn't process request - {} missing"


class SignalAccount:
    """What the account can do besides writing messages; a refusal is raised as the service words it."""

    def __init__(self, world: SignalWorld, groups: list[SignalGroup], sender: SignalSender) -> None:
        self._world = world
        self._groups = groups
        self._sender = sender

    def update_profile(self, body: Json) -> None:
        """Set the name people see."""
        if not text(body, "name"):
            raise bad(MISSING.format("profile name"))
        self._world.profile = {"name": text(body, "name"), "about": text(body, "about")}

    def update_contact(self, body: Json) -> None:
        """Set after how many seconds messages in the chat with somebody vanish."""
        if not text(body, "recipient"):
            raise bad(MISSING.format("recipient"))
        person = self._person(text(body, "recipient"))
        if isinstance(person, SignalPhone):
            person.expiration = integer(body, "expiration_in_seconds")

    def identities(self) -> list[Json]:
        """List everybody's keys, and how far they are trusted."""
        return [
            {
                "number": person.number if person.number_shared else "",
                "status": _trust_level(person),
                "fingerprint": person.safety_number[:30],
                "added": "1700000000000",
                "safety_number": person.safety_number,
                "uuid": person.uuid,
            }
            for person in self._world.people
        ]

    def trust(self, address: str, body: Json) -> None:
        """Accept somebody's new keys, by comparing the safety number or blindly."""
        number = body.get("verified_safety_number")
        everything = bool(body.get("trust_all_known_keys"))
        if number is None and not everything:
            raise bad(
                "Couldn't process request - please either provide a safety number (preferred & more secure) "
                "or set 'trust_all_known_keys' to true"
            )
        if number is not None and everything:
            raise bad(
                "Couldn't process request - please either provide a safety number or set "
                "'trust_all_known_keys' to true. But do not set both parameters at once!"
            )
        person = self._person(address)
        if number is not None and str(number).replace(" ", "") != person.safety_number:
            raise bad(
                "Failed to set the trust for this number, make sure the number and the "
                "fingerprint/safety number are correct."
            )
        person.trusted = True
        person.verified = number is not None

    def challenge(self, body: Json) -> None:
        """Hand in a solved captcha."""
        for name in ("challenge_token", "captcha"):
            if not text(body, name):
                raise bad(MISSING.format(name.replace("_", " ")))
        limits = self._sender.limits
        right = limits.challenge == text(body, "challenge_token")
        if not right or not text(body, "captcha").startswith(CAPTCHA):
            raise bad("Captcha rejected, it may be outdated, already used or solved from a different IP address.")
        limits.challenge = ""

    def receipt(self, body: Json) -> None:
        """Tell somebody that their message was read."""
        if not text(body, "recipient"):
            raise bad(MISSING.format("recipient"))
        if text(body, "receipt_type") not in ("read", "viewed"):
            raise bad("Couldn't process request - receipt type must be read or viewed")
        if not integer(body, "timestamp"):
            raise bad(MISSING.format("timestamp"))
        person = self._person(text(body, "recipient"))
        if isinstance(person, SignalPhone):
            person.receipts.append((text(body, "receipt_type"), integer(body, "timestamp")))

    def typing(self, body: Json, start: bool) -> None:
        """Show that the account is typing, or not any more."""
        screen = self._screen(text(body, "recipient"))
        if start and isinstance(screen, SignalPhone):
            screen.typing += 1

    def react(self, body: Json, remove: bool) -> None:
        """Put an emoji on a message, or take it away."""
        names = ("recipient", "target_author") if remove else ("recipient", "reaction", "target_author")
        for name in names:
            if not text(body, name):
                raise bad(MISSING.format(name))
        if not integer(body, "timestamp"):
            raise bad(MISSING.format("timestamp"))
        screen = self._screen(text(body, "recipient"))
        shown = screen.find(str(integer(body, "timestamp")))
        if shown is None:
            return
        if remove:
            shown.reactions.pop("", None)
        else:
            shown.reactions[""] = text(body, "reaction")
        screen.changed(shown, Change.REACTED)

    def remote_delete(self, body: Json) -> Json:
        """Take an own message back from everyone."""
        screen = self._screen(text(body, "recipient"))
        shown = screen.find(str(integer(body, "timestamp")))
        if shown is not None and not shown.by:
            shown.deleted = True
            screen.changed(shown, Change.DELETED)
        return {"timestamp": str(self._world.stamp())}

    def _screen(self, recipient: str) -> Screen:
        if recipient_kind(recipient) == "group":
            group = next((each for each in self._groups if each.group_id == recipient), None)
            if group is None:
                raise bad("Group not found")
            return group
        return self._person(recipient).screen()

    def _person(self, address: str) -> Correspondent:
        person = self._world.person(address)
        if person is None or not person.registered:
            raise bad(f"The user {address} is not registered.")
        return person


def _trust_level(person: Correspondent) -> str:
    if not person.trusted:
        return "UNTRUSTED"
    return "TRUSTED_VERIFIED" if person.verified else "TRUSTED_UNVERIFIED"
