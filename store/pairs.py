"""Two recordings of one outing: both are kept, one counts, and the runner has the last word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from core.errors import NotFound
from core.intake import AROUND, Judge, Pair, Recording, Richer, StoredPair, Trace, Verdict
from store.database import Store, scope
from store.moments import from_ms, to_ms
from store.tables import activity, original, pairing

TYPED_IN = "typed in by hand"
_HOLDING = (Verdict.SAME.value, Verdict.CONFIRMED.value)


def judge_new(store: Store, connection: Connection, ids: Sequence[int], *, judge: Judge) -> None:
    """Look for other recordings of these outings, among their neighbours in time only.

    What was found of two recordings before stays, and so does what the runner said of them.
    """
    new = _traces(store, connection, _traced().where(activity.c.id.in_(ids)))
    if not new:
        return
    first = min(trace.start_time for trace in new) - AROUND
    last = max(trace.start_time for trace in new) + AROUND
    near = activity.c.start_time.between(to_ms(first), to_ms(last))
    known = _traces(store, connection, _traced().where(near, activity.c.id.not_in(ids)))
    typed = {trace.activity_id for trace in (*new, *known) if not trace.is_recorded}
    before = _pairs_of(store, connection, ids)
    found = [
        _recorded_first(pair, typed)
        for pair in judge(new, known)
        if frozenset((pair.spare_id, pair.counts_id)) not in before
    ]
    for pair in found:
        connection.execute(insert(pairing).values(_values(store, pair)))
    if found:
        settle(store, connection, ids={pair.spare_id for pair in found})


def _pairs_of(
    store: Store, connection: Connection, ids: Sequence[int]
) -> frozenset[frozenset[int]]:
    either = or_(pairing.c.activity_id.in_(ids), pairing.c.canonical_id.in_(ids))
    stmt = scope(select(pairing.c.activity_id, pairing.c.canonical_id), store.principal_id)
    return frozenset(frozenset(row) for row in connection.execute(stmt.where(either)))


def _recorded_first(pair: Pair, typed: Collection[int]) -> Pair:
    """A file counts before what was typed in, however long that says it took."""
    if pair.counts_id not in typed or pair.spare_id in typed:
        return pair
    return replace(
        pair,
        spare_id=pair.counts_id,
        counts_id=pair.spare_id,
        because=Richer.RECORDED,
        shift_s=-pair.shift_s,
    )


def settle(store: Store, connection: Connection, *, ids: Collection[int] | None = None) -> None:
    """Set aside what is in a pair that holds and is not the richer one there; count all others.

    Args:
        store: Opened for the runner.
        connection: Of the transaction that changed the pairs.
        ids: The spare ones of the pairs that changed; None for those of all pairs.
    """
    stmt = (
        select(activity.c.id, activity.c.canonical_id, pairing.c.canonical_id, pairing.c.verdict)
        .join(pairing, pairing.c.activity_id == activity.c.id)
        .order_by(pairing.c.canonical_id.desc())
    )
    changed = stmt if ids is None else stmt.where(activity.c.id.in_(ids))
    now: dict[int, int | None] = {}
    wanted: dict[int, int] = {}
    for spare_id, found, richer_id, verdict in connection.execute(
        scope(changed, store.principal_id)
    ):
        now[spare_id] = found
        if verdict in _HOLDING:
            wanted[spare_id] = richer_id
    for spare_id, found in now.items():
        if found != wanted.get(spare_id):
            ours = scope(update(activity), store.principal_id).where(activity.c.id == spare_id)
            connection.execute(ours.values(canonical_id=wanted.get(spare_id)))


def decide(store: Store, pair: Pair, verdict: Verdict) -> None:
    """Keep what the runner says of a pair.

    Raises:
        NotFound: the runner has no such pair.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        ours = scope(update(pairing), store.principal_id).where(
            pairing.c.activity_id == pair.spare_id, pairing.c.canonical_id == pair.counts_id
        )
        if connection.execute(ours.values(verdict=verdict.value)).rowcount != 1:
            raise NotFound("These two runs are no longer a pair.", "Look at the page again.")
        settle(store, connection, ids={pair.spare_id})


def all_pairs(store: Store) -> tuple[StoredPair, ...]:
    """All pairs of the runner: open questions first, then the newest outing."""
    me = store.principal_id
    either = or_(pairing.c.activity_id == activity.c.id, pairing.c.canonical_id == activity.c.id)
    sides = select(
        activity.c.id,
        activity.c.start_time,
        activity.c.sport,
        activity.c.local_date,
        activity.c.distance_m,
        activity.c.elapsed_s,
        activity.c.title,
        activity.c.original_id,
    ).where(activity.c.deleted_at.is_(None))
    with store.read() as connection:
        found = connection.execute(scope(sides.join(pairing, either).distinct(), me))
        sides_by_id = {row.id: row for row in found}
        files = _files(store, connection, {row.original_id for row in sides_by_id.values()})
        stored = connection.execute(scope(select(pairing), me)).all()
    rows = [row for row in stored if {row.activity_id, row.canonical_id} <= sides_by_id.keys()]

    def place(row: Row[Any]) -> tuple[bool, int, int]:
        start_time = sides_by_id[row.canonical_id].start_time
        return row.verdict != Verdict.ASKED, -start_time, row.activity_id

    return tuple(
        StoredPair(
            pair=_pair_from(row),
            spare=_side_from(sides_by_id[row.activity_id], files),
            counts=_side_from(sides_by_id[row.canonical_id], files),
        )
        for row in sorted(rows, key=place)
    )


def _pair_from(row: Row[Any]) -> Pair:
    return Pair(
        spare_id=row.activity_id,
        counts_id=row.canonical_id,
        verdict=Verdict(row.verdict),
        because=Richer(row.because),
        shift_s=row.shift_s,
    )


def _files(
    store: Store, connection: Connection, ids: Collection[int | None]
) -> dict[int, tuple[str, int | None]]:
    """Name and batch of files, by id."""
    stmt = select(original.c.id, original.c.filename, original.c.job_id)
    found = connection.execute(scope(stmt, store.principal_id).where(original.c.id.in_(ids)))
    return {row.id: (row.filename, row.job_id) for row in found}


def _side_from(row: Row[Any], files: Mapping[int, tuple[str, int | None]]) -> Recording:
    filename, batch_id = files.get(row.original_id, (row.title or TYPED_IN, None))
    return Recording(
        filename=filename,
        sport=row.sport,
        local_date=row.local_date,
        distance_m=row.distance_m,
        elapsed_s=row.elapsed_s,
        batch_id=batch_id,
    )


def _values(store: Store, pair: Pair) -> dict[str, object]:
    return {
        "activity_id": pair.spare_id,
        "canonical_id": pair.counts_id,
        "athlete_id": store.principal_id,
        "verdict": pair.verdict.value,
        "because": pair.because.value,
        "shift_s": pair.shift_s,
    }


def _traced() -> Select[Any]:
    run = activity.c
    return select(
        run.id,
        run.start_time,
        run.sport,
        run.elapsed_s,
        run.distance_m,
        run.avg_stance_time_ms,
        run.avg_stance_balance_left_pct,
        run.avg_power_w,
        run.avg_heart_rate_bpm,
        run.original_id,
    ).where(run.deleted_at.is_(None))


def _traces(store: Store, connection: Connection, stmt: Select[Any]) -> list[Trace]:
    found = connection.execute(scope(stmt, store.principal_id).order_by(activity.c.start_time))
    return [
        Trace(
            activity_id=row.id,
            start_time=from_ms(row.start_time),
            elapsed_s=row.elapsed_s,
            distance_m=row.distance_m,
            has_dynamics=(row.avg_stance_time_ms, row.avg_stance_balance_left_pct) != (None, None),
            has_power=row.avg_power_w is not None,
            has_heart_rate=row.avg_heart_rate_bpm is not None and row.original_id is not None,
            sport=row.sport,
            is_recorded=row.original_id is not None,
        )
        for row in found
    ]
