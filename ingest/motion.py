"""The samples of one activity, completed: steps, distance, speed, is it running → RECORDS."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.activity import RUNNING, FieldSource
from core.scalars import as_number
from core.schemas import DYNAMICS, RECORDS
from core.units import EARTH_RADIUS_M
from ingest import sports
from ingest.channels import in_range
from ingest.laps import moment

STRIDES_BELOW_SPM = 120.0  # ingest law, section 6, cadence rule
TURNING_ABOVE_SPM = 30.0
RUNNING_CADENCE_SPM = 120.0
RUNNING_SPEED_MPS = 1.5
FASTEST_MPS = 60.0  # as a sample's speed at most: no watch goes faster
FASTEST_ON_FOOT_MPS = 12.0  # load law, section 2: faster is a fault
AROUND_S = 3.0  # our choice: two samples on either side of a watch that writes every second

DISTANCES = ("distance_m", "speed_mps")

Sources = dict[str, FieldSource]


def steps_per_count(counts: pl.Series) -> float:
    """2 where a file counts strides (one foot), 1 where it counts steps.

    Args:
        counts: Cadence of a run, walk or hike as the file has it.

    Source:
        Ingest law, section 6: the median above 30 is below 120 in every file that counts strides
        (running medians of the corpus: 64 to 93), and above it in files that count steps.
    """
    median = as_number(counts.filter(counts > TURNING_ABOVE_SPM).median()) or 0.0
    return 1.0 if median >= STRIDES_BELOW_SPM else 2.0


def with_steps(table: pl.DataFrame, sources: Sources) -> tuple[pl.DataFrame, float]:
    """Turn `cadence_spm` from what the file counts into steps of both feet; and the factor.

    Without any cadence the factor is 2, since FIT, Garmin and Strava count strides.
    """
    if "cadence_spm" not in table.columns:
        return table, 2.0
    if not (table["cadence_spm"] > TURNING_ABOVE_SPM).any():
        return without_steps(table, sources), 2.0  # a sensor that never saw a step has seen nothing
    factor = steps_per_count(table["cadence_spm"])
    rule = "strides x 2" if factor == 2.0 else "steps as they are"
    sources["cadence_spm"] = replace(sources["cadence_spm"], rule=rule)
    return table.with_columns(in_range(pl.col("cadence_spm") * factor, "cadence_spm")), factor


def without_steps(table: pl.DataFrame, sources: Sources) -> pl.DataFrame:
    """Leave out the cadence of a sport that is not on foot: its turns are not steps."""
    sources.pop("cadence_spm", None)
    return table.drop("cadence_spm", strict=False)


def with_position(table: pl.DataFrame) -> pl.DataFrame:
    """Null positions that lack a half, or that lie at (0, 0), where no watch has been."""
    if not {"lat_deg", "lon_deg"} <= set(table.columns):
        return table.drop("lat_deg", "lon_deg", strict=False)
    is_placed = (
        pl.col("lat_deg").is_not_null()
        & pl.col("lon_deg").is_not_null()
        & ~((pl.col("lat_deg") == 0) & (pl.col("lon_deg") == 0))
    )
    return table.with_columns(pl.when(is_placed).then(pl.col("lat_deg", "lon_deg")))


def with_distance(
    table: pl.DataFrame, sources: Sources, *, before_m: float, sport: str | None
) -> pl.DataFrame:
    """Make `distance_m` start with this activity and never fall; from positions if it is missing.

    A position that nobody can have reached and left so fast is passed over.

    Args:
        table: Samples in time order, with `is_joined`.
        sources: Gets the origin of a distance of ours.
        before_m: Where the device's counter stood at the end of the activity before this one
            in the same file; taken off if the counter went on from there.
        sport: As far as the file tells it; on foot nobody is faster than 12 m/s.

    Source:
        Load law, section 2, "Speed spikes".
    """
    if "distance_m" in table.columns and not (table["distance_m"] > 0).any():
        table = table.drop("distance_m")  # a counter that never moved has counted nothing
        sources.pop("distance_m", None)
    if "distance_m" in table.columns:
        first = table["distance_m"].drop_nulls()[0]
        offset = before_m if first >= before_m else 0.0
        return table.with_columns((pl.col("distance_m") - offset).cum_max())
    if "lat_deg" not in table.columns or not table["lat_deg"].count():
        return table
    sources["distance_m"] = FieldSource(
        origin="derived", field="position", rule="great-circle steps, summed within segments"
    )
    fastest_mps = FASTEST_ON_FOOT_MPS if is_on_foot(sport) else FASTEST_MPS
    along = _along(table, fastest_mps=fastest_mps)
    return table.with_columns(distance_m=pl.Series(along, dtype=pl.Float64))


def _along(table: pl.DataFrame, *, fastest_mps: float) -> pl.Series:
    """Metres along the positions; a new track segment adds nothing, no position is null.

    A position with too fast a step to it and from it is a stray one: the step goes past it. What
    is too fast even so adds nothing.
    """
    placed = table.with_row_index("row").drop_nulls("lat_deg")
    if "segment_index" not in placed.columns:
        placed = placed.with_columns(segment_index=0)
    seconds = pl.col("elapsed_s").diff().clip(lower_bound=1.0)  # two samples of a second are fair
    is_same = (pl.col("segment_index").diff() == 0).fill_null(value=False)
    is_fast = is_same & (_haversine_m() > fastest_mps * seconds)
    is_stray = placed.select(is_fast & is_fast.shift(-1, fill_value=False)).to_series()
    metres = pl.when(is_same & ~is_fast).then(_haversine_m()).otherwise(0.0)
    summed = placed.filter(~is_stray).select("row", metres=metres)
    summed = summed.select(pl.col("row"), pl.col("metres").cum_sum())
    return (
        table.with_row_index("row")
        .select("row")
        .join(summed, on="row", how="left", maintain_order="left")["metres"]
    )


def _haversine_m() -> pl.Expr:
    """Great-circle metres from the row before, on the mean sphere."""
    lat, lon = pl.col("lat_deg").radians(), pl.col("lon_deg").radians()
    half = (lat.diff() / 2).sin().pow(2)
    half += lat.cos() * lat.shift(1).cos() * (lon.diff() / 2).sin().pow(2)
    return 2 * EARTH_RADIUS_M * half.clip(0.0, 1.0).sqrt().arcsin()


def with_speed(table: pl.DataFrame, sources: Sources) -> pl.DataFrame:
    """Fill `speed_mps` from the distance where the file has no speed at all.

    A distance summed from positions is taken over the samples around: from one position to the
    next the jitter of GPS made a quarter of a run's seconds look like faults.
    """
    if "speed_mps" in table.columns or "distance_m" not in table.columns:
        return table
    known = table.with_row_index("row").drop_nulls("distance_m")
    step, rule = _step_mps(), "metres over seconds since the sample before"
    origin = sources.get("distance_m")
    if origin is not None and origin.origin == "derived":
        step = pl.coalesce(_around_mps(), step)
        rule = f"metres over seconds of the samples within {AROUND_S:.0f} s"
    known = known.with_columns(stretch=(~pl.col("is_joined")).cum_sum())
    steps = known.select("row", speed_mps=step)
    if not steps["speed_mps"].count():
        return table
    sources["speed_mps"] = FieldSource(origin="derived", field="distance_m", rule=rule)
    joined = table.with_row_index("row").join(steps, on="row", how="left", maintain_order="left")
    return joined.drop("row").with_columns(in_range(pl.col("speed_mps"), "speed_mps"))


def _step_mps() -> pl.Expr:
    """Speed since the sample before; null after a pause."""
    seconds = pl.col("elapsed_s").diff()
    return pl.when((seconds > 0) & pl.col("is_joined")).then(pl.col("distance_m").diff() / seconds)


def _around_mps() -> pl.Expr:
    """Speed from the second sample before to the second after; null at ends and where far apart."""
    metres, seconds = (
        (pl.col(name).shift(-2) - pl.col(name).shift(2)).over("stretch")
        for name in ("distance_m", "elapsed_s")
    )
    return pl.when((seconds > 0) & (seconds <= 2 * AROUND_S)).then(metres / seconds)


def without_impossible(
    records: pl.DataFrame, totals: pl.DataFrame, *, sport: str
) -> tuple[pl.DataFrame, pl.DataFrame, str | None]:
    """RECORDS and the device's own totals, without a distance that no foot can have gone.

    Args:
        records: RECORDS.
        totals: LAPS with one row.
        sport: Of the activity; other vehicles are not judged.

    Returns:
        Both as they are and None; or both without distance and speed, and the sentence why.

    Source:
        Load law, section 2: no runner is faster than 12 m/s, so no mean is either.
    """
    told = as_number(totals["distance_m"].max()) or as_number(records["distance_m"].max()) or 0.0
    times = (records["elapsed_s"], totals["elapsed_s"], totals["timer_s"])  # of what broke off too
    took_s = max(1.0, *(as_number(each.max()) or 0.0 for each in times))
    is_lost = not told and records["lat_deg"].drop_nulls().n_unique() > 1
    if not is_on_foot(sport) or (told <= FASTEST_ON_FOOT_MPS * took_s and not is_lost):
        return records, totals, None
    speeds = [name for name in totals.columns if "distance" in name or "speed" in name]
    what = (
        "Its positions lie farther apart"
        if is_lost
        else f"Its {told / 1000:,.1f} km in {took_s / 60:,.0f} min are more"
    )
    said = (
        f"{what} than anyone can run, so distance and speed are left out. Type the distance on the "
        "run's page if you know it."
    )
    return (
        records.with_columns(pl.lit(None, pl.Float64).alias(name) for name in DISTANCES),
        totals.with_columns(pl.lit(None, totals[name].dtype).alias(name) for name in speeds),
        said,
    )


def finished(table: pl.DataFrame, *, sport: str) -> pl.DataFrame:
    """RECORDS: is it running, and no running dynamics wherever it is not.

    Args:
        table: Samples in time order with `timestamp` and what `clock` adds.
        sport: Only a run has running samples; a brisk walk has as many steps.
    """
    table = table.with_columns(time=moment(pl.col("timestamp")))
    records = RECORDS.complete(table.drop("is_running", strict=False))
    moves = pl.coalesce(
        pl.col("cadence_spm") >= RUNNING_CADENCE_SPM, pl.col("speed_mps") >= RUNNING_SPEED_MPS
    )
    is_running = moves & table["is_timer_on"] if sport == RUNNING else pl.lit(value=False)
    judged = records.with_columns(
        pl.when(is_running).then(pl.col(*DYNAMICS)), is_running=is_running
    )
    return RECORDS.check(judged)


def is_on_foot(sport: str | None) -> bool:
    """True for sports whose cadence counts feet."""
    return sport in sports.FOOT_SPORTS
