"""Every chart that a test of the views draws is held against Altair's schema."""

from __future__ import annotations

import pytest

from views.layers import Layers


@pytest.fixture(autouse=True)
def _checked_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Layers, "is_checked", True)
