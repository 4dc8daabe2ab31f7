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
    expect(page).to_have_url(f"{server.url}/{room}")
    links = page.get_by_test_id("stSidebarNav").get_by_role("link")
    expect(links).to_have_count(len(ROOMS))
    for other in ROOMS:
        expect(
            links.and_(page.get_by_role("link", name=title_of(other), exact=True))
        ).to_be_visible()
