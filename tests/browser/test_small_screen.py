"""On a phone nothing scrolls sideways, in light and in dark, with runs and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.server import Server
from tests.browser.visit import ROOMS, rest, title_of, visit

PHONE = {"width": 390, "height": 844}
SIDEWAYS = """
() => {
  const wide = (e) => e && e.scrollWidth > e.clientWidth + 1;
  const boxes = [document.documentElement, document.querySelector('[data-testid=stMain]')];
  return boxes.filter(wide).map((e) => `${e.tagName} ${e.scrollWidth} in ${e.clientWidth}`);
}
"""
BEYOND = """
() => {
  const right = document.documentElement.clientWidth + 1;
  const inMain = [...document.querySelectorAll('[data-testid=stMain] *')];
  const scrolls = (e) => e.closest('[data-testid=stDataFrame], [role=tablist]');
  return inMain.filter((e) => !scrolls(e) && e.getClientRects().length)
    .filter((e) => e.getBoundingClientRect().right > right)
    .filter((e) => !e.closest('[aria-hidden=true]') && getComputedStyle(e).position !== 'fixed')
    .slice(0, 5).map((e) => `${e.tagName} ${e.dataset.testid ?? ''} ${e.textContent.slice(0, 40)}`);
}
"""


def overflow(page: Page) -> list[str]:
    """What is wider than the screen."""
    rest(page)
    return [*page.evaluate(SIDEWAYS), *page.evaluate(BEYOND)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("room", ROOMS, ids=title_of)
def test_a_phone_shows_the_sample_without_scrolling_sideways(
    sample_server: Server, visitor: Visitor, room: str, scheme: str
) -> None:
    page = visitor(viewport=PHONE, color_scheme=scheme, has_touch=True).page
    visit(page, sample_server.url, room)
    assert overflow(page) == []


@pytest.mark.parametrize("room", ROOMS, ids=title_of)
def test_a_phone_shows_an_empty_store_without_scrolling_sideways(
    server: Server, visitor: Visitor, room: str
) -> None:
    page = visitor(viewport=PHONE, has_touch=True).page
    visit(page, server.url, room)
    assert overflow(page) == []


def test_something_too_wide_would_be_seen(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).page
    page.set_content("<div data-testid=stMain><p style='width: 500px'>too wide</p></div>")
    assert overflow(page)
