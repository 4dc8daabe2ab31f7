from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.server import BROWSER_ARGS, Server, find_chromium
from tests.browser.visit import says, visit

DESK = {"width": 1280, "height": 900}
# Below a deep link Streamlit first looks for its server under that address; the 404 is its own.
PROBE = re.compile(r"/[A-Z]\w+/_stcore/(health|host-config)$")
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
        if message.type == "error" and not PROBE.search(message.location["url"]):
            self.faults.append(f"{message.text} {message.location['url']}")


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
    with new_page(browser) as watched:
        visit(watched.page, made.url)
        watched.page.locator(".st-key-try_sample button").first.click()
        says(watched.page, "A sample runner, not you")
    return made


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Make visitors, each with a browser session of its own; see `new_page`."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(new_page(browser, **options))


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The page of one visitor at a desk."""
    return visitor().page


@contextmanager
def new_page(browser: Browser, **options: Any) -> Iterator[Watched]:
    """A page in a browser session of its own, at a desk, in a zone far from UTC.

    In such a zone a date that was made in the wrong one shows. In the end nothing may have been
    asked of another machine, and the browser may have had no complaint.
    """
    told = {"viewport": DESK, "locale": "en-GB", "timezone_id": "America/New_York"} | options
    with browser.new_context(**told) as context:
        watched = Watched(context.new_page())
        yield watched
    assert watched.outside == [], "left the machine"
    assert watched.faults == [], "the browser complained"
