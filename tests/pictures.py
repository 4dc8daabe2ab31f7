"""Take the screenshots of the README: the app with the sample runner (`make pictures`)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import BROWSER_ARGS, HOUSE, Server, find_chromium
from tests.browser.visit import ROOMS, rest, says, title_of, visit

PICTURES = HOUSE / "docs" / "pictures"
DESK, PHONE = 1280, 390
FROM = {"locale": "en-NZ", "timezone_id": "Pacific/Auckland"}  # kilometres
TALLEST_PX = 1800  # what fits beside the text of a README; the page goes on below


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One screenshot: a room at a width, in light or dark."""

    room: str
    width: int = DESK
    scheme: str = "light"

    @property
    def file(self) -> Path:
        """Where it goes."""
        return PICTURES / f"{title_of(self.room).lower()}-{self.width}-{self.scheme}.png"


WANTED = (
    *(Picture(room=room) for room in ROOMS),
    *(Picture(room=room, scheme="dark") for room in ("", "Balance", "Load", "Strength")),
    *(Picture(room=room, width=PHONE) for room in ROOMS),
    *(Picture(room=room, width=PHONE, scheme="dark") for room in ("", "Balance")),
)


@contextmanager
def sample_app(browser: Browser) -> Iterator[str]:
    """The address of an app that holds the sample runner."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            server.start()
            page = browser.new_page(**FROM)
            visit(page, server.url)
            page.locator(".st-key-try_sample button").first.click()
            says(page, "A sample runner, not you")
            page.close()
            yield server.url
        finally:
            server.stop()


def take(browser: Browser, url: str, picture: Picture) -> None:
    """Open the room, let it come to rest, and keep what it shows."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": 900},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        **FROM,
    )
    visit(page, url, picture.room)
    rest(page)
    page.set_viewport_size({"width": picture.width, "height": height_of(page)})
    rest(page)
    page.screenshot(path=picture.file)
    page.close()
    print(picture.file.relative_to(HOUSE))


def height_of(page: Page) -> int:
    """How tall the page is, up to a ceiling. Streamlit scrolls inside a box of its own."""
    tall = page.get_by_test_id("stMain").evaluate("(main) => main.scrollHeight")
    return min(max(int(tall), 600), TALLEST_PX)


def main() -> None:
    """Take every picture."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No Chromium here: install it, or name one in CHROMIUM.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGS))
        with sample_app(browser) as url:
            for picture in WANTED:
                take(browser, url, picture)
        browser.close()


if __name__ == "__main__":
    main()
