from __future__ import annotations

from datetime import date

import pytest

from core.athlete import Profile
from tests.makers import make_review
from views import load_tables
from views.windows import TWELVE_WEEKS, window

SHOWN = window(TWELVE_WEEKS, first_day=None, today=date(2026, 11, 19))


@pytest.mark.parametrize(("is_metric", "unit"), [(True, "km"), (False, "mi")])
def test_every_distance_of_a_table_is_shown_in_tenths(is_metric: bool, unit: str) -> None:
    review = make_review(profile=Profile(is_metric=is_metric))
    runs, days = (table(review, shown=SHOWN) for table in (load_tables.runs, load_tables.days))
    assert runs.tenths == (f"Distance, {unit}", f"Longest before, {unit}")
    assert days.tenths == (f"Distance, {unit}",)
