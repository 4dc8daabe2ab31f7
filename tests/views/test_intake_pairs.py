from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.athlete import Profile
from core.intake import Choice, Outcome, Pair, Recording, Richer, StoredPair, TakenIn, Verdict
from tests.makers import make_batch, make_review
from views import intake_pairs
from views.intake_outings import outings

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


def copy(
    counts_id: int, spare_id: int, verdict: Verdict = Verdict.SAME, **changes: Any
) -> StoredPair:
    pair = Pair(spare_id=spare_id, counts_id=counts_id, verdict=verdict, because=Richer.POWER)
    counts, spare = side(f"{counts_id}.fit"), side(f"{spare_id}.fit", **changes)
    return StoredPair(pair=pair, counts=counts, spare=spare)


def copies(n: int, verdict: Verdict = Verdict.SAME) -> list[StoredPair]:
    """Each of `n` recordings paired with each other one; the first is the richest."""
    return [copy(a, b, verdict) for a in range(1, n + 1) for b in range(a + 1, n + 1)]


def reason(**how: Any) -> str:
    (line,) = intake_pairs.lines(outings([stored(**how)]), REVIEW)
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


def test_a_pair_of_two_sports_says_why_it_is_asked_about() -> None:
    assert "but as different sports" in reason(verdict=Verdict.ASKED, sport="cycling")


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
    (line,) = intake_pairs.lines(outings([stored(verdict)]), REVIEW)
    assert line.answers == answers


def test_an_upload_shows_its_own_pairs_and_no_older_question() -> None:
    batch = make_batch(created_at=datetime(2026, 11, 19, tzinfo=UTC))
    own, asked = copy(1, 2, batch_id=batch.id), copy(3, 4, Verdict.ASKED)
    found = outings([own, asked, copy(5, 6)])
    assert intake_pairs.of_batch(found, batch) == found[:1]


def test_of_a_pair_only_the_files_of_the_upload_are_counted() -> None:
    batch = make_batch(created_at=datetime(2026, 11, 19, tzinfo=UTC))
    found = outings([copy(1, 2, batch_id=batch.id), copy(1, 3, batch_id=batch.id), copy(5, 6)])
    assert intake_pairs.n_files(found, batch) == 2


def test_only_an_open_question_waits_for_an_answer() -> None:
    assert intake_pairs.is_asked(outings([copy(1, 2), copy(3, 4, Verdict.ASKED)]))
    assert not intake_pairs.is_asked(outings([copy(1, 2), copy(3, 4, Verdict.APART)]))


def test_pairs_are_something_to_look_at() -> None:
    found = outings([stored()])
    assert intake_pairs.chosen(found, Choice.TO_LOOK_AT) == found
    assert intake_pairs.chosen(found, Choice.ALL) == found
    assert intake_pairs.chosen(found, Choice.READ) == ()


def test_the_heading_counts_outings_recordings_and_questions_apart() -> None:
    found = outings([*copies(3), copy(13, 14, Verdict.ASKED), copy(15, 16, Verdict.ASKED)])
    assert intake_pairs.heading(found) == (
        "Recorded more than once: 3 outings, 2 recordings set aside, 2 for you to decide"
    )


def test_both_files_are_named() -> None:
    (line,) = intake_pairs.lines(outings([stored()]), REVIEW)
    assert line.name == "rich.fit and poor.gpx"


def test_many_copies_of_one_outing_are_one_line_that_lists_them() -> None:
    (line,) = intake_pairs.lines(outings(copies(4)), REVIEW)
    assert line.name == "1.fit, 2.fit, 3.fit and 4.fit"
    assert line.reason.startswith("The same run in 4 files; 1.fit counts. All files are kept.")


def test_very_many_copies_are_not_all_listed() -> None:
    (line,) = intake_pairs.lines(outings(copies(9)), REVIEW)
    assert line.name == "1.fit, 2.fit, 3.fit, 4.fit, 5.fit and 4 more"


def test_one_answer_is_given_for_all_copies() -> None:
    (line,) = intake_pairs.lines(outings(copies(4)), REVIEW)
    assert line.answers == {Verdict.APART: "Count all 4"}
    assert len(line.pairs) == 6


def test_copies_that_were_parted_are_one_line_too() -> None:
    (line,) = intake_pairs.lines(outings(copies(3, Verdict.APART)), REVIEW)
    assert line.reason.startswith("You said that these are apart. All count.")


def test_a_question_is_asked_once_and_not_for_each_copy() -> None:
    asked = [copy(1, 9, Verdict.ASKED), copy(2, 9, Verdict.ASKED), copy(3, 9, Verdict.ASKED)]
    found = outings([*asked, *copies(3)])
    assert [each.verdict for each in found] == [Verdict.ASKED, Verdict.SAME]
    assert found[0].pairs == (asked[0],)


def test_a_question_that_only_a_copy_raises_is_still_asked() -> None:
    asked = copy(2, 9, Verdict.ASKED)
    assert outings([asked, *copies(3)])[0].pairs == (asked,)


def test_an_activity_without_a_named_sport_is_an_outing() -> None:
    pair = stored()
    unnamed = replace(pair, counts=replace(pair.counts, sport="generic"))
    (line,) = intake_pairs.lines(outings([unnamed]), REVIEW)
    assert line.reason.startswith("The same outing from two sources;")


def test_faults_come_before_what_was_recorded_twice() -> None:
    files = [TakenIn(filename="a", outcome=each) for each in (Outcome.READ, Outcome.REFUSED)]
    twice = outings([stored()])
    found = intake_pairs.report(files, twice, shown=twice, choice=Choice.TO_LOOK_AT, review=REVIEW)
    assert [line.mark.word for line in found] == ["Refused", "Came twice", "Kept, no run"]


def test_a_file_that_holds_a_copy_says_that_another_one_counts() -> None:
    item = TakenIn(filename="99.fit", outcome=Outcome.READ, activity_ids=(99,), sports=("running",))
    found = outings([copy(1, 99)])
    (line,) = intake_pairs.report([item], found, shown=(), choice=Choice.ALL, review=REVIEW)
    assert line.mark.word == "Came twice"
    assert line.reason == "Kept, and set aside: another recording of the same outing counts."


def test_two_lengths_at_once_are_the_doubt_where_both_are_known() -> None:
    assert "they differ in length" in reason(verdict=Verdict.ASKED)
