from __future__ import annotations

from datetime import date

import pytest

from core.errors import EntryError
from store.typed import check_day

TODAY = date(2026, 11, 23)


def refused(day: date) -> EntryError:
    with pytest.raises(EntryError) as caught:
        check_day(day, TODAY, field="local_date")
    return caught.value


def test_a_day_to_come_is_refused_as_the_pages_write_days() -> None:
    error = refused(date(2026, 12, 1))
    assert error.what == "Tue 1 Dec is still to come."
    assert error.advice == "Choose a day up to today, Mon 23 Nov."


def test_a_day_before_watches_is_refused_with_its_year() -> None:
    error = refused(date(1999, 12, 31))
    assert error.what == "Fri 31 Dec 1999 is too long ago."
    assert error.advice == "Choose a day from 1 Jan 2000 on, up to today."
