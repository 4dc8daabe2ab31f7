"""Makers: a valid thing by default, one keyword per thing that a test cares about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import polars as pl

from core.activity import Activity, FieldSource
from core.athlete import Origin, Profile, RunDay, Threshold, Thresholds
from core.findings import Ceiling, Flag, Grade, Level, Need, Quality, Review, Side, Tone
from core.intake import Batch, BatchKind, Outcome, TakenIn
from core.load_cause import LoadCause
from core.schemas import (
    ACTIVITIES,
    BLOCKS,
    CEILINGS,
    CURVE,
    DAYS,
    EVENTS,
    INTENSITY,
    LAPS,
    LEANS,
    N_HEART_RATE_BINS,
    RECORDS,
    SERIES,
    SPIKES,
    WEEKS,
)
from core.usual import UsualDay, UsualWeek
from core.where import Worn
from ingest.fit.write import Message, fit_file, fit_time, named

FIT_START_S = fit_time(datetime(2026, 5, 1, 6, 30, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRun:
    """One run of a made review, as many days ago as told; None is unknown."""

    days_ago: int
    distance_m: float | None = 8000.0
    load_au: float | None = 50.0


def usual_runs(weeks: int = 12) -> tuple[MadeRun, ...]:
    """Three runs a week, the long one on the same weekday: nothing to remark on."""
    lengths = ((5, 6000.0), (3, 8000.0), (1, 12000.0))
    return tuple(
        MadeRun(days_ago=7 * week + ago, distance_m=length, load_au=length / 160)
        for week in reversed(range(weeks))
        for ago, length in lengths
    )


def make_batch(
    *items: TakenIn, kind: BatchKind = BatchKind.UPLOAD, is_finished: bool = True, **how: Any
) -> Batch:
    """A batch with these files, counted by a plain loop."""
    by = {outcome: [item for item in items if item.outcome is outcome] for outcome in Outcome}
    return Batch(
        id=1,
        kind=kind,
        is_finished=is_finished,
        n_files={outcome: sum(item.n_files for item in each) for outcome, each in by.items()},
        n_runs=sum(item.n_runs for item in items),
        n_noted=sum(item.is_noted for item in items),
        n_to_look_at=sum(item.n_files for item in items if item.needs_a_look),
        **how,
    )


def make_review(
    *,
    today: date = date(2026, 11, 19),
    runs: Sequence[MadeRun] | None = None,
    load_metric: str | None = "hr",
    thresholds: Thresholds | None = None,
    profile: Profile | None = None,
    flags: tuple[Flag, ...] = (),
    leans: pl.DataFrame | None = None,
    load_cause: LoadCause | None = None,
    **changes: Any,
) -> Review:
    """A review as the analytics would give it, computed here by plain loops.

    Days are covered to today, unless `covered_until` is among the changes.
    """
    made = sorted(usual_runs() if runs is None else runs, key=lambda run: -run.days_ago)
    outings = [(today - timedelta(days=run.days_ago), run) for run in made]
    covered_until = min(today, changes.setdefault("covered_until", today))
    changes.setdefault("told_profile", profile or Profile())
    return Review(
        today=today,
        profile=profile or Profile(),
        thresholds=thresholds or Thresholds(),
        load_metric=load_metric,
        activities=_made_activities(outings),
        days=_made_days(outings, until=covered_until),
        spikes=_made_spikes(outings),
        ceilings=_made_ceilings(outings, today=today),
        leans=LEANS.empty() if leans is None else leans,
        worn=None if leans is None else _made_worn(leans),
        ceiling=_made_ceiling(outings, today=today),
        flags=flags,
        load_cause=load_cause,
        **changes,
    )


def _made_worn(leans: pl.DataFrame) -> Worn | None:
    """The sensor of the last run that measured something, the strap before pods, by a loop."""
    strap, pods = "stance_balance_left_pct", "pod_balance_left_pct"
    told = [row for row in leans.iter_rows(named=True) if not row["is_constant"]]
    if not told:
        return None
    newest = max(told, key=lambda row: (row["start_time"], row["activity_id"]))["activity_id"]
    worn = [row["measure"] or strap for row in told if row["activity_id"] == newest]
    measure = strap if strap in worn else pods
    ours = [row for row in told if (row["measure"] or strap) == measure and row["sensor"]]
    ours.sort(key=lambda row: (row["start_time"], row["activity_id"]))
    return Worn(measure=measure, sensor=ours[-1]["sensor"] if ours else None)


def make_usual_week(kind: RunDay, *, n_weeks: int = 2) -> UsualWeek:
    """A week found in six weeks of runs: every day alike, run in so many of them."""
    day = UsualDay(kind=kind, evidence=f"you ran on {n_weeks} of 6 days", n_weeks=n_weeks)
    return UsualWeek(days=(day,) * 7, n_weeks=6, since=date(2026, 10, 5))


def make_series(
    days: pl.DataFrame, *, filled: dict[date, float] | None = None, forecast_days: int = 0
) -> pl.DataFrame:
    """SERIES of DAYS by a plain loop: unknown days are filled as told, else they stop the curves.

    Args:
        days: DAYS.
        filled: The load to fill in on a day of unknown load.
        forecast_days: So many days of rest follow, as planned.
    """
    told = list(days.select("local_date", "load_au").iter_rows())
    last = told[-1][0] if told else date(2026, 11, 19)
    planned = [(last + timedelta(days=n + 1), 0.0) for n in range(forecast_days)]
    rows: list[dict[str, Any]] = []
    before: tuple[float, float] | None = None
    n_warm = 0
    for day, known in [*told, *planned]:
        load = (filled or {}).get(day) if known is None else known
        long, short = before or (30.0, 30.0)
        difference = None if before is None else long - short
        before = None if load is None else (long + (load - long) / 42, short + (load - short) / 7)
        n_warm = 0 if load is None else n_warm + 1
        rows.append(
            {
                "local_date": day,
                "load_au": load,
                "is_imputed": known is None and load is not None,
                "is_warming_up": n_warm <= 42,
                "is_forecast": day > last,
                "load_42_au": None if before is None else before[0],
                "load_7_au": None if before is None else before[1],
                "difference_au": difference,
            }
        )
    return SERIES.complete(pl.DataFrame(rows)) if rows else SERIES.empty()


def make_periods(
    *shares: tuple[float, float, float], today: date = date(2026, 11, 19), **columns: Any
) -> pl.DataFrame:
    """INTENSITY: ten hours with a zone in each four weeks, in these shares; the last ends today."""
    rows = []
    for n, (easy, middle, hard) in enumerate(shares):
        end = today - timedelta(weeks=4 * (len(shares) - 1 - n))
        usual: dict[str, Any] = {
            "period_start": end - timedelta(days=27),
            "period_end": end,
            "n_days": 28,
            "n_runs": 12,
            "n_runs_unknown": 0,
            "easy_s": 36_000.0 * easy,
            "middle_s": 36_000.0 * middle,
            "hard_s": 36_000.0 * hard,
            "unknown_s": 0.0,
            "easy_pct": 100 * easy,
            "middle_pct": 100 * middle,
            "hard_pct": 100 * hard,
            "polarisation_index": 1.27,
            "mix": "pyramidal",
            "is_approximate": True,
        }
        rows.append(usual | columns)
    return INTENSITY.complete(pl.DataFrame(rows)) if rows else INTENSITY.empty()


def make_curve(
    best: dict[float, float] | None = None, *, day: date = date(2026, 11, 1), distances: bool = True
) -> pl.DataFrame:
    """CURVE: speed over duration, in s and m/s; and 5 km at the speed of the longest."""
    told = {60.0: 5.0, 600.0: 4.2, 3600.0: 3.6} if best is None else best
    rows: list[dict[str, Any]] = [
        {"target_s": s, "elapsed_s": s, "distance_m": s * v, "speed_mps": v}
        for s, v in told.items()
    ]
    if distances and told:
        speed = min(told.values())
        rows.append(
            {
                "target_m": 5000.0,
                "elapsed_s": 5000 / speed,
                "distance_m": 5000.0,
                "speed_mps": speed,
            }
        )
    dated = [row | {"activity_id": 1, "local_date": day, "start_s": 0.0} for row in rows]
    frame = pl.DataFrame(dated, infer_schema_length=None)
    return CURVE.complete(frame) if dated else CURVE.empty()


def make_weeks(n_weeks: int = 3, **columns: Any) -> pl.DataFrame:
    """WEEKS of three even runs each, whole, the last one begun on Mon 9 Nov 2026."""
    starts = [date(2026, 11, 9) - timedelta(weeks=n) for n in reversed(range(n_weeks))]
    usual: dict[str, Any] = {
        "n_days": 7,
        "n_runs": 3,
        "distance_m": 26_000.0,
        "timer_s": 9360.0,
        "load_au": 160.0,
        "descent_m": 0.0,
        "change_pct": 9.4,
        "monotony_ratio": 1.21,
        "strain_au": 193.6,
    }
    filled = {
        name: value if isinstance(value, list) else [value] * n_weeks
        for name, value in (usual | columns).items()
    }
    return WEEKS.complete(pl.DataFrame({"week_start": starts} | filled, strict=False))


def make_fine_spike_flag(**changes: Any) -> Flag:
    """The load's flag at ok: the last run was no longer than it could be."""
    usual: dict[str, Any] = {"level": Level.OK, "tone": Tone.NONE, "value": 1.0}
    return make_flag(**(usual | changes))


def make_flag(**changes: Any) -> Flag:
    """A flag at watch; every field can be told."""
    usual: dict[str, Any] = {
        "id": "SESSION_SPIKE",
        "title": "One run much longer than the last month",
        "level": Level.WATCH,
        "tone": Tone.AMBER,
        "side": Side.NONE,
        "value": 1.33,
        "unit": "ratio",
        "low": 1.33,
        "high": 1.33,
        "n_runs": 1,
        "n_blocks": 0,
        "window_days": 30,
        "grade": Grade.STRONG,
        "text": "16.0 km is 33 % longer than your longest run of the last 30 days.",
        "caveat": "One cohort, self-reported injury.",
        "source": "Schuster Brandt Frandsen 2025",
    }
    return Flag(**(usual | changes))


def make_leans(
    leans_pp: Sequence[float | None],
    *,
    today: date = date(2026, 11, 19),
    every_days: int = 3,
    sensors: Sequence[str | None] = ("HRM-Run",),
    n_blocks: int = 24,
    first_id: int = 0,
) -> pl.DataFrame:
    """LEANS, the last run yesterday; a sensor for each run, or the last one told for all others."""
    rows = []
    for n, lean in enumerate(leans_pp):
        day = today - timedelta(days=1 + every_days * (len(leans_pp) - 1 - n))
        rows.append(
            {
                "activity_id": first_id + n,
                "start_time": _noon(day),
                "local_date": day,
                "sensor": sensors[min(n, len(sensors) - 1)],
                "lean_pp": lean,
                "low_pp": None if lean is None else lean - 0.4,
                "high_pp": None if lean is None else lean + 0.4,
                "n_blocks": 0 if lean is None else n_blocks,
                "is_eligible": lean is not None and n_blocks >= 10,
            }
        )
    return LEANS.complete(pl.DataFrame(rows)) if rows else LEANS.empty()


def told(value: float) -> Threshold:
    """A threshold that the runner told."""
    return Threshold(value=value, origin=Origin.USER)


OPEN_BALANCE: dict[str, Any] = {
    "level": Level.INSUFFICIENT,
    "tone": Tone.NONE,
    "side": Side.NONE,
    "value": None,
    "low": None,
    "high": None,
}
"""What a balance flag does not say while there are too few runs."""


def make_balance_flag(**changes: Any) -> Flag:
    """The balance flag at watch, left foot longer in five runs; every field can be told."""
    usual: dict[str, Any] = {
        "id": "GCT_BALANCE",
        "title": "Time on the ground, left against right",
        "side": Side.LEFT,
        "value": 1.6,
        "unit": "pp",
        "low": 1.13,
        "high": 2.07,
        "n_runs": 5,
        "n_beyond": 5,
        "n_blocks": 120,
        "window_days": 56,
        "grade": Grade.MIXED,
        "text": "Your left foot has stayed on the ground a little longer (51.6 %) in 5 of your "
        "last 5 runs.",
        "caveat": "It is the side with the longer contact, nothing more.",
        "source": "Malisoux 2024; Garmin owner manual; limits: our choice",
        "needs": (
            Need(quality=Quality.SINGLE_LEG_STRENGTH, weight=2, why="equal work for each leg"),
            Need(quality=Quality.HIP_STABILITY, weight=2, why="a level pelvis on one foot"),
            Need(quality=Quality.BALANCE, weight=1, why="control without impact"),
        ),
    }
    return make_flag(**(usual | changes))


_Outings = Sequence[tuple[date, MadeRun]]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _longest_before(outings: _Outings, day: date, *, n: int) -> tuple[date, float] | None:
    """The longest of the first `n` outings that lies 0 to 30 days before."""
    known = [
        (when, run.distance_m)
        for when, run in outings[:n]
        if run.distance_m is not None and 0 <= (day - when).days <= 30
    ]
    return max(known, key=lambda pair: (pair[1], pair[0]), default=None)


def _made_activities(outings: _Outings) -> pl.DataFrame:
    rows = [
        {
            "activity_id": n,
            "start_time": _noon(day),
            "local_date": day,
            "sport": "running",
            "distance_m": run.distance_m,
            "timer_s": None if run.distance_m is None else run.distance_m * 0.36,
            "moving_s": None if run.distance_m is None else run.distance_m * 0.36,
        }
        for n, (day, run) in enumerate(outings)
    ]
    return ACTIVITIES.complete(pl.DataFrame(rows)) if rows else ACTIVITIES.empty()


def _made_days(outings: _Outings, *, until: date) -> pl.DataFrame:
    rows = []
    first = outings[0][0] if outings else until + timedelta(days=1)
    for offset in range((until - first).days + 1):
        day = first + timedelta(days=offset)
        of_day = [run for when, run in outings if when == day]
        rows.append(
            {
                "local_date": day,
                "n_runs": len(of_day),
                "n_activities": len(of_day),
                "distance_m": _sum_or_none([run.distance_m for run in of_day]),
                "timer_s": 0.0,
                "load_au": _sum_or_none([run.load_au for run in of_day]),
                "is_load_estimated": False,
            }
        )
    return DAYS.complete(pl.DataFrame(rows)) if rows else DAYS.empty()


def _sum_or_none(values: Sequence[float | None]) -> float | None:
    return None if None in values else float(sum(value for value in values if value is not None))


def _made_spikes(outings: _Outings) -> pl.DataFrame:
    rows = []
    for n, (day, run) in enumerate(outings):
        longest = _longest_before(outings, day, n=n)
        ratio = run.distance_m / longest[1] if longest and run.distance_m else None
        rows.append(
            {
                "activity_id": n,
                "start_time": _noon(day),
                "local_date": day,
                "distance_m": run.distance_m,
                "reference_distance_m": longest[1] if longest else None,
                "reference_date": longest[0] if longest else None,
                "spike_ratio": ratio,
                "spike_class": _spike_class(ratio, has_reference=longest is not None),
                "is_reference_complete": (day - outings[0][0]).days >= 30,
            }
        )
    return SPIKES.complete(pl.DataFrame(rows)) if rows else SPIKES.empty()


def _spike_class(ratio: float | None, *, has_reference: bool) -> str | None:
    if ratio is None:
        return None if has_reference else "no_recent_run"
    edges = (("reference", 1.10), ("small", 1.30), ("moderate", 2.00))
    return next((name for name, edge in edges if ratio <= edge), "large")


def _made_ceilings(outings: _Outings, *, today: date) -> pl.DataFrame:
    rows = []
    first = outings[0][0] if outings else today
    for offset in range((today - first).days + 32):
        day = first + timedelta(days=offset)
        longest = _longest_before([pair for pair in outings if pair[0] < day], day, n=len(outings))
        reference_m = longest[1] if longest else None
        rows.append(
            {
                "local_date": day,
                "reference_distance_m": reference_m,
                "ceiling_m": None if reference_m is None else 1.10 * reference_m,
            }
        )
    return CEILINGS.complete(pl.DataFrame(rows)) if rows else CEILINGS.empty()


def _made_ceiling(outings: _Outings, *, today: date) -> Ceiling:
    tomorrow = today + timedelta(days=1)
    longest = _longest_before(outings, today, n=len(outings))
    if longest is None:
        return Ceiling(
            distance_m=None,
            reference_distance_m=None,
            reference_date=None,
            until=None,
            then_m=None,
            is_reference_complete=False,
        )
    until = longest[0] + timedelta(days=30)
    then = _longest_before(outings, max(tomorrow, until + timedelta(days=1)), n=len(outings))
    return Ceiling(
        distance_m=1.10 * longest[1],
        reference_distance_m=longest[1],
        reference_date=longest[0],
        until=until,
        then_m=None if then is None else 1.10 * then[1],
        is_reference_complete=(today - outings[0][0]).days >= 30,
    )


def make_records(
    *,
    n: int = 600,
    start: datetime = datetime(2026, 5, 1, 6, 30, tzinfo=UTC),
    **columns: Any,
) -> pl.DataFrame:
    """RECORDS of an even run at 1 Hz on the flat: 3 m/s, 170 steps a minute, even balance.

    Args:
        n: Samples, one a second.
        start: Time of the first.
        columns: A value, or one per sample, for any column of RECORDS; None makes it all null.
    """
    seconds = [float(second) for second in range(n)]
    usual: dict[str, Any] = {
        "time": [start + timedelta(seconds=second) for second in seconds],
        "elapsed_s": seconds,
        "timer_s": seconds,
        "dt_s": [1.0] * (n - 1) + [0.0],
        "distance_m": [3.0 * second for second in seconds],
        "speed_mps": 3.0,
        "altitude_m": 100.0,
        "heart_rate_bpm": 150.0,
        "cadence_spm": 170.0,
        "stance_time_ms": 240.0,
        "stance_balance_left_pct": 50.0,
        "vertical_oscillation_mm": 80.0,
        "vertical_ratio_pct": 7.5,
        "step_length_mm": 1060.0,
        "is_running": True,
    }
    filled = {
        name: value if isinstance(value, list) else [value] * n
        for name, value in (usual | columns).items()
    }
    return RECORDS.check(RECORDS.complete(pl.DataFrame(filled, strict=False)))


def make_gpx(points: Sequence[str], *, kind: str | None = "running") -> bytes:
    """A GPX file of one segment; each point is what stands between its `trkpt` tags.

    Point number n lies n x 0.00003 degrees (3.3 m) north of the first.
    """
    body = "".join(
        f'<trkpt lat="{47 + at * 0.00003:.5f}" lon="8.0">{inner}</trkpt>'
        for at, inner in enumerate(points)
    )
    told = "" if kind is None else f"<type>{kind}</type>"
    return f'<gpx creator="test"><trk>{told}<trkseg>{body}</trkseg></trk></gpx>'.encode()


def make_timed_gpx(n: int = 60, *, inner: str = "", kind: str | None = "running") -> bytes:
    """A GPX file of n points at 1 Hz and 3.3 m/s; `inner` stands in every point."""
    start = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
    times = [(start + timedelta(seconds=at)).isoformat() for at in range(n)]
    return make_gpx([f"<time>{time}</time>{inner}" for time in times], kind=kind)


def make_fit_messages(
    *, n: int = 60, sport: str | None = "running", started: int = FIT_START_S, **columns: Any
) -> list[Message]:
    """The messages of an even FIT run at 1 Hz; `columns` are fields of its records."""
    usual: dict[str, Any] = {
        "enhanced_speed": 3.0,
        "distance": [3.0 * at for at in range(n)],
        "heart_rate": 150,
        "cadence": 85,
        "stance_time_balance": 50.0,
    }
    kept = {name: value for name, value in (usual | columns).items() if value is not None}
    records = named("record", timestamp=[started + at for at in range(n)], **kept)
    file_id = named("file_id", type="activity", manufacturer="garmin", time_created=started)
    end = started + n - 1
    session = named(
        "session",
        timestamp=end,
        start_time=started,
        total_elapsed_time=float(n - 1),
        total_timer_time=float(n - 1),
        total_distance=3.0 * (n - 1),
        avg_cadence=85,
        **({} if sport is None else {"sport": sport}),
    )
    return [file_id, records, session]


def make_fit(*, n: int = 60, sport: str | None = "running", **columns: Any) -> bytes:
    """The bytes of an even FIT run at 1 Hz; `columns` are fields of its records.

    `started` may be told too, as for the messages.
    """
    return fit_file(make_fit_messages(n=n, sport=sport, **columns))


STRAP = "strap #1"


def make_activity(**changes: Any) -> Activity:
    """A run of ten minutes as a watch with strap and barometer records it; any field can be told.

    `totals` may be a dict with the device's own figures; without it the device told none.
    """
    totals = changes.pop("totals", {})
    usual: dict[str, Any] = {
        "file_sha256": "0" * 64,
        "part": 0,
        "sport": "running",
        "sub_sport": None,
        "start_time": datetime(2026, 5, 1, 6, 30, tzinfo=UTC),
        "utc_offset_s": 7200,
        "device": "maker model",
        "records": make_records(),
        "laps": LAPS.empty(),
        "events": EVENTS.empty(),
        "totals": LAPS.complete(pl.DataFrame({"trigger": [None], **totals}, strict=False)),
        "sources": {
            "altitude_m": FieldSource(origin="native", field="altitude", sensor="baro"),
            "stance_balance_left_pct": FieldSource(
                origin="native", field="stance_time_balance", sensor=STRAP
            ),
        },
    }
    return Activity(**(usual | changes))


def make_activities(*rows: dict[str, Any]) -> pl.DataFrame:
    """ACTIVITIES with one easy run of 10 km per row told; any column can be.

    `local_date` decides the start (noon UTC) unless `start_time` is told, and the other way round.
    `heart_rate_s` may be {bpm: seconds}. Ids count from 1 in the order told.
    """
    made = [_activity_row(index, row) for index, row in enumerate(rows, start=1)]
    return ACTIVITIES.check(pl.DataFrame(made, schema=ACTIVITIES.dtypes, orient="row"))


def _activity_row(index: int, told: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(ACTIVITIES.names) | {
        "activity_id": index,
        "sport": "running",
        "elapsed_s": 3600.0,
        "timer_s": 3600.0,
        "moving_s": 3600.0,
        "distance_m": 10_000.0,
        "is_distance_estimated": False,
        "n_records": 3600,
        "n_blocks": 0,
    }
    row |= told
    row["local_date"] = row["local_date"] or row["start_time"].date()
    row["start_time"] = row["start_time"] or _noon(row["local_date"])
    if isinstance(row["heart_rate_s"], dict):
        row["heart_rate_s"] = [row["heart_rate_s"].get(30 + i, 0) for i in range(N_HEART_RATE_BINS)]
    return row


def make_blocks(activity_id: int, *, n: int = 20, **columns: Any) -> pl.DataFrame:
    """BLOCKS: `n` flat steady minutes of one run at 3 m/s with even balance.

    Any column can be told: one value, or one per block; None makes it all null.
    """
    usual: dict[str, Any] = {
        "activity_id": activity_id,
        "block_index": list(range(n)),
        "elapsed_s": [300.0 + 60 * index for index in range(n)],
        "duration_s": 60.0,
        "valid_s": 60.0,
        "speed_mps": 3.0,
        "grade_pct": 0.0,
        "grade_class": "flat",
        "turn_rate_degps": 0.5,
        "stance_balance_left_pct": 50.0,
    }
    filled = {
        name: value if isinstance(value, list) else [value] * n
        for name, value in (usual | columns).items()
    }
    return BLOCKS.check(BLOCKS.complete(pl.DataFrame(filled, strict=False)))
