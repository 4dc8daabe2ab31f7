"""What a visitor does, and how a test waits for the answer; see the order in `settle`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

SLOW_MS = 60_000  # a shared machine; an error is looked for before anything is waited for
ROOMS = ("", "Balance", "Load", "Run", "Tests", "Strength", "Upload", "Profile")
TITLES = {"": "Today"}
ALL_DRAWN = """
() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
  .every((chart) => chart.querySelector('canvas, svg.marks'))
"""

QUIET_FOR_MS = """
(quiet) => new Promise((done) => {
  let timer = setTimeout(done, quiet);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, quiet); })
    .observe(document.body, { subtree: true, childList: true, attributes: true });
})
"""


def title_of(room: str) -> str:
    """The title that a room shows; Today answers at the bare address."""
    return TITLES.get(room, room)


def settle(page: Page) -> None:
    """Wait until the script has run, look for an error, and let every chart be drawn."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=SLOW_MS)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=SLOW_MS)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.wait_for_function(ALL_DRAWN, timeout=SLOW_MS)


def arrive(page: Page, room: str) -> None:
    """Wait until a room shows its title, or an error, which is a failure at once."""
    title = main(page).get_by_role("heading", level=1, name=title_of(room))
    error = page.get_by_test_id("stException")
    expect(title.or_(error).first).to_be_visible(timeout=SLOW_MS)
    expect(error).to_have_count(0)
    settle(page)


def visit(page: Page, url: str, room: str = "") -> None:
    """Open a room by its address and wait until it stands."""
    page.goto(f"{url}/{room}")
    arrive(page, room)


def walk(page: Page, room: str) -> None:
    """Go to another room by the sidebar, as a runner does; the session stays."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title_of(room), exact=True).click()
    arrive(page, room)


def main(page: Page) -> Locator:
    """The part of the page beside the sidebar."""
    return page.get_by_test_id("stMain")


def drop(page: Page, files: Sequence[Path | str]) -> None:
    """Give files to the uploader, which must be on the page."""
    page.locator("[class*=st-key-files_] input[type=file]").set_input_files(list(files))


def uploaded(page: Page) -> None:
    """Wait until a first drop is read: the uploader is a new one, empty again."""
    expect(page.locator(".st-key-files_1 input[type=file]")).to_be_attached(timeout=SLOW_MS)
    settle(page)


def show_all_files(page: Page) -> None:
    """Show the lines of all files of the last drop, not only of those to look at."""
    page.locator("[class*=st-key-files_shown_]").get_by_text(re.compile("^All")).click()
    settle(page)


def says(page: Page, words: str) -> None:
    """Wait until the page says these words, then until it rests."""
    expect(main(page).get_by_text(re.compile(words)).first).to_be_visible(timeout=SLOW_MS)
    settle(page)


def text_of(page: Page) -> str:
    """All that the page says, once it rests."""
    rest(page)
    return main(page).inner_text()


def rest(page: Page) -> None:
    """Wait until nothing has moved for half a second: before a picture or a whole text is taken."""
    page.evaluate(QUIET_FOR_MS, 500)
