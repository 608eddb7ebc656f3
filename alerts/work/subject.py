"""Subjects: what notices are about, whichever area it belongs to. An incident is one."""

from typing import Protocol

from alerts.work.port import Port


class Subjects(Protocol):
    """What is common to everything that notices are about."""

    async def kind(self, subject_id: int) -> str | None:
        """Return which kind of subject it is ("incident"); None where it is gone."""
        ...


SUBJECTS = Port[Subjects]("subjects")
