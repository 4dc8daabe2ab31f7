from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from core.findings import Review
from core.schemas import LOADS
from tests.makers import MadeRun, make_review
from views import effort_words

NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)  # the made runs start at noon
RUNS = [MadeRun(days_ago=n, distance_m=10_000.0) for n in (0, 1, 2, 5)]


def with_efforts(review: Review, efforts: dict[int, float]) -> Review:
    told = pl.col("activity_id").replace_strict(efforts, default=None, return_dtype=pl.Float64)
    return replace(review, activities=review.activities.with_columns(rpe_index=told))


def asked(review: Review, **how: Any) -> tuple[effort_words.EffortQuestion, ...]:
    usual: dict[str, Any] = {"now": NOW, "is_told": lambda _: False}
    return effort_words.questions(review, **(usual | how))


def effect_of(**loads: Any) -> str:
    frame = LOADS.complete(pl.DataFrame([{"activity_id": 0} | loads], strict=False))
    return effort_words.effect(make_review(runs=RUNS, loads=frame), 0)


def test_runs_of_the_last_48_hours_are_asked_about_newest_first() -> None:
    titles = [each.title for each in asked(make_review(runs=RUNS))]
    assert titles == ["How hard was today's run?", "How hard was yesterday's run?"]


def test_nobody_is_asked_about_more_than_two_runs() -> None:
    runs = [MadeRun(days_ago=0) for _ in range(5)]
    assert len(asked(make_review(runs=runs))) == 2


def test_a_run_is_asked_about_until_48_hours_have_passed() -> None:
    review = make_review(runs=[MadeRun(days_ago=2)])
    assert not asked(review)
    assert asked(review, now=datetime(2026, 11, 19, 12, tzinfo=UTC))


def test_there_is_no_answer_before_the_runner_gives_one() -> None:
    assert {each.known for each in asked(make_review(runs=RUNS))} == {None}


def test_a_run_without_an_answer_comes_before_one_that_has_it() -> None:
    review = with_efforts(make_review(runs=RUNS), {3: 5.0})  # the newest
    assert [each.known for each in asked(review)] == [None, 5]


def test_the_effort_of_a_watch_is_said_to_be_its_own() -> None:
    review = with_efforts(make_review(runs=RUNS[:1]), {0: 6.5})
    (each,) = asked(review)
    assert each.title == "Today's run: 6.5 of 10, says your watch"


def test_a_told_effort_is_not_given_to_the_watch() -> None:
    review = with_efforts(make_review(runs=RUNS[:1]), {0: 5.0})
    (each,) = asked(review, is_told=lambda _: True)
    assert each.title == "Today's run: 5 of 10, hard"


def test_a_skipped_run_is_not_asked_about() -> None:
    assert not asked(make_review(runs=RUNS[:1]), skipped={0})


def test_other_sports_are_not_asked_about() -> None:
    review = make_review(runs=RUNS)
    rides = review.activities.with_columns(sport=pl.lit("cycling"))
    assert not asked(replace(review, activities=rides))


def test_the_note_says_which_run_it_is() -> None:
    (each,) = asked(make_review(runs=RUNS[:1]))
    assert each.note.replace("\u00a0", " ") == "Thu 19 Nov, 10.0 km in 1:00:00"


@pytest.mark.parametrize(
    ("day", "said"), [(19, "today's run"), (18, "yesterday's run"), (17, "Tuesday's run")]
)
def test_a_run_is_named_by_its_day(day: int, said: str) -> None:
    assert effort_words.whose_run(date(2026, 11, day), date(2026, 11, 19)) == said


def test_beside_a_heart_rate_load_effort_changes_no_load() -> None:
    said = effect_of(session_rpe_au=210.0, load_source="hr", load_au=50.0)
    assert said == "Effort times minutes: 210. The load of this run stays that of heart rate."


def test_where_effort_is_the_load_that_is_said_with_its_number() -> None:
    said = effect_of(session_rpe_au=210.0, load_source="rpe", load_au=61.0)
    assert "It is this run's load: 61" in said


def test_without_another_load_effort_waits_for_its_scale() -> None:
    assert "once ten of your runs" in effect_of(session_rpe_au=210.0)


def test_without_a_duration_there_is_no_effort_load_of_zero() -> None:
    assert effect_of().startswith("Without a known duration")
