from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.server import BROWSER_ARGS, Server, find_chromium
from tests.browser.visit import says, visit

DESK = {"width": 1280, "height": 900}
Visitor = Callable[..., "Watched"]


class Watched:
    """A page, and all that it asked of the outside and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outside: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.outside.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(message.text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; `make test` does without a skip."""
    chromium = find_chromium()
    if chromium is None:
        message = "No Chromium here: install it, or name one in CHROMIUM."
        if os.environ.get("EVENSTRIDE_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, headless=True, args=list(BROWSER_ARGS)
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def make_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Server]]:
    """Make servers, each with an empty store; all are stopped in the end."""
    made: list[Server] = []

    def make() -> Server:
        server = Server(tmp_path_factory.mktemp("server"))
        made.append(server)
        server.start()
        return server

    yield make
    for server in made:
        server.stop()


@pytest.fixture(scope="module")
def server(make_server: Callable[[], Server]) -> Iterator[Server]:
    """A server with an empty store for the tests of one file."""
    made = make_server()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def sample_server(make_server: Callable[[], Server], browser: Browser) -> Server:
    """A server whose store holds the sample runner; to look at, not to change."""
    made = make_server()
    with browser.new_context(viewport=DESK, timezone_id="America/New_York") as context:
        page = context.new_page()
        visit(page, made.url)
        page.locator(".st-key-try_sample button").first.click()
        says(page, "A sample runner, not you")
    return made


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Make visitors, each with a browser session of its own, who end up having seen no fault.

    The time zone is far from UTC, so that a date in the wrong zone shows.
    """
    contexts: list[BrowserContext] = []
    seen: list[Watched] = []

    def make(**options: Any) -> Watched:
        options = {
            "viewport": DESK,
            "locale": "en-GB",
            "timezone_id": "America/New_York",
        } | options
        context = browser.new_context(**options)
        contexts.append(context)
        seen.append(Watched(context.new_page()))
        return seen[-1]

    yield make
    for context in contexts:
        context.close()
    assert [url for watched in seen for url in watched.outside] == [], "left the machine"
    assert [fault for watched in seen for fault in watched.faults] == [], "the browser complained"


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The page of one visitor at a desk."""
    watched: Watched = visitor()
    return watched.page
