"""The phones as a person in front of the page uses them."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, expect
from playwright.async_api import Page as Tab

from alerts.notices import Text, Value
from bot.drill.actors import ZONE, fixed_part
from locales.catalogue import ReaderLocale

PATIENCE = 60_000
"""Milliseconds to wait for a message: Signal's pace lets one go every five seconds."""


@dataclass(frozen=True)
class Phone:
    """One person's phone on the page."""

    tab: Tab
    name: str
    language: str

    @property
    def frame(self) -> Locator:
        return self.tab.get_by_role("article", name=self.name)

    def message(self, key: str, **values: Value) -> Locator:
        """The newest message with this text."""
        return self.frame.locator(".message.them").filter(has_text=fixed_part(self.language, key, values)).last

    async def hears(self, key: str, **values: Value) -> Locator:
        message = self.message(key, **values)
        await expect(message).to_be_visible(timeout=PATIENCE)
        return message

    async def has_not_heard(self, key: str, **values: Value) -> None:
        await expect(self.message(key, **values)).to_have_count(0)

    def button(self, key: str, **values: Value) -> Locator:
        """The newest button with this label."""
        label = ReaderLocale(self.language, ZONE).text(Text(key, values))
        return self.frame.get_by_role("log").get_by_role("button", name=label, exact=True).last

    async def taps(self, key: str, **values: Value) -> None:
        await self.button(key, **values).click(timeout=PATIENCE)

    async def writes(self, text: str) -> None:
        """With the keyboard alone: into the box, and Enter."""
        box = self.frame.get_by_role("textbox")
        await box.focus()
        await box.fill(text)
        await box.press("Enter")

    async def suggests(self, part: str) -> None:
        """Take what the page suggests to say."""
        await (
            self.frame.get_by_role("group", name=re.compile("could say|podría decir"))
            .get_by_role("button", name=part)
            .first.click(timeout=PATIENCE)
        )

    async def reads_for_a_moment(self, part: str) -> None:
        """The line that answers a tap and vanishes."""
        await expect(self.frame.locator(".toast")).to_contain_text(part, timeout=PATIENCE)

    async def network(self) -> None:
        """Take the phone off the network, or bring it back."""
        await self.frame.get_by_role("button", name=re.compile("network|phone back")).click()
