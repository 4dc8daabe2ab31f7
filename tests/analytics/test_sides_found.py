from __future__ import annotations

from datetime import date, timedelta

from analytics.sides_found import sides_found
from core.athlete import Profile, Sex
from core.findings import Side
from tests.analytics.judged import TODAY
from tests.analytics.test_self_tests import entries

RUNNER = Profile(sex=Sex.MALE, birth_year=1992)
OLD = TODAY - timedelta(days=42)


def since(*tests: dict[str, object]) -> dict[str, date]:
    found = sides_found(entries(*tests), RUNNER, today=TODAY)
    return {test: one.since for test, one in found.items()}


def calf(left: float, right: float, day: date = TODAY) -> dict[str, object]:
    return {"test": "ST_CALF", "left_value": left, "right_value": right, "taken_on": day}


def test_a_side_counts_from_the_first_test_that_found_it() -> None:
    assert since(calf(18, 27, OLD), calf(19, 27)) == {"ST_CALF": OLD}


def test_the_other_side_begins_anew() -> None:
    assert since(calf(27, 18, OLD), calf(18, 27)) == {"ST_CALF": TODAY}


def test_a_side_that_was_gone_in_between_begins_anew() -> None:
    middle = TODAY - timedelta(days=20)
    tests = (calf(18, 27, OLD), calf(30, 30, middle), calf(18, 27))
    assert since(*tests) == {"ST_CALF": TODAY}


def test_sides_that_are_alike_are_not_found() -> None:
    assert since(calf(18, 27, OLD), calf(30, 30)) == {}


def test_how_far_apart_they_are_is_that_of_the_newest_test() -> None:
    found = sides_found(entries(calf(18, 27, OLD), calf(20, 27)), RUNNER, today=TODAY)["ST_CALF"]
    assert (found.side, round(found.lsi_pct or 0)) == (Side.LEFT, 74)
