"""The web server of the drill's page: on this computer only."""

import re
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import web

from alerts.places.place import on_earth
from bot.drill.loopback_server import LoopbackServer
from bot.drill.page.drill_run import Phase
from bot.drill.page.page_phone import GROUP, PRIVATE, PagePhone
from bot.drill.page.request_guard import RequestGuard
from bot.drill.page.restartable_drill import RestartableDrill
from bot.drill.page.story_player import Speed, StoryPlayer
from bot.drill.screen import NotPossibleError
from locales.catalogue import UnknownLanguage
from locales.drill.texts import texts

STATIC = Path(__file__).parent / "static"
LONGEST_WAIT = 20.0
"""Seconds that a browser waits for a change before it asks again."""
BIGGEST_PHOTO = 10 * 1024 * 1024
"""Bytes."""
LONGEST_TEXT = 20_000
"""Most characters of a message that are taken; the apps send a longer one in parts."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
}
_FILES = {str(path.relative_to(STATIC)): path for path in STATIC.rglob("*") if path.suffix in _TYPES}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
"""The first bytes of the kinds of picture that every browser shows."""
_VERSION = re.compile("[0-9]{1,15}")


class PageServer:
    """The HTTP server of the page, its state, and what is done on it."""

    def __init__(self, drill: RestartableDrill) -> None:
        self.guard = RequestGuard()
        self._drill = drill
        self._loopback = LoopbackServer()

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"http://127.0.0.1:{self.guard.port}/"

    async def start(self, port: int = 0) -> None:
        """Listen on this port; 0 takes a free one. Raises OSError where it is taken."""
        app = web.Application(middlewares=[self.guard.middleware], client_max_size=BIGGEST_PHOTO)
        app.router.add_get("/", self._index)
        app.router.add_get("/static/{name:[a-z0-9/._-]+}", self._static)
        app.router.add_get("/photos/{name}", self._photo)
        app.router.add_get("/api/texts/{language}", self._texts)
        app.router.add_get("/api/state", self._state)
        app.router.add_post("/api/story", self._story)
        app.router.add_post("/api/phones/{phone}", self._phone)
        app.router.add_post("/api/phones/{phone}/photo", self._send_photo)
        await self._loopback.start(app, port)
        self.guard.port = self._loopback.port

    async def stop(self) -> None:
        """Stop listening."""
        await self._loopback.stop()

    async def _index(self, request: web.Request) -> web.Response:
        html = (STATIC / "index.html").read_text(encoding="utf-8")
        return web.Response(text=html.replace("{token}", escape(self.guard.token)), content_type="text/html")

    async def _static(self, request: web.Request) -> web.Response:
        path = _FILES.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), headers={"Content-Type": _TYPES[path.suffix]})

    async def _photo(self, request: web.Request) -> web.Response:
        picture = self._drill.current.photos.picture(request.match_info["name"])
        if picture is None:
            raise web.HTTPNotFound
        # Whatever was sent as a picture is shown as one, never as a page.
        return web.Response(body=picture, content_type="image/jpeg")

    async def _texts(self, request: web.Request) -> web.Response:
        try:
            return web.json_response(texts(request.match_info["language"]))
        except UnknownLanguage:
            raise web.HTTPNotFound from None

    async def _state(self, request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        known = int(after) if _VERSION.fullmatch(after) else 0
        await self._drill.version.wait(known, LONGEST_WAIT)
        return web.json_response(self._drill.view())

    async def _story(self, request: web.Request) -> web.Response:
        wanted = await _object(request)
        player = self._drill.current.player
        if wanted.get("do") == "over":
            self._drill.start_over()
        elif player is None:
            raise web.HTTPConflict(text="Everybody is still joining.")
        else:
            _direct(player, wanted)
        return web.json_response({})

    async def _phone(self, request: web.Request) -> web.Response:
        phone = self._phone_of(request)
        wanted = await _object(request)
        act = _ACTS.get(str(wanted.get("do")))
        if act is None:
            raise web.HTTPBadRequest(text="A phone can do: " + ", ".join(_ACTS))
        await self._acting(lambda: act(phone, wanted))
        return web.json_response({})

    async def _send_photo(self, request: web.Request) -> web.Response:
        phone = self._phone_of(request)
        photo = await request.read()
        if not photo.startswith(_PICTURES):
            raise web.HTTPUnsupportedMediaType(text="Send a JPEG, PNG, GIF or WebP.")
        await self._acting(lambda: phone.sends_photo(photo))
        return web.json_response({})

    def _phone_of(self, request: web.Request) -> PagePhone:
        phone = self._drill.current.phones.get(request.match_info["phone"])
        if phone is None:
            raise web.HTTPNotFound(text="Nobody here has this phone.")
        return phone

    async def _acting(self, act: Callable[[], Awaitable[None]]) -> None:
        if self._drill.current.phase is Phase.FAILED:
            raise web.HTTPConflict(text="The program has ended: nobody would answer.")
        self._drill.current.pause_story()
        try:
            await act()
        except NotPossibleError as why:
            raise web.HTTPConflict(text=str(why)) from None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            raise web.HTTPBadRequest(text="Something is missing in this, or is not what it should be.") from None


async def _object(request: web.Request) -> dict[str, Any]:
    """Read the JSON object that was sent.

    Other content types are refused: another site's form could send them. Raises the HTTP answer for what is no object.
    """
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send JSON.")
    try:
        wanted = await request.json()
    except (ValueError, LookupError, RecursionError):
        raise web.HTTPBadRequest(text="That is no JSON.") from None
    if not isinstance(wanted, dict):
        raise web.HTTPBadRequest(text="Send an object.")
    return wanted


def _direct(player: StoryPlayer, wanted: dict[str, Any]) -> None:
    match wanted:
        case {"do": "play"}:
            player.play()
        case {"do": "pause"}:
            player.pause()
        case {"do": "step"}:
            player.step()
        case {"do": "speed", "speed": str(speed)} if speed in set(Speed):
            player.set_speed(Speed(speed))
        case _:
            raise web.HTTPBadRequest(text="The story can: play, pause, step, speed, over.")


async def _say(phone: PagePhone, wanted: dict[str, Any]) -> None:
    text = wanted["text"][:LONGEST_TEXT]
    text.encode()  # half a character, which no app can send, is a ValueError
    await phone.says(text, _chat(wanted))


async def _tap(phone: PagePhone, wanted: dict[str, Any]) -> None:
    number = wanted["message"]
    if not isinstance(number, int) or number < 0:
        raise ValueError("messages are numbered from 0")
    await phone.taps(str(wanted["button"]), number, _chat(wanted))


async def _place(phone: PagePhone, wanted: dict[str, Any]) -> None:
    latitude, longitude = float(wanted["latitude"]), float(wanted["longitude"])
    if not on_earth((latitude, longitude)):
        raise ValueError("nowhere on earth")
    await phone.sends_place(latitude, longitude)


async def _off(phone: PagePhone, wanted: dict[str, Any]) -> None:
    phone.goes_off()


async def _on(phone: PagePhone, wanted: dict[str, Any]) -> None:
    await phone.comes_back()


def _chat(wanted: dict[str, Any]) -> str:
    return GROUP if wanted.get("chat") == GROUP else PRIVATE


_ACTS: dict[str, Callable[[PagePhone, dict[str, Any]], Awaitable[None]]] = {
    "say": _say,
    "tap": _tap,
    "place": _place,
    "off": _off,
    "on": _on,
}
