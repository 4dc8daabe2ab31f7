"""Nothing that axe-core can see keeps a runner out: names, roles and contrast, on every page."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, Visitor
from tests.browser.server import Server
from tests.browser.visit import ROOMS, rest, title_of, visit

PHONE = {"width": 390, "height": 844}
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# What Streamlit and Vega draw by themselves: the rule, a part of the selector, and why it stays.
NOT_OURS = (
    ("svg-img-alt", ".metric_chart_"),  # empty marks below a metric; its figure stands in words
    ("svg-img-alt", ".part_brush"),  # the brush of a lane; two menus above it do the same
    # The chosen segment is written in the primary colour, which has to carry white on buttons.
    ("color-contrast", 'button[data-selected="true"]'),
)
RUN = """
async (tags) => {
  const seen = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return seen.violations.flatMap((rule) =>
    rule.nodes.map((node) => [rule.id, node.target.flat().join(' '), node.html.slice(0, 160)]));
}
"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def complaints(page: Page, axe: str) -> list[str]:
    """What axe-core finds on the page, less what is not ours to change."""
    rest(page)
    page.evaluate(axe)
    found: Sequence[tuple[str, str, str]] = page.evaluate(RUN, TAGS)
    return [
        f"{rule} {target}: {html}"
        for rule, target, html in found
        if not any(rule == known and part in target for known, part in NOT_OURS)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("room", ROOMS, ids=title_of)
def test_axe_finds_nothing_on_a_page_of_the_sample_wide_or_narrow(
    axe: str, sample_server: Server, visitor: Visitor, room: str, scheme: str
) -> None:
    page = visitor(viewport=DESK, color_scheme=scheme).page
    visit(page, sample_server.url, room)
    wide = complaints(page, axe)
    page.set_viewport_size(PHONE)
    assert {"wide": wide, "narrow": complaints(page, axe)} == {"wide": [], "narrow": []}


@pytest.mark.parametrize("room", ROOMS, ids=title_of)
def test_axe_finds_nothing_on_a_page_of_an_empty_store(
    axe: str, server: Server, visitor: Visitor, room: str
) -> None:
    page = visitor().page
    visit(page, server.url, room)
    assert complaints(page, axe) == []


def test_a_picture_without_words_and_a_pale_one_would_be_seen(axe: str, visitor: Visitor) -> None:
    page = visitor().page
    page.set_content(
        "<html lang=en><title>t</title><main><img src='data:,'><p style='color: #aaa'>pale</p>"
    )
    assert {line.split()[0] for line in complaints(page, axe)} == {"image-alt", "color-contrast"}
