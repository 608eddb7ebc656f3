"""A page without the program, for what needs none; and a browser, for what only a browser shows."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright
from playwright.async_api import Page as Tab

from bot.drill.drill_network import DrillNetwork
from bot.drill.page import launch
from bot.drill.page.request_guard import TOKEN_HEADER
from bot.drill.page.restartable_drill import RestartableDrill
from bot.drill.page.web_server import PageServer
from bot.drill.participants import Participants, start_platforms

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update")


async def nobody_joins(stack: AsyncExitStack, participants: Participants) -> DrillNetwork:
    """A program that never gets ready: the phones are there, and that is all."""
    await asyncio.Event().wait()
    raise AssertionError


@dataclass
class Client:
    """Asks the server whatever anybody might ask it."""

    server: PageServer
    drill: RestartableDrill
    session: aiohttp.ClientSession

    @property
    def token(self) -> dict[str, str]:
        return {TOKEN_HEADER: self.server.guard.token}

    async def asks(self, method: str, path: str, **how: Any) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers of the answer."""
        async with self.session.request(method, self.server.address.rstrip("/") + path, **how) as answer:
            return answer.status, await answer.text(errors="replace"), dict(answer.headers)


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A page that is served, with people who have phones and no program to write to."""
    drill = RestartableDrill(nobody_joins)
    server = PageServer(drill)
    await server.start()
    while not drill.current.phones:
        await drill.version.wait(drill.version.number, 5)
    async with aiohttp.ClientSession() as session:
        yield Client(server, drill, session)
    await server.stop()
    await drill.close()


@pytest.fixture
async def participants() -> AsyncIterator[Participants]:
    """Both platforms, and people who have phones."""
    async with AsyncExitStack() as stack:
        yield await start_platforms(stack)


def _executable() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("no chromium on this machine: .ci/run installs it")
    if found is None:
        pytest.skip(f"no browser here: install one of {', '.join(BROWSERS)}")
    return found


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a window."""
    executable = _executable()
    # Chromium's own sandbox refuses to run as root, which containers often are.
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=flags)
        yield browser
        await browser.close()


@dataclass
class Window:
    """One tab of the browser, and everything it complained about."""

    tab: Tab
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note errors of the page, failed requests and broken policies."""
        self.tab.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.tab.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )


async def opened_window(browser: Browser, address: str, **how: Any) -> Window:
    """A tab that shows this address."""
    wide = {"width": 1600, "height": 900}
    context = await browser.new_context(**({"viewport": wide, "locale": "en-US", "color_scheme": "light"} | how))
    window = Window(await context.new_page(), context)
    window.listen()
    await window.tab.goto(address)
    return window


@pytest.fixture
async def drill() -> AsyncIterator[PageServer]:
    """The whole of it, with the real program, as `rebato drill` starts it."""
    async with launch.serve() as server:
        yield server


@pytest.fixture
def pictures(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where pictures go: into the docs if they shall be taken anew, else nowhere that stays."""
    if request.config.getoption("--pictures"):
        return Path(__file__).parents[3] / "docs" / "pictures"
    return tmp_path
