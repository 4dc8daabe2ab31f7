"""A cold server whose first request is a deep link shows that page inside the whole app."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visit import ROOMS, title_of, visit


@pytest.mark.parametrize("room", ROOMS, ids=title_of)
def test_a_cold_server_shows_the_page_of_its_first_link(
    server: Server, page: Page, room: str
) -> None:
    server.restart()
    visit(page, server.url, room)
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_text(
        [title_of(other) for other in ROOMS]
    )


def test_a_deep_link_keeps_its_address(server: Server, page: Page) -> None:
    server.restart()
    visit(page, server.url, "Balance")
    expect(page).to_have_url(f"{server.url}/Balance")
