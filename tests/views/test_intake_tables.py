from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from core.activity import Issue
from core.athlete import Profile
from core.findings import Review
from core.intake import Batch, BatchKind, Choice, Outcome, Progress, TakenIn
from tests.makers import make_activities, make_batch, make_review
from views import intake_tables, intake_words
from views.intake_bar import intake_bar
from views.theme import DARK

REVIEW: Review = replace(
    make_review(profile=Profile(timezone="Europe/Berlin")),
    activities=make_activities(
        {
            "activity_id": 1,
            "local_date": datetime(2026, 11, 18, tzinfo=UTC).date(),
            "avg_heart_rate_bpm": 151.6,
            "avg_stance_balance_left_pct": 48.0,
        },
        {
            "activity_id": 2,
            "local_date": datetime(2026, 11, 1, tzinfo=UTC).date(),
            "sport": "cycling",
        },
    ),
)
RUN = TakenIn(filename="run.fit", outcome=Outcome.READ, activity_ids=(1,), sports=("running",))
RIDE = TakenIn(filename="ride.fit", outcome=Outcome.READ, activity_ids=(2,), sports=("cycling",))
AGAIN = TakenIn(
    filename="copy.fit", outcome=Outcome.DUPLICATE, activity_ids=(1,), sports=("running",)
)
BROKEN = TakenIn(
    filename="bad.fit",
    outcome=Outcome.REFUSED,
    error_code="DamagedFile",
    what="Not one sample could be read.",
    advice="Export it again.",
)
ROUTE = replace(BROKEN, filename="route.gpx", outcome=Outcome.SKIPPED)
DOUBTFUL = replace(
    RUN, issues=(Issue(code="crc", severity="warning", message="The check sum is wrong."),)
)


def dropped(*items: TakenIn, **how: Any) -> Batch:
    return make_batch(*items, created_at=datetime(2026, 11, 19, 17, 4, tzinfo=UTC), **how)


def told(**columns: Any) -> str:
    run = {"activity_id": 1, "local_date": date(2026, 11, 18)}
    review = replace(REVIEW, activities=make_activities(run | columns))
    return intake_tables.lines([RUN], review)[0].reason


def test_a_balance_of_one_value_is_not_called_even() -> None:
    said = told(avg_stance_balance_left_pct=50.0, is_balance_constant=True)
    assert "balance not measured (one value from start to end)" in said


def test_a_heart_rate_of_one_value_is_no_heart_rate() -> None:
    said = told(avg_heart_rate_bpm=150.0, max_heart_rate_bpm=150.0, heart_rate_coverage_pct=0.0)
    assert said.count("150") == 1


def reasons(*items: TakenIn) -> list[str]:
    return [line.reason for line in intake_tables.lines(items, REVIEW)]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((RUN,), "1 run is in."),
        ((RUN, RUN, RIDE), "2 runs are in."),
        ((RUN, BROKEN), "1 run is in. 1 of 2 files could not be used."),
        ((RUN, ROUTE), "1 run is in. 1 of 2 files held no activity."),
        (
            (RUN, BROKEN, replace(ROUTE, n_files=9000)),
            "1 run is in. 1 of 9,002 files could not be used, 9,000 held no activity.",
        ),
        ((), "There were no files in it."),
        ((RUN, AGAIN), "1 run is in. 1 was already here."),
        ((AGAIN,), "Nothing new: this file is already here."),
        ((AGAIN, AGAIN), "Nothing new: all 2 files are already here."),
        ((BROKEN,), "Nothing is in. 1 of 1 file could not be used."),
        ((RIDE,), "No run among these files."),
        ((RIDE, AGAIN), "No new run is in. 1 was already here."),
    ],
)
def test_the_answer_counts_runs_first_and_faults_second(
    items: tuple[TakenIn, ...], said: str
) -> None:
    assert intake_words.answer(dropped(*items)) == said


def test_without_a_fresh_drop_the_answer_is_what_is_in_altogether() -> None:
    said = intake_words.answer_now(make_review(), [dropped(RUN, BROKEN)], is_fresh=False)
    assert said == "36 runs are in, 1 file could not be used."


def test_a_drop_that_brought_only_a_copy_says_that_no_run_is_new() -> None:
    batch = replace(dropped(RUN, n_spare=1), n_runs=0)
    assert (
        intake_words.answer(batch)
        == "No new run is in. 1 further recording of an outing that counts already is set aside."
    )


def test_many_further_recordings_are_counted_as_recordings() -> None:
    said = intake_words.answer(replace(dropped(RUN, n_spare=21), n_runs=16))
    assert said == (
        "16 runs are in. 21 further recordings of outings that count already are set aside."
    )


def test_an_empty_store_asks_for_the_first_runs() -> None:
    assert (
        intake_words.answer_now(make_review(runs=()), [], is_fresh=False) == "Add your first runs."
    )


def test_the_caption_says_when_in_the_zone_of_the_runner_and_which_days() -> None:
    batch = dropped(RUN, RIDE, first_date=date(2026, 11, 1), last_date=date(2026, 11, 18))
    assert intake_words.caption(batch, REVIEW) == (
        "Today, 18:04. Activities from Sun 1 Nov to Wed 18 Nov. Your files were not changed."
    )


def test_a_sample_is_called_one() -> None:
    batch = dropped(RUN, kind=BatchKind.SAMPLE)
    assert intake_words.heading(batch, is_fresh=True) == "The sample runner: 1 file"


def test_the_four_parts_add_up_to_all_files() -> None:
    parts = intake_words.parts(dropped(RUN, DOUBTFUL, AGAIN, ROUTE, BROKEN))
    assert [(part.n_files, part.word) for part in parts] == [
        (2, "read"),
        (1, "duplicate"),
        (1, "skipped"),
        (1, "refused"),
    ]


def test_a_read_file_is_listed_with_its_figures() -> None:
    assert reasons(RUN) == ["Run on Wed 18 Nov: 10.0 km, 1:00:00, 152 bpm, balance 52.0 % right."]


def test_a_ride_is_kept_and_says_that_it_counts_in_no_run_figure() -> None:
    assert reasons(RIDE) == ["Ride on Sun 1 Nov: 10.0 km, 1:00:00. It counts in no run figure."]


def test_a_refused_file_says_what_happened_and_what_to_do() -> None:
    assert reasons(BROKEN) == ["Not one sample could be read. Export it again."]


def test_a_duplicate_says_what_it_is_a_copy_of() -> None:
    assert reasons(AGAIN)[0].startswith("The same file is already in. Run on Wed 18 Nov")


def test_what_was_lost_of_a_read_file_is_said() -> None:
    assert reasons(DOUBTFUL)[0].endswith("The check sum is wrong.")


def test_what_was_left_out_without_harm_is_said_too() -> None:
    issue = Issue(code="trailing_bytes", severity="info", message="3 bytes were left out.")
    assert reasons(replace(RUN, issues=(issue,)))[0].endswith("3 bytes were left out.")


def test_where_nothing_was_read_nothing_is_called_faultless() -> None:
    notes = [part.note for part in intake_words.parts(dropped(BROKEN))]
    assert notes == ["nothing new", "already here", "no activity", "nothing usable"]


def test_a_name_is_shown_as_it_is_and_not_as_markdown() -> None:
    odd = replace(BROKEN, filename="**a**_[b](c).fit")
    (line,) = intake_tables.lines([odd], REVIEW)
    assert line.name == r"\*\*a\*\*\_\[b\](c).fit"


@pytest.mark.parametrize(("name", "shown"), [(" .gpx", ".gpx"), (" ", "a file without a name")])
def test_blanks_around_a_name_do_not_break_its_bold_type(name: str, shown: str) -> None:
    (line,) = intake_tables.lines([replace(BROKEN, filename=name)], REVIEW)
    assert line.name == shown


def test_files_of_which_the_same_is_to_be_said_share_a_line() -> None:
    more = replace(BROKEN, filename="two.fit", n_files=3)
    (line,) = intake_tables.lines([BROKEN, more], REVIEW)
    assert line.name == "bad.fit and 3 more"


def test_the_order_is_that_of_the_report() -> None:
    lines = intake_tables.lines((BROKEN, ROUTE, AGAIN, DOUBTFUL, RIDE, RUN), REVIEW)
    assert [line.mark.word for line in lines] == [
        "Refused",
        "Skipped",
        "Already here",
        "Read, note",
        "Kept, no run",
        "Read",
    ]


def test_each_choice_says_how_many_files_are_behind_it() -> None:
    labels = intake_tables.choices(dropped(RUN, RIDE, BROKEN), n_twice=1)
    assert list(labels.values()) == ["To look at · 3", "Read · 2", "All · 3"]


def test_a_file_that_is_to_look_at_for_two_reasons_is_one_file() -> None:
    labels = intake_tables.choices(dropped(RIDE, BROKEN), n_twice=1)
    assert labels[Choice.TO_LOOK_AT] == "To look at · 2"


def test_a_faultless_drop_opens_with_what_was_read() -> None:
    assert intake_tables.first_choice(dropped(RUN)) is Choice.READ


def test_a_bad_file_is_never_red() -> None:
    colours = {mark.colour for mark in intake_tables.MARKS.values()}
    assert "red" not in colours


def test_an_activity_taken_out_since_is_no_error() -> None:
    assert reasons(replace(RUN, activity_ids=(99,))) == [""]


@pytest.mark.parametrize("items", [(), (RUN,), (RUN, AGAIN, ROUTE, BROKEN)])
def test_the_bar_has_a_part_for_each_outcome_that_occurred(items: tuple[TakenIn, ...]) -> None:
    spec = intake_bar(intake_words.parts(dropped(*items)), DARK).to_dict()
    (rows,) = spec["datasets"].values()
    assert len(rows) == len(items)


def test_the_bar_ends_at_all_files() -> None:
    spec = intake_bar(intake_words.parts(dropped(RUN, RUN, BROKEN)), DARK).to_dict()
    (rows,) = spec["datasets"].values()
    assert pl.DataFrame(rows)["to_share"].to_list() == pytest.approx([2 / 3, 1.0])


def test_an_unfinished_batch_says_so() -> None:
    assert intake_words.earlier(dropped(RUN, is_finished=False), REVIEW).endswith("Not finished.")


@pytest.mark.parametrize(("items", "said"), [((), "no file so far"), ((RUN,), "1 file so far")])
def test_an_unfinished_batch_says_how_far_it_came(items: tuple[TakenIn, ...], said: str) -> None:
    batch = dropped(*items, is_finished=False)
    assert intake_words.heading(batch, is_fresh=False) == f"Your last upload, not finished: {said}"
    assert said in intake_words.unfinished(batch)


@pytest.mark.parametrize(
    ("items", "said"),
    [((), "No file is in so far."), ((AGAIN,), "No new run is in. 1 was already here.")],
)
def test_an_unfinished_batch_claims_nothing_of_all_files(
    items: tuple[TakenIn, ...], said: str
) -> None:
    assert intake_words.answer(dropped(*items, is_finished=False)) == said


@pytest.mark.parametrize(
    ("n_done", "elapsed_s", "said"),
    [
        (0, 0.0, "0 of 5,000 files"),
        (1000, 20.0, "1,000 of 5,000 files, 50 a second, 1:20 left"),
        (10, 4.0, "10 of 5,000 files, 2.5 a second, 33:16 left"),
    ],
)
def test_progress_says_rate_and_time_left(n_done: int, elapsed_s: float, said: str) -> None:
    so_far = Progress(n_done=n_done, n_known=5000, elapsed_s=elapsed_s, filename="a.fit")
    assert intake_words.progress(so_far) == said


def test_a_run_with_too_little_heart_rate_says_that_it_has_no_load() -> None:
    thin = REVIEW.activities.with_columns(heart_rate_coverage_pct=pl.lit(50.0))
    (line,) = intake_tables.lines([RUN], replace(REVIEW, activities=thin))
    assert "Heart rate for 50\u00a0% of the run: no heart-rate load." in line.reason


def test_a_run_dated_in_the_future_says_why_nothing_counts_it() -> None:
    unseen = replace(RUN, activity_ids=(99,))
    (line,) = intake_tables.lines([unseen], replace(REVIEW, n_ahead=1))
    assert line.reason == intake_tables.AHEAD


def test_a_file_that_says_itself_that_it_is_dated_in_the_future_says_it_once() -> None:
    note = Issue(code="clock", severity="warning", message="It came in dated in the future.")
    unseen = replace(RUN, activity_ids=(99,), issues=(note,))
    (line,) = intake_tables.lines([unseen], replace(REVIEW, n_ahead=1))
    assert line.reason == note.message


def test_the_answer_tells_of_activities_in_the_future_and_calls_them_no_runs() -> None:
    ahead = replace(dropped(RUN), n_runs=0, n_ahead=1)
    assert intake_words.answer(ahead) == "No new run is in. 1 activity is dated after the upload."


def test_the_caption_tells_of_activities_in_the_future() -> None:
    said = intake_words.caption(dropped(RUN), replace(REVIEW, n_ahead=2))
    assert "2 activities are dated in the future" in said
