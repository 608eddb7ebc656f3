"""Who may talk to the page, and what it says to everybody else."""

import io
import json

import pytest

from bot.drill.page.request_guard import TOKEN_HEADER
from tests.drill.page.conftest import Client

STATE = "/api/state?after=0"
PAGES = ("/", "/static/js/main.js", "/static/css/base.css", "/static/vendor/preact.js", "/static/icon.svg")


async def test_our_own_address_is_served_by_both_of_its_names(client: Client) -> None:
    for host in client.server.guard.hosts:
        for page in PAGES:
            status, _, _ = await client.asks("GET", page, headers={"Host": host})
            assert status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]", "rebind.example:80", ""]
)
async def test_a_foreign_host_is_refused_everywhere(client: Client, host: str) -> None:
    for path in (*PAGES, STATE, "/nowhere"):
        status, text, _ = await client.asks("GET", path, headers={"Host": host, **client.token})
        assert status in (400, 403)
        assert client.server.guard.token not in text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1", "file://"])
async def test_a_foreign_origin_is_refused_even_with_the_token(client: Client, origin: str) -> None:
    headers = {"Origin": origin, **client.token}
    for method, path in (("GET", "/"), ("GET", STATE), ("POST", "/api/story")):
        status, _, _ = await client.asks(method, path, headers=headers, json={"do": "over"})
        assert status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
async def test_what_another_page_makes_the_browser_send_is_refused(client: Client, site: str) -> None:
    headers = {"Sec-Fetch-Site": site, **client.token}
    assert (await client.asks("GET", STATE, headers=headers))[0] == 403


@pytest.mark.parametrize("token", ["", "x", "ñ", "0" * 43])
async def test_nothing_is_told_and_nothing_is_done_without_the_token(client: Client, token: str) -> None:
    headers = {TOKEN_HEADER: token} if token else {}
    for method, path in (
        ("GET", STATE),
        ("GET", "/api/texts/en"),
        ("POST", "/api/story"),
        ("POST", "/api/phones/rosa"),
    ):
        status, _, _ = await client.asks(method, path, headers=headers, json={"do": "say", "text": "migra"})
        assert status == 403
    assert client.drill.current.phones["rosa"].actor.phone.history == []


async def test_the_page_carries_the_token_that_opens_the_rest(client: Client) -> None:
    _, html, _ = await client.asks("GET", "/")
    assert f'<meta name="drill-token" content="{client.server.guard.token}">' in html
    status, text, _ = await client.asks("GET", STATE, headers=client.token)
    assert status == 200
    assert [phone["id"] for phone in json.loads(text)["phones"]] == ["rosa", "dana", "marisol", "jean", "tomas"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/nowhere"), ("PUT", "/"), ("GET", "/static/none.js"), ("GET", STATE)]
)
async def test_every_answer_has_a_strict_policy_and_is_kept_by_nobody(client: Client, method: str, path: str) -> None:
    _, _, headers = await client.asks(method, path)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../web_server.py", "/static/%2e%2e/web_server.py", "/static/js/../../web_server.py",
        "/static//etc/passwd", "/static/vendor/preact.LICENSE", "/static/js", "/static/",
        "/photos/none", "/photos/..%2fweb_server.py",
    ],
)  # fmt: skip
async def test_only_the_pages_own_files_are_served(client: Client, path: str) -> None:
    status, _, _ = await client.asks("GET", path)
    assert status == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/story", {"do": "fly"}), ("/api/story", []), ("/api/story", "over"), ("/api/story", {}),
        ("/api/phones/rosa", {"do": "fly"}), ("/api/phones/rosa", {"do": "say"}), ("/api/phones/rosa", {}),
        ("/api/phones/rosa", {"do": "tap", "message": 99, "button": "x"}),
        ("/api/phones/rosa", {"do": "tap", "message": -1, "button": "x"}),
        ("/api/phones/rosa", {"do": "tap", "message": "0", "button": "x"}),
        ("/api/phones/rosa", {"do": "place", "latitude": "here", "longitude": 0}),
        ("/api/phones/rosa", {"do": "place", "latitude": 91, "longitude": 0}),
        ("/api/phones/rosa", {"do": "place", "latitude": "nan", "longitude": 0}),
        ("/api/phones/rosa", {"do": "say", "text": "\ud800"}),
        ("/api/phones/rosa", {"do": "say", "text": "   "}),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_gets_a_clear_no(client: Client, path: str, body: object) -> None:
    status, _, _ = await client.asks("POST", path, json=body, headers=client.token)
    assert status in (400, 409)
    assert client.drill.current.phones["rosa"].actor.phone.history == []


async def test_what_another_sites_form_could_send_is_refused(client: Client) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        headers = {"Content-Type": kind, **client.token}
        status, _, _ = await client.asks("POST", "/api/phones/rosa", data='{"do": "say", "text": "x"}', headers=headers)
        assert status == 415


async def test_junk_instead_of_json_and_an_unknown_phone_or_language_are_told(client: Client) -> None:
    headers = {"Content-Type": "application/json", **client.token}
    assert (await client.asks("POST", "/api/story", data=b"{\xff", headers=headers))[0] == 400
    assert (await client.asks("POST", "/api/phones/nobody", json={"do": "off"}, headers=client.token))[0] == 404
    assert (await client.asks("GET", "/api/texts/tlh", headers=client.token))[0] == 404


@pytest.mark.parametrize("picture", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"%PDF-1.7"])
async def test_what_no_browser_shows_as_a_picture_is_refused(client: Client, picture: bytes) -> None:
    assert (await client.asks("POST", "/api/phones/rosa/photo", data=picture, headers=client.token))[0] == 415


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/" + "a" * 300 + ".js", {}), ("/api/state?after=" + "9" * 5000, {}),
        ("/api/state?after=-1", {}), ("/api/state?after=%D9%A3", {}), ("/api/texts/..%2Fen", {}),
    ],
)  # fmt: skip
async def test_odd_addresses_get_an_answer_like_all_others(client: Client, path: str, headers: dict[str, str]) -> None:
    status, _, answered = await client.asks("GET", path, headers=headers | client.token)
    assert status in (200, 404)
    assert "Content-Security-Policy" in answered


@pytest.mark.parametrize("body", ["[" * 100_000, '{"do": "place", "latitude": ' + "9" * 400 + ', "longitude": 0}', "{"])
async def test_odd_json_gets_an_answer_like_all_others(client: Client, body: str) -> None:
    headers = {"Content-Type": "application/json", **client.token}
    status, _, answered = await client.asks("POST", "/api/phones/rosa", data=body, headers=headers)
    assert status == 400
    assert "Content-Security-Policy" in answered


async def test_a_photo_beyond_every_phones_size_is_refused(client: Client) -> None:
    photo = io.BytesIO(b"x" * 11_000_000)
    status, _, _ = await client.asks("POST", "/api/phones/rosa/photo", data=photo, headers=client.token)
    assert status == 413
