"""What thousands of tests would otherwise do again, each for itself: done once in each process.

The tests that are about these very things (making a database, waiting for the disk) ask for
`true_stores` and get the app's own ways.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from streamlit.components.v2 import manifest_scanner

from store import database, opening

_create, _WRITING = opening._create, database._WRITING


def copy_new_stores(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a new database be a copy of one that the app made, and not wait for the disk.

    Running all migrations took a twentieth of a second for each of a thousand tests.
    """
    made = folder / "new.sqlite3"
    _create(made)

    def copied(path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{uuid4().hex}")
        shutil.copy(made, draft)
        with suppress(FileExistsError):  # another thread was quicker
            path.hardlink_to(draft)
        draft.unlink()

    no_wait = tuple(each.replace("synchronous=FULL", "synchronous=OFF") for each in _WRITING)
    assert no_wait != _WRITING
    patch.setattr(opening, "_create", copied)
    patch.setattr(database, "_WRITING", no_wait)


def make_stores_truly(patch: pytest.MonkeyPatch) -> None:
    """Make databases as the app does."""
    patch.setattr(opening, "_create", _create)
    patch.setattr(database, "_WRITING", _WRITING)


def search_packages_once(patch: pytest.MonkeyPatch) -> None:
    """Keep what Streamlit finds in the installed packages; every AppTest searches them all."""
    search = cache(manifest_scanner.scan_component_manifests)
    patch.setattr(manifest_scanner, "scan_component_manifests", search)
