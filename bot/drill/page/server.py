"""The web server of the drill's page: on this computer only."""

import re
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import web

from alerts.places.place import on_earth
from bot.drill.loopback import Loopback
from bot.drill.page.guard import Guard
from bot.drill.page.handset import GROUP, PRIVATE, Handset
from bot.drill.page.performance import Phase
from bot.drill.page.player import Player, Speed
from bot.drill.page.playhouse import Playhouse
from bot.drill.phone import NotPossibleError
from locales.catalogue import UnknownLanguage
from locales.drill.texts import texts

STATIC = Path(__file__).parent / "static"
LONGEST_WAIT = 20.0
"""Seconds that a browser waits for a change before it asks again."""
BIGGEST_PHOTO = 10 * 1024 * 1024
LONGEST_TEXT = 20_000
"""Characters; the apps send what is longer than theirs in parts."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
}
_FILES = {str(path.relative_to(STATIC)): path for path in STATIC.rglob("*") if path.suffix in _TYPES}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
"""How the kinds begin that every browser shows."""
_VERSION = re.compile("[0-9]{1,15}")


class PageServer:
    """Serves the page, its state and what is done on it."""

    def __init__(self, playhouse: Playhouse) -> None:
        self.guard = Guard()
        self._playhouse = playhouse
        self._loopback = Loopback()

    @property
    def address(self) -> str:
        """What to open."""
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
        picture = self._playhouse.now.album.picture(request.match_info["name"])
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
        await self._playhouse.board.wait(known, LONGEST_WAIT)
        return web.json_response(self._playhouse.view())

    async def _story(self, request: web.Request) -> web.Response:
        wanted = await _object(request)
        player = self._playhouse.now.player
        if wanted.get("do") == "over":
            self._playhouse.start_over()
        elif player is None:
            raise web.HTTPConflict(text="Everybody is still joining.")
        else:
            _direct(player, wanted)
        return web.json_response({})

    async def _phone(self, request: web.Request) -> web.Response:
        handset = self._handset(request)
        wanted = await _object(request)
        act = _ACTS.get(str(wanted.get("do")))
        if act is None:
            raise web.HTTPBadRequest(text="A phone can do: " + ", ".join(_ACTS))
        await self._acting(lambda: act(handset, wanted))
        return web.json_response({})

    async def _send_photo(self, request: web.Request) -> web.Response:
        handset = self._handset(request)
        photo = await request.read()
        if not photo.startswith(_PICTURES):
            raise web.HTTPUnsupportedMediaType(text="Send a JPEG, PNG, GIF or WebP.")
        await self._acting(lambda: handset.sends_photo(photo))
        return web.json_response({})

    def _handset(self, request: web.Request) -> Handset:
        handset = self._playhouse.now.handsets.get(request.match_info["phone"])
        if handset is None:
            raise web.HTTPNotFound(text="Nobody here has this phone.")
        return handset

    async def _acting(self, act: Callable[[], Awaitable[None]]) -> None:
        if self._playhouse.now.phase is Phase.FAILED:
            raise web.HTTPConflict(text="The program has ended: nobody would answer.")
        self._playhouse.now.taken_over()
        try:
            await act()
        except NotPossibleError as why:
            raise web.HTTPConflict(text=str(why)) from None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            raise web.HTTPBadRequest(text="Something is missing in this, or is not what it should be.") from None


async def _object(request: web.Request) -> dict[str, Any]:
    """The JSON object that was sent. Other types of content are what another site's form could send."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send JSON.")
    try:
        wanted = await request.json()
    except (ValueError, LookupError, RecursionError):
        raise web.HTTPBadRequest(text="That is no JSON.") from None
    if not isinstance(wanted, dict):
        raise web.HTTPBadRequest(text="Send an object.")
    return wanted


def _direct(player: Player, wanted: dict[str, Any]) -> None:
    match wanted:
        case {"do": "play"}:
            player.play()
        case {"do": "pause"}:
            player.pause()
        case {"do": "step"}:
            player.step()
        case {"do": "speed", "speed": str(speed)} if speed in set(Speed):
            player.at(Speed(speed))
        case _:
            raise web.HTTPBadRequest(text="The story can: play, pause, step, speed, over.")


async def _say(handset: Handset, wanted: dict[str, Any]) -> None:
    text = wanted["text"][:LONGEST_TEXT]
    text.encode()  # half a character, which no app can send, is a ValueError
    await handset.says(text, _chat(wanted))


async def _tap(handset: Handset, wanted: dict[str, Any]) -> None:
    number = wanted["message"]
    if not isinstance(number, int) or number < 0:
        raise ValueError("messages are numbered from 0")
    await handset.taps(str(wanted["button"]), number, _chat(wanted))


async def _place(handset: Handset, wanted: dict[str, Any]) -> None:
    latitude, longitude = float(wanted["latitude"]), float(wanted["longitude"])
    if not on_earth((latitude, longitude)):
        raise ValueError("nowhere on earth")
    await handset.sends_place(latitude, longitude)


async def _off(handset: Handset, wanted: dict[str, Any]) -> None:
    handset.goes_off()


async def _on(handset: Handset, wanted: dict[str, Any]) -> None:
    await handset.comes_back()


def _chat(wanted: dict[str, Any]) -> str:
    return GROUP if wanted.get("chat") == GROUP else PRIVATE


_ACTS: dict[str, Callable[[Handset, dict[str, Any]], Awaitable[None]]] = {
    "say": _say,
    "tap": _tap,
    "place": _place,
    "off": _off,
    "on": _on,
}
