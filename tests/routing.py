"""Let AppTest run pages through `app.py`, as a browser does."""

from __future__ import annotations

import pytest
from streamlit.runtime.pages_manager import PagesManager


def turn_old_router_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Streamlit's older router off, which AppTest turns on again at every run.

    It does so because `pages/` exists; the guard in `session.open_page()` would then rerun and
    lose button clicks. Private API, tests only, here only.
    """
    made = PagesManager.__init__

    def made_without_old_router(self: PagesManager, *args: object, **kwargs: object) -> None:
        made(self, *args, **kwargs)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", made_without_old_router)
