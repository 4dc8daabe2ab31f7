"""Real watch files for the tests: read in place, never part of the repository."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("EVENSTRIDE_CORPUS", HOUSE.parent / "shared" / "corpus"))
NOT_HERE = (
    "The corpus of real watch files is not here: their licences do not let them be part of the "
    "repository. Name its folder in EVENSTRIDE_CORPUS to run this."
)


def corpus() -> Path:
    """The folder of real watch files, or a skip that says what is missing."""
    if not CORPUS.is_dir():
        pytest.skip(NOT_HERE)
    return CORPUS


def corpus_file(name: str) -> Path:
    """One file of the corpus by its path below the folder, such as `fit/suunto9-run.fit`."""
    file = corpus() / name
    if not file.is_file():
        pytest.skip(f"The corpus has no file {name}.")
    return file


def expected() -> dict[str, Any]:
    """What several independent decoders agree on for each file of the corpus."""
    return json.loads(corpus_file("expected.json").read_text(encoding="utf-8"))
