"""Strength work of both kinds of witness: what the runner logged, and what a watch recorded.

A session that was logged and recorded is one session: the file wins, the log adds what a watch
cannot know.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.log import Kind
from core.scalars import earliest, latest
from core.schemas import ACTIVITIES, SESSIONS_DONE, SETS_DONE

STRENGTH = "strength|weight|gym|crossfit"  # FIT: strength_training; Strava: Weight Training
NO_STRENGTH_TRAINING = frozenset(
    {"breathing", "cardio_training", "flexibility_training", "indoor_cardio", "meditation"}
)
APART = timedelta(hours=1)  # our choice: a session logged that long before or after is another one
SPORTS = {
    Kind.STRENGTH: "strength_training",
    Kind.YOGA: "yoga",
    Kind.PILATES: "pilates",
}  # FIT's word for the kind of training
_FROM_LOG = ("log_id", "planned_for", "pain_after_index", "notes")


def kind_of() -> pl.Expr:
    """What an activity was: strength, yoga or pilates; null of a run and of all others.

    A watch's "training" without a word for what it was counts as strength work.

    Source:
        Imbalance law, 2.3, `NO_STRENGTH`. Which trainings are no strength work is our choice.
    """
    sport, kind = pl.col("sport"), pl.col("sub_sport").fill_null("")
    words = pl.concat_str(sport, pl.lit(" "), kind).str.to_lowercase()
    is_training = (sport == "training") & ~kind.is_in(list(NO_STRENGTH_TRAINING))
    named = pl.when(sport == RUNNING).then(None).when(words.str.contains(STRENGTH))
    chain = named.then(pl.lit(Kind.STRENGTH.value))
    for each in (Kind.YOGA, Kind.PILATES):
        chain = chain.when(words.str.contains(each.value)).then(pl.lit(each.value))
    return chain.when(is_training).then(pl.lit(Kind.STRENGTH.value))


def sessions_done(activities: pl.DataFrame, logged: pl.DataFrame) -> pl.DataFrame:
    """All strength, yoga and pilates sessions, each once, by day.

    One that was logged and one that was recorded are one session where day and kind are the same
    and they began within an hour of each other, or where one of them does not tell when.

    Args:
        activities: ACTIVITIES, any order.
        logged: SESSIONS_DONE as they were logged.

    Returns:
        SESSIONS_DONE. Day, start and duration are the file's where there is one.

    Raises:
        SchemaError: a frame is not as its schema promises.
    """
    watched = _watched(activities)
    table = SESSIONS_DONE.check(logged)
    if watched.is_empty() or table.is_empty():
        both = pl.concat([watched, table])
    else:
        pairs = _pairs(watched, table)
        of_log = table.join(pairs, on="log_id", how="left", suffix="_of_file")
        both = pl.concat([_joined(watched, of_log), table.join(pairs, on="log_id", how="anti")])
    return both.sort("local_date", "start_time", "activity_id", "log_id", nulls_last=True)


def sets_joined(sets: pl.DataFrame, sessions: pl.DataFrame) -> pl.DataFrame:
    """The sets of all sessions, none twice: what was typed goes before what a watch counted.

    Of a session that has both, a watch's sets of an exercise that was typed are the same sets,
    and so are its sets of an unknown exercise, as far as anybody can tell.

    Args:
        sets: SETS_DONE, typed and watch together.
        sessions: SESSIONS_DONE as `sessions_done` gives them.

    Returns:
        SETS_DONE in the order given, with both keys where a session has both.
    """
    keys = sessions.select("log_id", "activity_id").drop_nulls()
    typed = SETS_DONE.check(sets).filter(pl.col("log_id").is_not_null())
    typed_with = typed.drop("activity_id").join(keys, on="log_id", how="inner")
    same = typed_with.select("activity_id", "exercise_id", is_typed=True).unique()
    own_key = sets.join(keys, on="log_id", how="left", suffix="_of_file", maintain_order="left")
    known = own_key.with_columns(activity_id=pl.coalesce("activity_id", "activity_id_of_file"))
    marked = known.join(same, on=["activity_id", "exercise_id"], how="left", maintain_order="left")
    is_of_both = pl.col("activity_id").is_in(same["activity_id"].implode())
    is_same = pl.col("is_typed").is_not_null() | (pl.col("exercise_id").is_null() & is_of_both)
    kept = marked.filter(pl.col("log_id").is_not_null() | ~is_same)
    return SETS_DONE.complete(kept)


def with_logged(
    activities: pl.DataFrame, logged: pl.DataFrame, *, until: date | None = None
) -> pl.DataFrame:
    """ACTIVITIES with a row for each finished session that no file tells of: what a day sums.

    The key of such a row is minus that of the log entry, so that it is nobody else's.

    Args:
        activities: ACTIVITIES, any order.
        logged: SESSIONS_DONE as they were logged.
        until: The last day that is known, see `analytics.days.covered_until`; that of the newest
            activity if not told. A log does not tell that there was no run: sessions of days
            after it, or before the first activity, are left out.
    """
    first, newest = earliest(activities["local_date"]), latest(activities["local_date"])
    if logged.is_empty() or first is None or newest is None:
        return activities
    last = newest if until is None else until
    table = sessions_done(activities, logged.filter("is_finished"))
    alone = table.filter(
        pl.col("activity_id").is_null() & pl.col("local_date").is_between(first, last)
    )
    return pl.concat([activities, _as_activities(alone)]) if alone.height else activities


def looked_at(before: Review) -> pl.DataFrame:
    """ACTIVITIES as an earlier look summed them: with what was logged by then."""
    return with_logged(before.activities, before.logged, until=before.covered_until)


def _watched(activities: pl.DataFrame) -> pl.DataFrame:
    told = ACTIVITIES.check(activities).with_columns(kind=kind_of()).drop_nulls("kind")
    named = told.select(
        "activity_id",
        "local_date",
        "start_time",
        "kind",
        "rpe_index",
        duration_s=pl.coalesce("timer_s", "elapsed_s"),
        is_finished=True,
    )
    return SESSIONS_DONE.complete(named)


def _pairs(watched: pl.DataFrame, logged: pl.DataFrame) -> pl.DataFrame:
    """`log_id` and `activity_id` of sessions that are the same one; each in one pair at most."""
    files: dict[tuple[object, object], list[dict[str, Any]]] = {}
    for row in watched.sort("start_time", "activity_id").iter_rows(named=True):
        files.setdefault((row["local_date"], row["kind"]), []).append(row)
    pairs: list[tuple[int, int]] = []
    # Those that tell when they began choose first: the others take what is left.
    ordered = logged.sort("start_time", "log_id", nulls_last=True)
    for row in ordered.iter_rows(named=True):
        free = files.get((row["local_date"], row["kind"]), [])
        chosen = _nearest(row["start_time"], free)
        if chosen is not None:
            free.remove(chosen)
            pairs.append((row["log_id"], chosen["activity_id"]))
    schema = {"log_id": pl.Int64, "activity_id": pl.Int64}
    return pl.DataFrame(pairs, schema=schema, orient="row")


def _nearest(start: datetime | None, free: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    near = [row for row in free if _apart(start, row["start_time"]) <= APART]
    return min(near, key=lambda row: _apart(start, row["start_time"]), default=None)


def _apart(one: datetime | None, other: datetime | None) -> timedelta:
    return timedelta(0) if one is None or other is None else abs(one - other)


def _joined(watched: pl.DataFrame, of_log: pl.DataFrame) -> pl.DataFrame:
    """The recorded sessions, with what the log adds to them."""
    log = of_log.drop_nulls("activity_id_of_file").drop("activity_id")
    log = log.rename({"activity_id_of_file": "activity_id"})
    added = watched.drop(_FROM_LOG).join(log, on="activity_id", how="left", suffix="_of_log")
    return SESSIONS_DONE.complete(
        added.with_columns(
            duration_s=pl.coalesce("duration_s", "duration_s_of_log"),
            rpe_index=pl.coalesce("rpe_index_of_log", "rpe_index"),
        )
    )


def _as_activities(sessions: pl.DataFrame) -> pl.DataFrame:
    words = {kind.value: word for kind, word in SPORTS.items()}
    lasted = {name: pl.col("duration_s") for name in ("elapsed_s", "timer_s", "moving_s")}
    named = sessions.select(
        "local_date",
        "start_time",
        "rpe_index",
        activity_id=-pl.col("log_id"),
        sport=pl.lit("training"),
        sub_sport=pl.col("kind").replace_strict(words, return_dtype=pl.String),
        is_manual=True,
        is_edited=False,
        **lasted,
    )
    return ACTIVITIES.complete(named)
