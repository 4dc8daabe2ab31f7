"""What every page shares: the runner's day, in whatever zone the browser names."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.corpus import HOUSE


@pytest.mark.parametrize("zone", ["Etc/Unknown", "", None, "Pacific/Kiritimati"])
def test_a_page_opens_whatever_zone_the_browser_names(zone: str | None) -> None:
    page = AppTest.from_file(HOUSE / "app.py", default_timeout=30)
    page.context = {"timezone": zone}
    page.run()
    assert not page.exception
