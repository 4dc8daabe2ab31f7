"""A small file that would cost much is refused with two sentences, before it is decoded."""

from __future__ import annotations

import pytest

from core.activity import Limits
from core.errors import UnsafeFile
from ingest import fit, tcx
from ingest.fit.scan import STRETCH_BYTES, _Walk, scan
from ingest.fit.write import fit_file, named
from tests.makers import make_fit, make_fit_messages
from tests.tcx_maker import activity, lap, track
from tests.tcx_maker import tcx as file


def events(n: int) -> bytes:
    """A run with that many events of two bytes each."""
    return fit_file([*make_fit_messages(n=5), named("event", event=["timer"] * n)])


def sessions(n: int) -> bytes:
    file_id, records, _ = make_fit_messages(n=5)
    return fit_file([file_id, records, named("session", sport=["running"] * n)])


def outings(n: int) -> bytes:
    return file(*[activity(lap(track(range(3))))] * n)


def laps(n: int) -> bytes:
    return file(activity(*[lap(track(range(3)))] * n))


@pytest.mark.parametrize(
    ("read", "make", "name", "most", "word"),
    [
        (fit.read, events, "max_messages", 20, "events"),
        (fit.read, sessions, "max_activities", 3, "activities"),
        (fit.read, lambda n: make_fit(n=5) * n, "max_parts", 3, "chain"),
        (fit.read, lambda n: make_fit(n=n), "max_samples", 9, "samples"),
        (tcx.read, outings, "max_activities", 3, "activities"),
        (tcx.read, laps, "max_messages", 3, "laps"),
    ],
)
def test_more_than_the_limit_is_refused_by_its_name(read, make, name, most, word) -> None:
    with pytest.raises(UnsafeFile, match=word) as refused:
        read(make(most + 1), Limits(**{name: most}))
    assert refused.value.advice.startswith("Export")


@pytest.mark.parametrize(
    ("read", "make", "name"),
    [
        (fit.read, sessions, "max_activities"),
        (fit.read, lambda n: make_fit(n=5) * n, "max_parts"),
        (tcx.read, outings, "max_activities"),
        (tcx.read, laps, "max_messages"),
    ],
)
def test_as_many_as_the_limit_are_read(read, make, name) -> None:
    assert read(make(3), Limits(**{name: 3})).parts


def test_messages_of_all_parts_count_together() -> None:
    n = scan(make_fit(n=50))[0][0].n_messages
    scan(make_fit(n=50) * 2, Limits(max_fit_messages=2 * n))
    with pytest.raises(UnsafeFile, match="messages"):
        scan(make_fit(n=50) * 2, Limits(max_fit_messages=2 * n - 1))


def test_messages_are_counted_before_the_file_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    stops: list[int] = []
    follow = _Walk._follow

    def watched(walk: _Walk, position: int, table: list[object]) -> int:
        stops.append(follow(walk, position, table))
        return stops[-1]

    monkeypatch.setattr(_Walk, "_follow", watched)
    with pytest.raises(UnsafeFile, match="messages"):
        scan(events(STRETCH_BYTES), Limits(max_fit_messages=1000))
    assert len(stops) == 1


def test_a_file_longer_than_a_stretch_loses_nothing() -> None:
    n = STRETCH_BYTES // 2 + 1000
    (part,), issues = scan(events(n))
    assert (issues, max(len(group.offsets) for group in part.groups)) == ((), n)
