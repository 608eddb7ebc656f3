"""Steps of joining."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.core.step import Step


@dataclass(frozen=True, kw_only=True)
class AskedConsent(Step):
    """The step of somebody who was told what is kept, and asked for consent and language."""

    name: ClassVar = "consent"
    code: str
    """The invitation that they opened, made comparable; empty: they came without one."""
