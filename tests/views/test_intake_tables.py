from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from core.activity import Issue
from core.athlete import Profile
from core.findings import Review
from core.intake import Batch, BatchKind, Outcome, TakenIn
from tests.makers import make_activities, make_review
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


def dropped(*items: TakenIn, kind: BatchKind = BatchKind.UPLOAD) -> Batch:
    return Batch(id=1, kind=kind, created_at=datetime(2026, 11, 19, 17, 4, tzinfo=UTC), items=items)


def reasons(*items: TakenIn) -> list[str]:
    return [line.reason for line in intake_tables.lines(dropped(*items), REVIEW)]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((RUN,), "1 run is in."),
        ((RUN, RUN, RIDE), "2 runs are in."),
        ((RUN, BROKEN, ROUTE), "1 run is in. 2 of 3 files could not be used."),
        ((RUN, AGAIN), "1 run is in. 1 was already here."),
        ((AGAIN,), "Nothing new: this file is already here."),
        ((AGAIN, AGAIN), "Nothing new: all 2 files are already here."),
        ((BROKEN,), "Nothing is in. 1 of 1 file could not be used."),
        ((RIDE,), "No run among these files."),
    ],
)
def test_the_answer_counts_runs_first_and_faults_second(
    items: tuple[TakenIn, ...], said: str
) -> None:
    assert intake_words.answer(dropped(*items)) == said


def test_without_a_fresh_drop_the_answer_is_what_is_in_altogether() -> None:
    said = intake_words.answer_now(make_review(), [dropped(RUN, BROKEN)], is_fresh=False)
    assert said == "36 runs are in, 1 file could not be used."


def test_an_empty_store_asks_for_the_first_runs() -> None:
    assert (
        intake_words.answer_now(make_review(runs=()), [], is_fresh=False) == "Add your first runs."
    )


def test_the_caption_says_when_in_the_zone_of_the_runner_and_which_days() -> None:
    assert intake_words.caption(dropped(RUN, RIDE), REVIEW) == (
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


def test_a_name_is_shown_as_it_is_and_not_as_markdown() -> None:
    odd = replace(BROKEN, filename="**a**_[b](c).fit")
    (line,) = intake_tables.lines(dropped(odd), REVIEW)
    assert line.name == r"\*\*a\*\*\_\[b\](c).fit"


def test_files_of_which_the_same_is_to_be_said_share_a_line() -> None:
    (line,) = intake_tables.lines(dropped(BROKEN, replace(BROKEN, filename="two.fit")), REVIEW)
    assert line.name == "bad.fit and 1 more"


def test_faults_come_first() -> None:
    lines = intake_tables.lines(dropped(RUN, AGAIN, ROUTE, BROKEN), REVIEW)
    assert [line.mark.word for line in lines] == ["Refused", "Skipped", "Already here", "Read"]


def test_a_good_run_needs_no_look() -> None:
    lines = intake_tables.lines(dropped(RUN, RIDE, DOUBTFUL, BROKEN), REVIEW)
    shown = intake_tables.chosen(lines, intake_tables.TO_LOOK_AT)
    assert [line.mark.word for line in shown] == ["Refused", "Kept, no run", "Read, note"]


def test_each_choice_says_how_many_files_are_behind_it() -> None:
    labels = intake_tables.choices(dropped(RUN, RIDE, BROKEN))
    assert list(labels.values()) == ["To look at · 2", "Read · 2", "All · 3"]


def test_a_faultless_drop_opens_with_what_was_read() -> None:
    assert intake_tables.first_choice(dropped(RUN)) == intake_tables.READ


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
