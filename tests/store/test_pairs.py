from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from core.errors import NotFound
from core.intake import Pair, Trace, Verdict
from store import Store, activities, batches, pairs, removal
from tests.store.makers import START, begin, pair_with, put


def counted(store: Store) -> list[int]:
    return activities.frame(store)["activity_id"].to_list()


def two_of_one(store: Store, verdict: Verdict = Verdict.SAME) -> tuple[int, int]:
    """The one that counts, and the spare one."""
    (counts,) = put(store, b"rich").activity_ids
    (spare,) = put(store, b"poor", judge=pair_with(counts, verdict)).activity_ids
    return counts, spare


def test_of_a_pair_one_counts_and_both_are_kept(store: Store) -> None:
    counts, spare = two_of_one(store)
    assert counted(store) == [counts]
    assert activities.original(store, spare)[1] == b"poor"


def test_an_open_question_sets_nothing_aside(store: Store) -> None:
    both = two_of_one(store, Verdict.ASKED)
    assert sorted(counted(store)) == sorted(both)


@pytest.mark.parametrize(("verdict", "n_counted"), [(Verdict.CONFIRMED, 1), (Verdict.APART, 2)])
def test_the_runner_has_the_last_word(store: Store, verdict: Verdict, n_counted: int) -> None:
    two_of_one(store, Verdict.ASKED)
    pairs.decide(store, pairs.all_pairs(store)[0].pair, verdict)
    assert len(counted(store)) == n_counted
    assert pairs.all_pairs(store)[0].pair.verdict is verdict


def test_counting_both_can_be_taken_back(store: Store) -> None:
    counts, _ = two_of_one(store)
    (pair,) = [each.pair for each in pairs.all_pairs(store)]
    pairs.decide(store, pair, Verdict.APART)
    pairs.decide(store, pair, Verdict.SAME)
    assert counted(store) == [counts]


def test_without_the_one_that_counted_the_other_counts(store: Store) -> None:
    batch = begin(store)
    (counts,) = put(store, b"rich", batch_id=batch).activity_ids
    (spare,) = put(store, b"poor", judge=pair_with(counts)).activity_ids
    batches.undo(store, batch)
    assert counted(store) == [spare]
    assert pairs.all_pairs(store) == ()


def test_of_three_without_the_richest_the_second_counts_alone(store: Store) -> None:
    batch = begin(store)
    (rich,) = put(store, b"rich", batch_id=batch).activity_ids
    (middle,) = put(store, b"middle", judge=pair_with(rich)).activity_ids
    put(
        store,
        b"poor",
        judge=lambda *of: [*pair_with(rich)(*of), *pair_with(middle)(*of)],
    )
    assert counted(store) == [rich]
    batches.undo(store, batch)
    assert counted(store) == [middle]


def test_a_decision_survives_what_comes_later(store: Store) -> None:
    two_of_one(store)
    (pair,) = [each.pair for each in pairs.all_pairs(store)]
    pairs.decide(store, pair, Verdict.APART)
    put(store, b"third", judge=pair_with(pair.counts_id))
    assert sorted(counted(store)) == sorted([pair.counts_id, pair.spare_id])


def test_only_neighbours_in_time_are_looked_at(store: Store) -> None:
    seen: list[int] = []

    def judge(_: Sequence[Trace], known: Sequence[Trace]) -> list[Pair]:
        seen.extend(trace.activity_id for trace in known)
        return []

    near = put(store, b"near", start=START + timedelta(hours=40)).activity_ids
    put(store, b"far", start=START + timedelta(hours=50))
    put(store, b"new", start=START, judge=judge)
    assert tuple(seen) == near


def test_what_is_looked_at_says_which_sport_it_was(store: Store) -> None:
    seen: list[str | None] = []

    def judge(new: Sequence[Trace], _: Sequence[Trace]) -> list[Pair]:
        seen.extend(trace.sport for trace in new)
        return []

    put(store, b"new", judge=judge)
    assert seen == ["running"]


def test_questions_come_first_then_the_newest(store: Store) -> None:
    for day, verdict in enumerate((Verdict.SAME, Verdict.ASKED, Verdict.SAME)):
        start = START + timedelta(days=day)
        (counts,) = put(store, b"a%d" % day, start=start).activity_ids
        put(store, b"b%d" % day, start=start, judge=pair_with(counts, verdict))
    days = [each.counts.local_date.day for each in pairs.all_pairs(store)]
    assert days == [2, 3, 1]


def test_a_pair_names_both_files(store: Store) -> None:
    (counts,) = put(store, b"rich", filename="rich.fit").activity_ids
    put(store, b"poor", filename="poor.gpx", judge=pair_with(counts))
    (found,) = pairs.all_pairs(store)
    assert (found.counts.filename, found.spare.filename) == ("rich.fit", "poor.gpx")


def test_a_pair_that_is_gone_cannot_be_decided(store: Store) -> None:
    batch = begin(store)
    (counts,) = put(store, b"rich", batch_id=batch).activity_ids
    put(store, b"poor", judge=pair_with(counts))
    (pair,) = [each.pair for each in pairs.all_pairs(store)]
    batches.undo(store, batch)
    with pytest.raises(NotFound):
        pairs.decide(store, pair, Verdict.APART)


def test_a_pair_of_which_one_was_taken_out_is_no_question_any_more(store: Store) -> None:
    counts, _ = two_of_one(store, Verdict.ASKED)
    removal.remove(store, counts, removed_at=START)
    assert pairs.all_pairs(store) == ()
