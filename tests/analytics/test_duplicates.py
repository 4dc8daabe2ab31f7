from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import duplicates
from core.intake import Richer, Trace, Verdict

START = datetime(2026, 3, 1, 7, tzinfo=UTC)
RUN = Trace(activity_id=1, start_time=START, elapsed_s=3600.0, distance_m=10_000.0)


def another(*, after_s: float = 0.0, **changes: Any) -> Trace:
    return replace(RUN, activity_id=2, start_time=START + timedelta(seconds=after_s), **changes)


def verdict(other: Trace, one: Trace = RUN) -> Verdict | None:
    found = duplicates.compare(one, other)
    return None if found is None else found.verdict


def test_two_that_were_typed_in_are_two_outings() -> None:
    typed = replace(RUN, is_recorded=False)
    assert verdict(another(is_recorded=False), typed) is None
    assert verdict(another(), typed) is Verdict.SAME


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(another(after_s=4), Verdict.SAME, id="another watch"),
        pytest.param(another(elapsed_s=3000.0, distance_m=8600.0), Verdict.SAME, id="trimmed"),
        pytest.param(another(after_s=720), Verdict.SAME, id="80 % overlap"),
        pytest.param(another(after_s=721), None, id="just under 80 % overlap"),
        pytest.param(another(distance_m=8500.0), Verdict.SAME, id="15 % apart"),
        pytest.param(another(distance_m=8499.0), None, id="just over 15 %"),
        pytest.param(another(distance_m=None), Verdict.ASKED, id="distance unknown"),
        pytest.param(another(elapsed_s=None), None, id="length unknown"),
        pytest.param(another(elapsed_s=0.0), None, id="no length"),
        pytest.param(another(after_s=3700), None, id="a cool-down after it"),
        pytest.param(another(after_s=7200), Verdict.ASKED, id="two hours off"),
        pytest.param(another(after_s=-19_800), Verdict.ASKED, id="India's zone"),
        pytest.param(another(after_s=7200, distance_m=9_700.0), Verdict.ASKED, id="off, 3 % apart"),
        pytest.param(another(after_s=7200, distance_m=9_600.0), None, id="off, another distance"),
        pytest.param(another(after_s=7200, elapsed_s=3800.0), None, id="off, another length"),
        pytest.param(another(after_s=7230), Verdict.ASKED, id="off, by quarters within 30 s"),
        pytest.param(another(after_s=7231), None, id="off, but not by quarters"),
        pytest.param(another(after_s=14 * 3600 + 900), None, id="further than any zone"),
        pytest.param(another(after_s=7200, distance_m=None), None, id="off, distance unknown"),
    ],
)
def test_two_recordings_are_the_same_asked_about_or_two(
    other: Trace, expected: Verdict | None
) -> None:
    assert verdict(other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("running", "running", Verdict.ASKED),
        ("running", "cycling", None),
        ("hiking", "hiking", None),
    ],
)
def test_two_runs_at_once_of_unlike_length_are_asked_about(
    one: str, other: str, expected: Verdict | None
) -> None:
    broken_off = another(elapsed_s=1800.0, distance_m=5_000.0, sport=other)
    assert verdict(broken_off, replace(RUN, sport=one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("running", "cycling", Verdict.ASKED),
        ("running", None, Verdict.ASKED),
        ("running", "running", Verdict.SAME),
        ("walking", "hiking", Verdict.SAME),
    ],
)
def test_a_run_is_never_displaced_by_another_sport_unasked(
    one: str, other: str | None, expected: Verdict
) -> None:
    assert verdict(another(sport=other), replace(RUN, sport=one)) is expected


def test_two_without_any_way_cannot_be_told_apart_by_it() -> None:
    assert verdict(another(distance_m=0.0), replace(RUN, distance_m=0.0)) is Verdict.ASKED


def test_a_quarter_of_an_hour_is_no_zone() -> None:
    short = replace(RUN, elapsed_s=600.0)
    assert verdict(another(after_s=900, elapsed_s=600.0), short) is None


@pytest.mark.parametrize(
    ("richer", "because"),
    [
        ({"has_dynamics": True}, Richer.DYNAMICS),
        ({"has_power": True, "has_heart_rate": True}, Richer.POWER),
        ({"has_heart_rate": True}, Richer.HEART_RATE),
        ({"elapsed_s": 3700.0}, Richer.LONGER),
    ],
)
def test_the_richer_one_counts_whichever_came_first(
    richer: dict[str, Any], because: Richer
) -> None:
    other = another(**richer)
    for one, two in ((RUN, other), (other, RUN)):
        found = duplicates.compare(one, two)
        assert found is not None
        assert (found.counts_id, found.spare_id, found.because) == (2, 1, because)


def test_running_dynamics_beat_power_and_length() -> None:
    rich = replace(RUN, has_dynamics=True)
    found = duplicates.compare(rich, another(has_power=True, has_heart_rate=True, elapsed_s=3700.0))
    assert found is not None
    assert found.counts_id == rich.activity_id


def test_of_two_that_hold_the_same_the_first_counts() -> None:
    found = duplicates.compare(another(), RUN)
    assert found is not None
    assert (found.counts_id, found.because) == (1, Richer.FIRST)


def test_the_shift_is_what_the_spare_ones_clock_lacks() -> None:
    found = duplicates.compare(replace(RUN, has_power=True), another(after_s=-5405.0))
    assert found is not None
    assert found.shift_s == 5400


traces = st.builds(
    Trace,
    activity_id=st.integers(1, 9),
    start_time=st.integers(0, 200_000).map(lambda s: START + timedelta(seconds=s)),
    elapsed_s=st.none() | st.floats(0, 20_000),
    distance_m=st.none() | st.floats(0, 50_000),
    has_dynamics=st.booleans(),
    has_power=st.booleans(),
    has_heart_rate=st.booleans(),
)


@given(one=traces, other=traces)
def test_it_does_not_matter_which_of_two_is_asked_about(one: Trace, other: Trace) -> None:
    other = replace(other, activity_id=one.activity_id + 1)
    assert duplicates.compare(one, other) == duplicates.compare(other, one)


class Counted(Sequence[Trace]):
    """Recordings that count how often one of them is looked at."""

    def __init__(self, known: Sequence[Trace]) -> None:
        self.known, self.n_looks = known, 0

    def __len__(self) -> int:
        return len(self.known)

    def __getitem__(self, at: Any) -> Any:
        found = self.known[at]
        self.n_looks += len(found) if isinstance(at, slice) else 1
        return found


@pytest.mark.parametrize("n", [100, 1000, 10_000])
def test_one_more_recording_is_compared_with_its_neighbours_only(n: int) -> None:
    known = [
        replace(RUN, activity_id=at, start_time=START + timedelta(hours=12 * at)) for at in range(n)
    ]
    new = replace(known[n // 2], activity_id=n)
    looked = Counted(known)
    (pair,) = [each for each in duplicates.pairs([new], looked) if each.verdict is Verdict.SAME]
    assert pair.counts_id == n // 2
    assert looked.n_looks <= n + 10  # their starts once, nine of them in full
