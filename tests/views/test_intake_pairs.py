from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.athlete import Profile
from core.intake import Choice, Pair, Recording, Richer, StoredPair, Verdict
from tests.makers import make_batch, make_review
from views import intake_pairs

REVIEW = make_review(profile=Profile(timezone="Europe/Berlin"))


def side(filename: str, **changes: Any) -> Recording:
    usual: dict[str, Any] = {
        "sport": "running",
        "local_date": date(2026, 11, 18),
        "distance_m": 10_000.0,
        "elapsed_s": 3600.0,
        "batch_id": 7,
    }
    return Recording(filename=filename, **(usual | changes))


def stored(
    verdict: Verdict = Verdict.SAME,
    because: Richer = Richer.DYNAMICS,
    shift_s: int = 0,
    **spare: Any,
) -> StoredPair:
    pair = Pair(spare_id=2, counts_id=1, verdict=verdict, because=because, shift_s=shift_s)
    return StoredPair(pair=pair, counts=side("rich.fit"), spare=side("poor.gpx", **spare))


def reason(**how: Any) -> str:
    (line,) = intake_pairs.lines([stored(**how)], REVIEW)
    return line.reason


def test_a_pair_says_which_one_counts_and_that_both_are_kept() -> None:
    assert reason() == (
        "The same run from two sources; the one with ground contact counts. Both files are kept. "
        "Wed 18 Nov, 10.0 km, 1:00:00."
    )


@pytest.mark.parametrize("because", Richer)
def test_every_reason_has_words(because: Richer) -> None:
    assert "counts" in intake_pairs.COUNTS[because]


@pytest.mark.parametrize(
    ("shift_s", "said"), [(7200, "2 hours off"), (-3600, "1 hour off"), (20_700, "5.75 hours off")]
)
def test_a_shifted_pair_is_asked_about_with_its_hours(shift_s: int, said: str) -> None:
    assert said in reason(verdict=Verdict.ASKED, shift_s=shift_s)


def test_a_pair_without_a_distance_says_why_it_is_asked_about() -> None:
    assert "a distance is missing" in reason(verdict=Verdict.ASKED, distance_m=None)


@pytest.mark.parametrize(
    ("verdict", "answers"),
    [
        (Verdict.SAME, {Verdict.APART: "Count both"}),
        (Verdict.CONFIRMED, {Verdict.APART: "Count both"}),
        (Verdict.APART, {Verdict.CONFIRMED: "Count one"}),
        (Verdict.ASKED, {Verdict.CONFIRMED: "The same run", Verdict.APART: "Two of them"}),
    ],
)
def test_every_decision_can_be_undone(verdict: Verdict, answers: dict[Verdict, str]) -> None:
    (line,) = intake_pairs.lines([stored(verdict)], REVIEW)
    assert line.answers == answers


def test_an_upload_shows_its_own_pairs_and_all_questions() -> None:
    batch = make_batch(created_at=datetime(2026, 11, 19, tzinfo=UTC))
    own, asked, other = stored(batch_id=batch.id), stored(Verdict.ASKED), stored()
    assert intake_pairs.of_batch([own, asked, other], batch) == (own, asked)


def test_pairs_are_something_to_look_at() -> None:
    found = (stored(),)
    assert intake_pairs.chosen(found, Choice.TO_LOOK_AT) == found
    assert intake_pairs.chosen(found, Choice.READ) == ()


def test_the_heading_says_how_many_wait_for_an_answer() -> None:
    found = [stored(), stored(Verdict.ASKED), stored(Verdict.ASKED)]
    assert intake_pairs.heading(found) == "Recorded twice: 3, 2 for you to decide"


def test_both_files_are_named() -> None:
    (line,) = intake_pairs.lines([stored()], REVIEW)
    assert line.name == "rich.fit and poor.gpx"
