from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store
from tests.store.makers import make_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, opened for athlete 1."""
    opened = make_store(tmp_path)
    yield opened
    opened.close()
