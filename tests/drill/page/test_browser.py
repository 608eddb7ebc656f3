"""The page in a real browser, with the real program behind it: clicked through, improvised on, and looked at."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Route, expect
from playwright.async_api import Page as Tab

from bot.drill.page.web_server import PageServer
from tests.drill.page.axe import violations
from tests.drill.page.conftest import Client, Window, opened_window
from tests.drill.page.people import PATIENCE, Phone

pytestmark = pytest.mark.timeout(240)
SETTING_UP = 60_000
"""Milliseconds; a loaded machine takes its time to start the program."""
STEPS = 12


async def ready(tab: Tab) -> None:
    """Everybody has joined."""
    await expect(tab.get_by_role("button", name="Play the story", disabled=False)).to_be_visible(timeout=SETTING_UP)


async def played(tab: Tab, steps: int) -> None:
    """The story has come this far."""
    bar = tab.get_by_role("progressbar")
    await expect(bar).to_have_attribute("aria-valuenow", str(steps), timeout=90_000)


async def figures(tab: Tab) -> dict[str, int]:
    """What the counts show of the newest incident."""
    words = await tab.locator(".incident").first.locator("dl > div").all_inner_texts()
    return {label: int(number) for label, number in (text.split("\n") for text in words)}


def chip(tab: Tab, name: str) -> Locator:
    """Where a phone is chosen."""
    return tab.get_by_role("group", name="Choose up to four").get_by_role("button", name=name)


def cast(tab: Tab) -> dict[str, Phone]:
    languages = {"Rosa": "es", "Dana": "en", "Marisol": "es", "Jean": "en", "Tomás": "es"}
    return {name: Phone(tab, name, language) for name, language in languages.items()}


async def test_the_story_is_played_by_clicking_and_every_phone_shows_its_part(
    browser: Browser, drill: PageServer, pictures: Path
) -> None:
    window = await opened_window(browser, drill.address)
    tab, people = window.tab, cast(window.tab)
    await expect(tab.get_by_text("Nothing leaves this computer. Everybody here is invented.")).to_be_visible()
    await ready(tab)
    for step in range(1, 7):
        await tab.get_by_role("button", name="One step").click(timeout=PATIENCE)
        await played(tab, step)
    await people["Rosa"].hears("report.received")
    await people["Marisol"].hears("verify.ask", number=1)
    await people["Dana"].hears("preview.ready", number=1, people=3)
    await people["Marisol"].has_not_heard("alert.head", town="Northampton", number=1)
    assert await figures(tab) == {"told": 0, "reached": 0, "on the way": 0, "can't": 0}

    await tab.get_by_role("button", name="One step").click()
    await played(tab, 7)
    await people["Marisol"].hears("alert.head", town="Northampton", number=1)
    await people["Jean"].hears("alert.head", town="Northampton", number=1)
    await people["Rosa"].hears("outcome.confirmed")
    await expect(chip(tab, "Tomás")).to_contain_text("new messages")

    for step in (8, 9):
        await tab.get_by_role("button", name="One step").click(timeout=PATIENCE)
        await played(tab, step)
    await expect(tab.locator(".going dd")).to_have_text("1", timeout=PATIENCE)
    await expect(tab.locator(".cannot dd")).to_have_text("1", timeout=PATIENCE)
    await tab.screenshot(path=pictures / "drill.png")

    await tab.get_by_label("Pauses").select_option("fast")
    # Phones have a button of that name too, under a message.
    await tab.locator(".story").get_by_role("button", name="Go on").click()
    await played(tab, STEPS)
    await expect(tab.get_by_role("status").first).to_contain_text("The end.")
    await expect(tab.locator(".incident .state")).to_have_text("over", timeout=PATIENCE)
    assert await figures(tab) == {"told": 3, "reached": 3, "on the way": 1, "can't": 1}
    await people["Marisol"].hears("closing.all_clear.responders")
    await people["Jean"].hears("closing.all_clear.responders")
    await people["Rosa"].hears("outcome.over")
    await chip(tab, "Rosa").click()
    await chip(tab, "Tomás").click()
    await people["Tomás"].hears("community.head", town="Northampton")
    await people["Tomás"].hears("closing.all_clear.community", town="Northampton")
    await people["Tomás"].has_not_heard("alert.head", town="Northampton", number=1)
    await people["Jean"].frame.get_by_role("button", name="Group").click()
    await people["Jean"].hears("community.head", town="Northampton")
    await expect(tab.get_by_role("listitem").filter(has_text="Number 1 in Northampton: over")).to_be_attached()
    await expect(tab.locator(".deed").filter(has_text="Dana tapped: Yes, all clear")).to_be_visible()
    assert await violations(tab) == []
    await tab.get_by_role("button", name="Dark colors").click()
    assert await violations(tab) == []
    await tab.screenshot(path=pictures / "drill-dark.png")

    await tab.get_by_role("button", name="Start over").click()
    await expect(tab.get_by_role("status").first).to_contain_text("the real program starts")
    await ready(tab)
    await expect(tab.locator(".incident")).to_have_count(0)
    await people["Marisol"].has_not_heard("verify.ask", number=1)
    assert window.complaints == []


async def test_people_take_the_phones_over(browser: Browser, drill: PageServer, pictures: Path) -> None:
    window = await opened_window(browser, drill.address, locale="es-MX", color_scheme="dark")
    tab, people = window.tab, cast(window.tab)
    rosa, dana, marisol, jean = (people[name] for name in ("Rosa", "Dana", "Marisol", "Jean"))
    await expect(tab.get_by_text("Nada sale de esta computadora.")).to_be_visible()
    assert await violations(tab) == []
    await tab.get_by_role("button", name="In English", exact=True).click()
    await ready(tab)

    # A second dispatcher: Dana invites, Marisol accepts.
    await dana.suggests("/invite dispatcher")
    invitation = await (await dana.hears("invite.made")).inner_text()
    code = re.search(r"start ([A-Za-z0-9_-]+)", invitation)
    assert code is not None
    await marisol.writes(f"/start {code[1]}")
    await marisol.hears("join.as.dispatcher")

    # Jean has no signal when he is asked to go and look.
    await jean.network()
    await rosa.suggests("/reportar")
    await rosa.hears("report.received")
    await dana.hears("card.head", number=1, town="Northampton")
    await marisol.hears("card.head", number=1, town="Northampton")
    await jean.has_not_heard("verify.ask", number=1)
    await jean.network()
    await jean.hears("verify.ask", number=1)
    await jean.suggests("Nothing there")
    await jean.hears("look.nothing")

    # Two dispatchers tap at once, each in a window of their own: one has it, the other is told who.
    beside = await opened_window(browser, drill.address)
    async with sent_together(tab, beside.tab):
        await asyncio.gather(dana.taps("choice.claim"), Phone(beside.tab, "Marisol", "es").taps("choice.claim"))
    articles = tab.get_by_role("article")
    holder = articles.filter(has=tab.locator(".toast", has_text=re.compile("You have #1 now|Ya tiene usted el #1")))
    await expect(holder).to_have_count(1, timeout=PATIENCE)
    other = articles.filter(has=tab.locator(".toast", has_text=re.compile("Taken: Marisol has #1|#1 lo tiene Dana")))
    await expect(other).to_have_count(1, timeout=PATIENCE)
    first, second = (dana, marisol) if await holder.get_attribute("id") == "phone-dana" else (marisol, dana)

    # A stale button: it is dismissed while the other has no signal and still sees the old card.
    await second.network()
    await first.taps("choice.dismiss")
    await first.taps("choice.yes.dismiss")
    await first.hears("desk.ended.dismiss", number=1, name=first.name)
    await rosa.hears("outcome.not_found")
    await second.taps("choice.confirm")
    await expect(second.frame.locator(".waiting")).to_have_count(1)
    await second.network()
    await second.reads_for_a_moment("#1")
    await second.has_not_heard("preview.responders")
    await jean.has_not_heard("alert.head", number=1, town="Northampton")

    # Nothing of this was in the story, which therefore parts from it.
    await rosa.suggests("migra")
    await rosa.hears("report.received")
    await attaches_with_the_keyboard(rosa)
    await expect(rosa.frame.get_by_role("img", name="Photo")).to_be_visible(timeout=PATIENCE)
    await dana.hears("desk.photo")
    assert await violations(tab) == []
    assert window.complaints == []


@asynccontextmanager
async def sent_together(*tabs: Tab) -> AsyncIterator[None]:
    """Hold what each of these windows sends until the last of them has sent something too."""
    taps, path = asyncio.Barrier(len(tabs)), "**/api/phones/*"

    async def hold(route: Route) -> None:
        # Else the first tap may change the card before the second window has even shown its button.
        await taps.wait()
        await route.continue_()

    for tab in tabs:
        await tab.route(path, hold)
    yield
    for tab in tabs:
        await tab.unroute(path, hold)


async def attaches_with_the_keyboard(phone: Phone) -> None:
    """Open photos and places, close them with Escape, open them again and send a picture."""
    attach = phone.frame.get_by_role("button", name=re.compile("Send a photo or a place"))
    await attach.focus()
    await attach.press("Enter")
    picture = phone.frame.get_by_role("button", name="A picture of the street")
    await expect(picture).to_be_visible()
    await picture.press("Escape")
    await expect(picture).to_have_count(0)
    await expect(attach).to_be_focused()
    await attach.press("Enter")
    assert await violations(phone.tab) == []
    await picture.press("Enter")
    await expect(attach).to_be_focused()


async def small(browser: Browser, client: Client, width: int, height: int) -> Window:
    size = {"width": width, "height": height}
    window = await opened_window(browser, client.server.address, viewport=size, has_touch=True, is_mobile=True)
    await expect(window.tab.get_by_role("article")).to_have_count(4)
    return window


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (768, 1024)])
async def test_on_a_small_screen_nothing_sticks_out_and_every_target_fits_a_thumb(
    browser: Browser, client: Client, width: int, height: int
) -> None:
    window = await small(browser, client, width, height)
    assert await window.tab.evaluate("document.documentElement.scrollWidth") <= width
    sizes = await window.tab.locator("button, select, .file, input").evaluate_all(
        "all => all.map(one => [one.textContent || one.ariaLabel, one.getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 44 || box.height < 44).map(([name]) => name)"
    )
    assert sizes == []
    assert await violations(window.tab) == []
    assert window.complaints == []


async def test_on_a_small_screen_a_name_brings_its_phone_into_view(browser: Browser, client: Client) -> None:
    window = await small(browser, client, 390, 844)
    await expect(window.tab.get_by_role("article", name="Rosa")).to_be_in_viewport()
    await chip(window.tab, "Jean").click()
    await expect(window.tab.get_by_role("article", name="Jean")).to_be_in_viewport()
    await expect(window.tab.get_by_role("article", name="Rosa")).not_to_be_in_viewport()
    await chip(window.tab, "Tomás").click()
    await expect(window.tab.get_by_role("article", name="Tomás")).to_be_in_viewport()


async def test_every_control_is_reached_with_the_tab_key_and_shows_where_it_is(
    browser: Browser, client: Client
) -> None:
    window = await opened_window(browser, client.server.address)
    tab = window.tab
    await expect(tab.get_by_role("article")).to_have_count(4)
    await tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Skip to the phones")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    wanted = await tab.locator("button, input, select:enabled").count()
    reached: set[str] = set()
    for _ in range(wanted + 40):  # and the places that scroll
        await tab.keyboard.press("Tab")
        where, outlined = await tab.evaluate(
            "() => { const on = document.activeElement;"
            " const label = on.closest('label') ? getComputedStyle(on.closest('label')).outlineStyle : 'none';"
            " const name = on.tagName + on.outerHTML.slice(0, 300) + on.closest('article')?.id;"
            " return [name, getComputedStyle(on).outlineStyle + label]; }"
        )
        if where.startswith("BODY"):
            break
        assert outlined != "nonenone", where
        if where.startswith(("BUTTON", "INPUT", "SELECT")):
            reached.add(where)
    assert len(reached) == wanted


async def test_a_page_from_another_site_can_neither_read_nor_act(
    browser: Browser, client: Client, tmp_path: Path
) -> None:
    page = tmp_path / "evil.html"
    page.write_text("<!doctype html><title>evil</title><iframe></iframe>")
    context = await browser.new_context()
    tab = await context.new_page()
    await tab.goto(page.as_uri())
    address = client.server.address
    asked = await tab.evaluate(
        "async address => { const out = []; for (const how of [{}, {mode: 'no-cors'},"
        " {method: 'POST', mode: 'no-cors', body: '{\"do\": \"over\"}'}]) {"
        " try { const got = await fetch(address + 'api/state', how); out.push([got.type, (await got.text()).length]); }"
        " catch (error) { out.push(['refused', 0]); } } return out; }",
        address,
    )
    assert all(kind in ("refused", "opaque") and length == 0 for kind, length in asked)
    assert client.drill.view()["number"] == 1


async def test_when_the_drill_has_ended_the_page_says_so(browser: Browser, client: Client) -> None:
    window = await opened_window(browser, client.server.address)
    await expect(window.tab.get_by_role("article")).to_have_count(4)
    await client.server.stop()
    await expect(window.tab.get_by_role("status").first).to_contain_text("./rebato drill", timeout=PATIENCE)
