"""The preview of an alert: both texts as they will be read, whom they reach, who is left out, and the taps."""

from dataclasses import dataclass, replace

from alerts.incidents import alert_texts, taps
from alerts.incidents.alert_recipients import MOST_PEOPLE
from alerts.incidents.alert_snapshots import audiences, people_in
from alerts.incidents.alert_task_taps import ChooseTasks
from alerts.incidents.audience_left_out import left_out
from alerts.incidents.draft import AlertSnapshot, Draft
from alerts.incidents.outgoing_words import taken_out
from alerts.incidents.recipient_taps import ShowRecipients
from alerts.network.town import Network
from alerts.notices import Choice, Notice, Quote, Text, text
from alerts.places.phrase import phrase
from alerts.work.mail import Reach
from alerts.work.unit_of_work import UnitOfWork

MOST_PUT_BACK = 2
"""Names that are offered to be put back: more are no shops."""
_LABEL = 12


@dataclass(frozen=True, kw_only=True)
class Previewed:
    """What a dispatcher is shown, and the draft that its buttons are about."""

    draft: Draft
    notices: tuple[Notice, ...]


def both_texts(draft: Draft, shown: AlertSnapshot, language: str) -> tuple[Notice, Notice]:
    """Return the two texts of the alert in one language, each with a line above it that says who will read it."""
    return (
        _as_read(draft, "preview.responders", alert_texts.for_responders(draft.incident_id, shown), language),
        _as_read(draft, "preview.community", alert_texts.for_community(draft.incident_id, shown), language),
    )


def _as_read(draft: Draft, head: str, alert: Notice, language: str) -> Notice:
    return Notice(parts=(text(head), *alert.parts), language=language, subject_id=draft.incident_id, internal=True)


def to_one(draft: Draft, shown: AlertSnapshot) -> tuple[Notice, ...]:
    """Return what goes to the dispatcher alone: the texts exactly as they arrive, the second as groups read it."""
    return (
        Notice(parts=(text("preview.to_me", number=shown.number),), subject_id=draft.incident_id, internal=True),
        _alone(alert_texts.for_responders(draft.incident_id, shown)),
        replace(_alone(alert_texts.for_community(draft.incident_id, shown)), bilingual=True),
    )


def _alone(alert: Notice) -> Notice:
    """Return the alert as a message to one person: nobody counts as told by it, and nothing can be answered to it."""
    return Notice(parts=alert.parts, subject_id=alert.subject_id, internal=True)


async def question(uow: UnitOfWork, draft: Draft, shown: AlertSnapshot, reader: str) -> Notice:
    """Ask whether to send it: to how many, who is left out and why, and whose language the words are not in."""
    network = await uow.network()
    goers, others = audiences(shown)
    by_task, by_news = await uow.mail.reach(goers), await uow.mail.reach(others)
    parts = [
        text("preview.ready", number=shown.number, place=phrase(shown.place), people=shown.people),
        _by_transport(by_task, by_news),
        *left_out(by_task, by_news, silent=len(shown.silent), unticked=len(shown.unticked)),
    ]
    if not people_in(by_task) + people_in(by_news) and not by_task.groups:
        parts.append(text("preview.nobody"))
    parts += taken_out(shown.taken_out)
    missing = _missing(shown, network)
    if missing:
        parts.append(_one_language(missing, by_task, by_news))
    return Notice(
        parts=tuple(parts),
        choices=_choices(draft, shown, network, missing, reader),
        subject_id=draft.incident_id,
        internal=True,
    )


def _missing(shown: AlertSnapshot, network: Network) -> list[str]:
    """Return the languages of the network in which the quoted words are not there."""
    words = shown.words
    there = {words.language, *dict(words.others)} if words else set(network.languages)
    return [code for code in network.languages if code not in there]


def _one_language(missing: list[str], *by: Reach) -> Text:
    people = sum(reach.languages.get(code, 0) for reach in by for code in missing)
    return text("preview.one_language", languages=tuple(text(f"language.{code}") for code in missing), people=people)


def _choices(
    draft: Draft, shown: AlertSnapshot, network: Network, missing: list[str], reader: str
) -> tuple[tuple[Choice, ...], ...]:
    send = taps.SendAlert(draft.ticket).choice(text("choice.send")), taps.BackOut().choice(text("choice.back"))
    look = (
        taps.SendToMe(draft.ticket).choice(text("choice.to_me")),
        *(_in_language(code, draft) for code in network.languages if code != reader),
    )
    translate = tuple(_translate(code) for code in missing)
    without = (taps.LeaveWordsOut().choice(text("choice.without_words")),) if shown.words is not None else ()
    back = tuple(_put_back(index, name, draft) for index, name in enumerate(shown.perhaps_places[:MOST_PUT_BACK]))
    return tuple(row for row in (send, look, _tasks_and_who(draft, shown), translate, without, back) if row)


def _tasks_and_who(draft: Draft, shown: AlertSnapshot) -> tuple[Choice, ...]:
    few = shown.people < MOST_PEOPLE
    who = (ShowRecipients(draft.ticket).choice(text("choice.recipients")),) if few else ()
    return (ChooseTasks().choice(text("choice.tasks")), *who)


def _put_back(index: int, name: str, draft: Draft) -> Choice:
    return taps.PutBack(index, draft.ticket).choice(text("choice.put_back", name=Quote(name, _LABEL)))


def _in_language(code: str, draft: Draft) -> Choice:
    label = text("choice.preview_in", language=text(f"language.{code}"))
    return taps.PreviewIn(code, draft.ticket).choice(label)


def _translate(code: str) -> Choice:
    return taps.Translate(code).choice(text("choice.translate", language=text(f"language.{code}")))


def _by_transport(by_task: Reach, by_news: Reach) -> Text:
    lines = []
    for transport in ("telegram", "signal"):
        people = by_task.people.get(transport, 0) + by_news.people.get(transport, 0)
        groups = by_task.groups.get(transport, 0)
        if people or groups:
            lines.append(text("preview.transport", transport=transport.title(), people=people, groups=groups))
    return text("preview.reach", lines=tuple(lines)) if lines else text("preview.reach_none")
