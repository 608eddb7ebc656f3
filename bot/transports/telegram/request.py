"""python-telegram-bot's requests over aiohttp: a fraction of the CPU that its own request costs.

Beside being cheaper it tells apart what the default request mixes up: a request that never left, one that may
have been heard, and a flood answer without parameters.
"""

import json
import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.process.timeouts import SharedTimeouts
from bot.transports.telegram.fill_missing import mend

if TYPE_CHECKING:
    from telegram._utils.types import JSONDict, ODVInput

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; the public Bot API hands out no larger files (getFile)."""
FLOOD_SECONDS = 5.0
"""How long to wait after a 429 that doesn't say."""

_KEPT = 64
"""Addresses: a bot has one for each method."""
_FORM = "application/x-www-form-urlencoded"
_OK, _OK_END, _TOO_LARGE, _TOO_MANY, _FAULT = 200, 300, 413, 429, 500
_RETRY_WORDS = re.compile(r"retry after (\d+)", re.IGNORECASE)


class NotSentError(NetworkError):
    """A request that never left: no connection could be made."""


class UnansweredError(NetworkError):
    """A request that left, or may have, without an answer that says what became of it."""


class FloodError(TelegramError):
    """A 429 without retry_after in its parameters; `seconds` is what its words say, else FLOOD_SECONDS."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One pool of connections to one Bot API server. All timeouts are seconds."""

    def __init__(self, *, connect: float = 5.0, read: float = 20.0, write: float = 20.0, pool: int = 64) -> None:
        self._connect = connect
        self._read = read
        self._write = write
        self._pool = pool
        self._session: aiohttp.ClientSession | None = None
        self._ended = False
        self._timeouts = SharedTimeouts()
        self._url = lru_cache(_KEPT)(partial(URL, encoded=True))

    @property
    def read_timeout(self) -> float | None:
        """Seconds of silence after which an answer is given up."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool, also once it was shut down; nothing is connected yet."""
        self._ended = False
        self._open()

    def _open(self) -> aiohttp.ClientSession:
        """Return the pool, opened by whoever asks first: pictures are fetched through transports never started."""
        if self._ended:
            # To open it once more would leave a pool behind that nobody closes.
            raise NotSentError("closed")
        if self._session is None or self._session.closed:
            # Idle connections are dropped early: a request on one that the server is closing is an Unknown.
            connector = aiohttp.TCPConnector(limit=self._pool, keepalive_timeout=15)
            headers = {"User-Agent": self.USER_AGENT}
            # The Bot API sets no cookies; to look for them at each answer would cost all the same.
            self._session = aiohttp.ClientSession(
                connector=connector, headers=headers, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session

    async def shutdown(self) -> None:
        """Close the pool; what is under way ends as unanswered, and what comes later as not sent."""
        self._ended = True
        if self._session is not None:
            await self._session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> "JSONDict":
        """Parse as the base class does, but never log the payload: it holds what people wrote."""
        try:
            parsed: JSONDict = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            parsed = {}
        if not isinstance(parsed, dict):
            parsed = {}
        if not parsed:
            raise UnansweredError("the answer is not a JSON object")
        mend(parsed.get("result"))
        return parsed

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        write_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        connect_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        pool_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one exchange, and return the answer's status and body.

        Raises NotSentError, UnansweredError, FloodError, BadRequest (an answer or upload that is too large).
        """
        connect = _seconds(connect_timeout, self._connect)
        read = _seconds(read_timeout, self._read)
        files = request_data is not None and request_data.contains_files
        write = _seconds(write_timeout, self._write) if files else 0.0
        phases = _phases(connect, read if files else None, _seconds(pool_timeout, 0.0))
        # No exception text is kept, and no cause: aiohttp's may show the address, and the token stands in it.
        try:
            with self._timeouts.limit(connect + read + write):
                status, payload = await self._exchange(url, method, request_data, phases)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise NotSentError(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnansweredError(type(error).__name__) from None
        return _judged(status, payload)

    async def _exchange(
        self, url: str, method: str, request_data: RequestData | None, phases: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        async with self._open().request(
            method,
            self._url(url),
            data=_body(request_data),
            timeout=phases,
            allow_redirects=False,
        ) as response:
            if method == "GET":
                return response.status, await _capped(response)
            return response.status, await response.read()


@lru_cache(_KEPT)
def _phases(connect: float, read: float | None, pool: float) -> aiohttp.ClientTimeout:
    """Return timeouts without a total, which we set ourselves; silence counts apart only where much is uploaded."""
    return aiohttp.ClientTimeout(connect=connect + pool, sock_connect=connect, sock_read=read)


def _seconds(value: "ODVInput[float]", default: float) -> float:
    return float(value) if isinstance(value, int | float) else default


def _body(data: RequestData | None) -> aiohttp.BytesPayload | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return aiohttp.BytesPayload(data.url_encoded_parameters().encode(), content_type=_FORM)
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


async def _capped(response: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for chunk in response.content.iter_chunked(65536):
        content += chunk
        if len(content) > LARGEST_FILE:
            raise BadRequest("file is too big")
    return bytes(content)


def _judged(status: int, payload: bytes) -> tuple[int, bytes]:
    """Return the answer, where the base class reads it rightly; else raise the error that it would blur."""
    if _OK <= status < _OK_END and re.search(rb'"ok"\s*:\s*false', payload[:64]):
        # Some servers answer 200 to everything and say the rest in the body.
        status = _stated_code(payload)
    if status >= _FAULT:
        raise UnansweredError(f"status {status}")
    if status == _TOO_LARGE:
        raise BadRequest("request entity too large")
    if status == _TOO_MANY:
        _raise_without_parameters(payload)
    return status, payload


def _stated_code(payload: bytes) -> int:
    try:
        code = int(json.loads(payload)["error_code"])
    except (ValueError, KeyError, TypeError):
        code = 0
    return code if code >= _OK_END else _FAULT


def _raise_without_parameters(payload: bytes) -> None:
    try:
        answer = json.loads(payload)
        if (answer.get("parameters") or {}).get("retry_after"):
            return
        words = str(answer.get("description", ""))
    except (ValueError, AttributeError):
        words = ""
    found = _RETRY_WORDS.search(words)
    raise FloodError(float(found.group(1)) if found else FLOOD_SECONDS)
