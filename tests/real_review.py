"""A review that the real pipeline made of told activities, so that only true combinations occur."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

import pipeline
from core.athlete import Profile
from core.findings import Review
from core.schemas import BLOCKS
from tests.makers import make_activities


def make_real_review(
    *rows: dict[str, Any],
    today: date = date(2026, 11, 19),
    blocks: Sequence[pl.DataFrame] = (),
    profile: Profile | None = None,
    last_import: date | None = None,
) -> Review:
    """What the pipeline itself finds in stored activities, told as in `make_activities`.

    Args:
        rows: ACTIVITIES to be.
        today: The day of the look, and that of the last import unless told.
        blocks: BLOCKS of those activities, numbered from 1 in the order of the rows.
        profile: What the runner told.
        last_import: The day of the last import.
    """
    found = pipeline.Stored(
        activities=make_activities(*rows),
        blocks=pl.concat([BLOCKS.empty(), *blocks]),
        last_import=last_import or today,
    )
    return pipeline.look_at(found, profile=profile or Profile(), today=today)
