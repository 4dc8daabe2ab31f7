"""The generated pages in docs/ say what the tables say."""

from __future__ import annotations

import pytest

from docs.build import PAGES
from tests.house.plan import HOUSE


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name: str) -> None:
    page = HOUSE / "docs" / name
    written = page.read_text(encoding="utf-8") if page.exists() else ""
    assert written == PAGES[name](), (
        f"docs/{name} does not say what the tables say: run `make docs` and commit the result."
    )
