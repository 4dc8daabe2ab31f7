"""Every column of every frame: name, dtype, meaning, plausible range.

Null is absence, zero is a value. A sample outside `low..high` is a sensor fault, and
`ingest/tidy.py` makes it null. `docs/columns.md` is built from these tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from core.errors import SchemaError

UTC = pl.Datetime("ms", "UTC")
N_HEART_RATE_BINS = 201  # one bin per bpm, 30 to 230
LOWEST_HEART_RATE_BPM = 30
HEART_RATE_BINS = pl.Array(pl.Int32, N_HEART_RATE_BINS)
N_SPEED_BINS = 161  # one bin per 0.05 m/s, 0 to 8 m/s
SPEED_BIN_MPS = 0.05
SPEED_BINS = pl.Array(pl.Int32, N_SPEED_BINS)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `means` is its line in the docs; outside `low..high` lies a sensor fault."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    means: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """A named tuple of columns; every frame of the house follows one."""

    name: str
    row_is: str
    columns: tuple[Column, ...]

    @property
    def dtypes(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """Column name to dtype, in order: what `pl.DataFrame(schema=...)` takes."""
        return {column.name: column.dtype for column in self.columns}

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def empty(self) -> pl.DataFrame:
        """A frame with all columns and no row."""
        return pl.DataFrame(schema=self.dtypes)

    def complete(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Add missing columns as nulls, cast, and put the columns in order; drop all others."""
        there = set(frame.columns)
        return frame.select(
            pl.col(column.name).cast(column.dtype)
            if column.name in there
            else pl.lit(None, dtype=column.dtype).alias(column.name)
            for column in self.columns
        )

    def check(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame unchanged if it has exactly these columns and dtypes.

        Raises:
            SchemaError: a column is missing, unknown, or of another dtype.
        """
        found, promised = dict(frame.schema), self.dtypes
        wrong = [
            f"{name}: {found.get(name)} instead of {dtype}"
            for name, dtype in promised.items()
            if found.get(name) != dtype
        ]
        wrong += [f"{name}: unknown" for name in found if name not in promised]
        if wrong:
            raise SchemaError(
                f"A {self.name} frame is not as promised ({'; '.join(wrong)}).",
                "This is a fault of Evenstride: please report it.",
            )
        return frame


F64 = pl.Float64

RECORDS = Schema(
    "RECORDS",
    "one sample of one activity, sorted by time",
    (
        Column("time", UTC, "when the sample was taken"),
        Column("elapsed_s", F64, "since the first sample, pauses included"),
        Column("timer_s", F64, "since the first sample, pauses left out"),
        Column("dt_s", F64, "timer seconds to the next sample, 0 across a pause"),
        Column("lat_deg", F64, "latitude, WGS 84", -90, 90),
        Column("lon_deg", F64, "longitude, WGS 84", -180, 180),
        Column("distance_m", F64, "from the start, never falling", 0, 2_000_000),
        Column("speed_mps", F64, "enhanced speed before plain speed", 0, 60),
        Column("altitude_m", F64, "enhanced altitude before plain altitude", -500, 9000),
        Column("heart_rate_bpm", F64, "0 and out of range are null", 30, 230),
        Column("cadence_spm", F64, "steps of both feet", 0, 250),
        Column("power_w", F64, "one source per file", 0, 2500),
        Column("stance_time_ms", F64, "ground contact, mean of both feet", 120, 400),
        Column("stance_time_pct", F64, "ground contact as a share of the step", 10, 90),
        Column("stance_balance_left_pct", F64, "left share of ground contact", 40, 60),
        Column("vertical_oscillation_mm", F64, "rise and fall of the trunk per step", 30, 160),
        Column("vertical_ratio_pct", F64, "vertical oscillation over step length", 3, 25),
        Column("step_length_mm", F64, "one step", 200, 3000),
        Column("stance_time_left_ms", F64, "ground contact, left foot pod", 120, 400),
        Column("stance_time_right_ms", F64, "ground contact, right foot pod", 120, 400),
        Column("impact_left_g", F64, "impact, left foot pod", 0, 60),
        Column("impact_right_g", F64, "impact, right foot pod", 0, 60),
        Column("braking_left_g", F64, "braking, left foot pod", 0, 60),
        Column("braking_right_g", F64, "braking, right foot pod", 0, 60),
        Column("pronation_left_deg", F64, "pronation excursion, left foot pod", -90, 90),
        Column("pronation_right_deg", F64, "pronation excursion, right foot pod", -90, 90),
        Column("footstrike_left_index", F64, "device's own scale, left foot pod", 0, 20),
        Column("footstrike_right_index", F64, "device's own scale, right foot pod", 0, 20),
        Column("form_power_w", F64, "Stryd's form power", 0, 500),
        Column("leg_spring_kn_m", F64, "Stryd's leg spring stiffness", 1, 50),
        Column("air_power_w", F64, "Stryd's air power", 0, 1000),
        Column("leg_spring_balance_left_pct", F64, "left share of leg spring stiffness", 40, 60),
        Column("vertical_oscillation_balance_left_pct", F64, "left share of oscillation", 40, 60),
        Column("impact_loading_rate_balance_left_pct", F64, "left share of impact loading", 40, 60),
        Column("power_balance_left_pct", F64, "left share of power; shown, never judged", 40, 60),
        Column("respiration_brpm", F64, "breathing rate", 4, 100),
        Column("temperature_c", F64, "air or wrist", -50, 70),
        Column("grade_pct", F64, "the device's own slope", -100, 100),
        Column("vertical_speed_mps", F64, "climbing is positive", -30, 30),
        Column("segment_index", pl.Int32, "track segment of a GPX, from 0"),
        Column("lap_index", pl.Int32, "lap, from 0"),
        Column(
            "is_running",
            pl.Boolean,
            "timer on and at least 120 steps a minute (no cadence: at least 1.5 m/s)",
        ),
    ),
)

DYNAMICS = (
    "stance_time_ms",
    "stance_time_pct",
    "stance_balance_left_pct",
    "vertical_oscillation_mm",
    "vertical_ratio_pct",
    "step_length_mm",
    "stance_time_left_ms",
    "stance_time_right_ms",
    "impact_left_g",
    "impact_right_g",
    "braking_left_g",
    "braking_right_g",
    "pronation_left_deg",
    "pronation_right_deg",
    "footstrike_left_index",
    "footstrike_right_index",
    "form_power_w",
    "leg_spring_kn_m",
    "leg_spring_balance_left_pct",
    "vertical_oscillation_balance_left_pct",
    "impact_loading_rate_balance_left_pct",
)
"""Columns of RECORDS that are null wherever `is_running` is not true."""

LAPS = Schema(
    "LAPS",
    "one lap, or the device's own summary of one activity (totals)",
    (
        Column("start_time", UTC, "start"),
        Column("end_time", UTC, "end"),
        Column("timer_s", F64, "without pauses"),
        Column("elapsed_s", F64, "with pauses"),
        Column("distance_m", F64, "as the device summed it"),
        Column("ascent_m", F64, "as the device summed it"),
        Column("descent_m", F64, "as the device summed it"),
        Column("energy_kcal", F64, "the device's estimate"),
        Column("avg_heart_rate_bpm", F64, "mean"),
        Column("max_heart_rate_bpm", F64, "highest"),
        Column("avg_cadence_spm", F64, "mean, both feet"),
        Column("max_cadence_spm", F64, "highest, both feet"),
        Column("avg_power_w", F64, "mean"),
        Column("max_power_w", F64, "highest"),
        Column("avg_speed_mps", F64, "mean"),
        Column("max_speed_mps", F64, "highest"),
        Column("avg_stance_time_ms", F64, "mean"),
        Column("avg_stance_balance_left_pct", F64, "mean, left share"),
        Column("avg_vertical_oscillation_mm", F64, "mean"),
        Column("avg_vertical_ratio_pct", F64, "mean"),
        Column("avg_step_length_mm", F64, "mean"),
        Column("training_effect_aerobic_index", F64, "the device's own scale, 0 to 5"),
        Column("training_effect_anaerobic_index", F64, "the device's own scale, 0 to 5"),
        Column("training_load_peak_index", F64, "the device's own scale"),
        Column("workout_rpe_index", F64, "effort as typed into the watch, 0 to 10"),
        Column("workout_feel_index", F64, "feel as typed into the watch, 0 to 100"),
        Column("trigger", pl.String, "why the lap ended"),
    ),
)

EVENTS = Schema(
    "EVENTS",
    "one event of the device",
    (
        Column("time", UTC, "when"),
        Column("event", pl.String, "what, such as timer"),
        Column("event_type", pl.String, "how, such as start or stop_all"),
    ),
)

SETS = Schema(
    "SETS",
    "one strength set as a watch counted it",
    (
        Column("start_time", UTC, "when it began"),
        Column("duration_s", F64, "how long it took"),
        Column("n_repetitions", pl.Int32, "counted by the watch or typed in"),
        Column("weight_kg", F64, "as typed in"),
        Column("category", pl.String, "squat, lunge, ...; null where the watch cannot tell"),
        Column("subtype_index", pl.Int32, "FIT's number of the exercise within its category"),
        Column("set_type", pl.String, "active or rest"),
    ),
)

ACTIVITIES = Schema(
    "ACTIVITIES",
    "one activity: what is known of it without reading its records again",
    (
        Column("activity_id", pl.Int64, "key in the store; null before it is stored"),
        Column("start_time", UTC, "start"),
        Column("local_date", pl.Date, "local day of the start; decided once, when taken in"),
        Column("utc_offset_s", pl.Int32, "offset of local time, if the file tells"),
        Column("sport", pl.String, "running, cycling, ..."),
        Column("sub_sport", pl.String, "treadmill, trail, ..."),
        Column("device", pl.String, "maker and model, as far as the file tells"),
        Column("title", pl.String, "what the runner called it, where an export tells"),
        Column("gear", pl.String, "shoes or bike, where an export tells"),
        Column("elapsed_s", F64, "with pauses; the device's total before our own"),
        Column("timer_s", F64, "without pauses; the device's total before our own"),
        Column("moving_s", F64, "without pauses and standing still"),
        Column("distance_m", F64, "the device's total before our own"),
        Column("is_distance_estimated", pl.Boolean, "indoors, or from positions only"),
        Column("ascent_m", F64, "hysteresis sum of the smoothed altitude"),
        Column("descent_m", F64, "hysteresis sum of the smoothed altitude"),
        Column("altitude_source", pl.String, "baro, gnss, or null where unknown"),
        Column("avg_heart_rate_bpm", F64, "mean over the records that have one"),
        Column("max_heart_rate_bpm", F64, "highest record"),
        Column("peak_heart_rate_bpm", F64, "highest 15 s mean after a 5 s median; null if locked"),
        Column("heart_rate_s", HEART_RATE_BINS, "moving seconds at 30, 31, ... 230 bpm"),
        Column("heart_rate_coverage_pct", F64, "valid heart rate, of the moving time"),
        Column("cadence_lock_s", F64, "heart rate that only copies the cadence, left out"),
        Column("avg_cadence_spm", F64, "mean over the records that have one"),
        Column("avg_power_w", F64, "mean over the records that have one"),
        Column("avg_stance_time_ms", F64, "mean over the records that have one"),
        Column("avg_stance_balance_left_pct", F64, "mean over the records that have one"),
        Column("stance_balance_coverage_pct", F64, "balance, of the moving time"),
        Column("balance_sensor", pl.String, "what measured the balance"),
        Column("normalised_graded_speed_mps", F64, "fourth-power mean of 30 s graded speed"),
        Column("normalised_graded_speed_minetti_mps", F64, "the same, graded by energy cost"),
        Column("graded_speed_s", SPEED_BINS, "moving seconds at graded speeds 0, 0.05, ... 8 m/s"),
        Column("energy_kj_kg", F64, "energy cost of the way by its slope; wind left out"),
        Column("normalised_power_w", F64, "fourth-power mean of 30 s power"),
        Column("power_sensor", pl.String, "what measured or modelled the power"),
        Column("n_steps", pl.Int32, "steps of both feet while moving"),
        Column("ground_time_s", F64, "ground contact, summed over all steps"),
        Column("flight_time_ms", F64, "mean time in the air between two steps"),
        Column("peak_force_bw", F64, "modelled peak vertical force, on the flat only"),
        Column("trunk_rise_m", F64, "vertical oscillation, summed over all steps"),
        Column("steep_descent_m", F64, "metres down at slopes of -5 % and steeper"),
        Column("efficiency_mpb", F64, "graded speed over heart rate, of the moving seconds"),
        Column("decoupling_pct", F64, "fall of that from first to second half; null if unsteady"),
        Column("durability_ratio", F64, "late over early heart rate per speed, of 90 min and more"),
        Column("turn_left_deg", F64, "turning to the left, summed over the way"),
        Column("turn_right_deg", F64, "turning to the right, summed over the way"),
        Column("oval_left_m", F64, "distance on ovals run to the left"),
        Column("oval_right_m", F64, "distance on ovals run to the right"),
        Column("pod_sensor", pl.String, "the two pods that tell left from right, if any"),
        Column("avg_pod_balance_left_pct", F64, "left share of the pods' ground contact"),
        Column("is_balance_constant", pl.Boolean, "one value all along: nothing was measured"),
        Column("is_pod_balance_constant", pl.Boolean, "the same, of the pods"),
        Column("n_records", pl.Int32, "samples"),
        Column("n_blocks", pl.Int32, "steady minutes"),
        Column("rpe_index", F64, "effort of the whole session, 0 to 10: told, else the watch's"),
        Column("incline_pct", F64, "slope of the treadmill, where the runner tells"),
        Column("surface", pl.String, "road, trail, ..., where the runner tells"),
        Column("notes", pl.String, "what the runner wrote about it"),
        Column("is_swapped", pl.Boolean, "the runner says that left and right were swapped"),
        Column("is_manual", pl.Boolean, "typed in: there is no file behind it"),
        Column("is_edited", pl.Boolean, "the runner changed something that the file says"),
    ),
)

BLOCKS = Schema(
    "BLOCKS",
    "one steady block of one run; values are medians",
    (
        Column("activity_id", pl.Int64, "key of the run"),
        Column("block_index", pl.Int32, "order in the run, from 0"),
        Column("elapsed_s", F64, "start of the block"),
        Column("duration_s", F64, "60, or 30 for hills"),
        Column("valid_s", F64, "seconds of the block that count"),
        Column("speed_mps", F64, "median"),
        Column("grade_pct", F64, "median; null without altitude"),
        Column("grade_class", pl.String, "flat, up, down, or null in between or unknown"),
        Column("turn_rate_degps", F64, "mean absolute turn rate; null without position"),
        Column("heart_rate_bpm", F64, "median"),
        Column("cadence_spm", F64, "median"),
        Column("power_w", F64, "median"),
        Column("stance_time_ms", F64, "median"),
        Column("stance_balance_left_pct", F64, "median"),
        Column("vertical_oscillation_mm", F64, "median"),
        Column("vertical_ratio_pct", F64, "median"),
        Column("step_length_mm", F64, "median"),
        Column("leg_spring_kn_m", F64, "median"),
        Column("leg_spring_balance_left_pct", F64, "median"),
        Column("vertical_oscillation_balance_left_pct", F64, "median"),
        Column("impact_loading_rate_balance_left_pct", F64, "median; shown, never judged"),
        Column("power_balance_left_pct", F64, "median; shown, never judged"),
        Column("pod_balance_left_pct", F64, "left share of the pods' ground contact, median"),
        Column("turn_right_degps", F64, "mean turn rate, positive to the right"),
    ),
)

DAYS = Schema(
    "DAYS",
    "one local day, no gaps, from the first covered day to the last",
    (
        Column("local_date", pl.Date, "the day"),
        Column("n_runs", pl.Int32, "runs that started on it"),
        Column("n_activities", pl.Int32, "activities of any sport"),
        Column("distance_m", F64, "of runs; null if a run's distance is unknown"),
        Column("timer_s", F64, "of runs"),
        Column("load_au", F64, "of runs; 0 on a rest day, null if a run's load is unknown"),
        Column("is_load_estimated", pl.Boolean, "a second choice of metric, or partly covered"),
        Column("descent_m", F64, "of runs; null if a run's descent is unknown"),
        Column("other_load_au", F64, "of other sports; null if one of theirs is unknown"),
        Column("strength_s", F64, "time of strength and gym sessions"),
        Column("yoga_s", F64, "time of yoga"),
        Column("pilates_s", F64, "time of pilates"),
        Column("other_s", F64, "time of all other sports"),
    ),
)

LOADS = Schema(
    "LOADS",
    "one activity with every load that can be computed, and the one that counts",
    (
        Column("activity_id", pl.Int64, "key of the activity"),
        Column("start_time", UTC, "start"),
        Column("local_date", pl.Date, "local day of the start"),
        Column("sport", pl.String, "running, cycling, ..."),
        Column("timer_s", F64, "without pauses"),
        Column("moving_s", F64, "without pauses and standing still"),
        Column("distance_m", F64, "of the activity; null if unknown"),
        Column("heart_rate_coverage_pct", F64, "valid heart rate, of the moving time"),
        Column("trimp_au", F64, "Banister's TRIMP from the stream"),
        Column("edwards_au", F64, "minutes in five zones of the maximum, weighted 1 to 5"),
        Column("lucia_au", F64, "minutes in three zones, where both thresholds are told"),
        Column("hr_load_au", F64, "heart-rate load"),
        Column("is_hr_load_estimated", pl.Boolean, "heart rate for less than 98 % of it"),
        Column("pace_load_au", F64, "pace load; runs only"),
        Column("power_load_au", F64, "power load; shown, feeds no series"),
        Column("session_rpe_au", F64, "effort x minutes, on its own scale"),
        Column("rpe_load_au", F64, "that on the runner's own scale of the other loads"),
        Column("load_au", F64, "the load that counts; null if unknown, never 0 for that"),
        Column("load_source", pl.String, "hr, pace or rpe: which of them it is"),
        Column("is_load_estimated", pl.Boolean, "a second choice, or partly covered"),
        Column("missing", pl.String, "why there is no load, in words; null where there is one"),
    ),
)

SERIES = Schema(
    "SERIES",
    "one local day of the 42/7-day load, no gaps; a day of unknown load stops the curves",
    (
        Column("local_date", pl.Date, "the day"),
        Column("load_au", F64, "what entered the curves: known, imputed or planned; null: unknown"),
        Column("is_imputed", pl.Boolean, "unknown: filled from the runner's own median per hour"),
        Column("is_warming_up", pl.Boolean, "first 42 days, also after a stop: no number is shown"),
        Column("is_forecast", pl.Boolean, "after today: planned, not done"),
        Column("load_42_au", F64, "42-day load at the end of the day"),
        Column("load_7_au", F64, "7-day load at the end of the day"),
        Column("difference_au", F64, "42-day minus 7-day load of the day before"),
        Column("ramp_au", F64, "42-day load against that of 7 days before"),
    ),
)

WEEKS = Schema(
    "WEEKS",
    "one calendar week, first to last covered day; the last may be under way",
    (
        Column("week_start", pl.Date, "first day of the week"),
        Column("n_days", pl.Int32, "days of it that are covered"),
        Column("n_runs", pl.Int32, "runs"),
        Column("distance_m", F64, "of runs; null if one is unknown"),
        Column("timer_s", F64, "of runs"),
        Column("load_au", F64, "sum of the days; null if one is unknown"),
        Column("descent_m", F64, "of runs; null if one is unknown"),
        Column("change_pct", F64, "distance against the week before; null where that was 0"),
        Column("monotony_ratio", F64, "mean over standard deviation of the seven days"),
        Column("strain_au", F64, "week sum times monotony"),
    ),
)

RATIOS = Schema(
    "RATIOS",
    "one local day of the 7:28-day ratio, three ways; null before 28 known days",
    (
        Column("local_date", pl.Date, "the day"),
        Column("coupled_ratio", F64, "mean of 7 days over mean of 28 days"),
        Column("uncoupled_ratio", F64, "mean of 7 days over mean of the 21 days before"),
        Column("ewma_ratio", F64, "7-day over 28-day exponential mean, both from the first day"),
    ),
)

EFFORTS = Schema(
    "EFFORTS",
    "one best effort of one run: over a duration (target_s) or a distance (target_m)",
    (
        Column("activity_id", pl.Int64, "key of the run"),
        Column("target_s", F64, "the duration asked for; null of a distance"),
        Column("target_m", F64, "the distance asked for; null of a duration"),
        Column("start_s", F64, "elapsed time at its start"),
        Column("elapsed_s", F64, "how long it took"),
        Column("distance_m", F64, "how far it went"),
        Column("heart_rate_bpm", F64, "highest 15 s mean in it"),
    ),
)

ROUTES = Schema(
    "ROUTES",
    "one 50 m cell of the way of one run, in order of the first visit",
    (
        Column("activity_id", pl.Int64, "key of the run"),
        Column("cell_id", pl.Int64, "which cell of the globe"),
    ),
)

SELF_TESTS = Schema(
    "SELF_TESTS",
    "one self-test of both sides on one day",
    (
        Column("test_id", pl.Int64, "key of the entry"),
        Column("test", pl.String, "ST_CALF, ST_BRIDGE, ..."),
        Column("taken_on", pl.Date, "local day"),
        Column("left_value", F64, "best try of the left side; null if it could not be done"),
        Column("right_value", F64, "best try of the right side; null if it could not be done"),
        Column("leg_length_m", F64, "for the composite of the reach test"),
        Column("left_parts", pl.List(F64), "further parts of the left side, such as three reaches"),
        Column("right_parts", pl.List(F64), "further parts of the right side"),
        Column("notes", pl.String, "what the runner wrote"),
    ),
)

DIARY = Schema(
    "DIARY",
    "one entry of the diary",
    (
        Column("entry_id", pl.Int64, "key of the entry"),
        Column("local_date", pl.Date, "the day that it speaks of"),
        Column("kind", pl.String, "pain, tightness, focus, ill"),
        Column("place", pl.String, "of a pain: one of the pain tags"),
        Column("side", pl.String, "left, right or none"),
        Column("score_index", F64, "0 to 10"),
        Column("notes", pl.String, "what the runner wrote"),
    ),
)

SPIKES = Schema(
    "SPIKES",
    "one run against the longest run of the 30 days before it",
    (
        Column("activity_id", pl.Int64, "key of the run"),
        Column("start_time", UTC, "start"),
        Column("local_date", pl.Date, "local day of the start"),
        Column("distance_m", F64, "of the run; null if unknown"),
        Column("reference_distance_m", F64, "longest run of the 30 days before; null if none"),
        Column("reference_date", pl.Date, "when that was"),
        Column("spike_ratio", F64, "distance over reference"),
        Column("spike_class", pl.String, "reference, small, moderate, large or no_recent_run"),
        Column("is_reference_complete", pl.Boolean, "at least 30 days of history before the run"),
    ),
)

CEILINGS = Schema(
    "CEILINGS",
    "one local day: how far a run on that day may go; days after today assume no further run",
    (
        Column("local_date", pl.Date, "the day"),
        Column("reference_distance_m", F64, "longest run of the 30 days before; null if none"),
        Column("ceiling_m", F64, "1.10 x that"),
    ),
)

LEANS = Schema(
    "LEANS",
    "one run's ground-contact balance by one sensor, from its flat steady blocks",
    (
        Column("activity_id", pl.Int64, "key of the run"),
        Column("start_time", UTC, "start"),
        Column("local_date", pl.Date, "local day of the start"),
        Column("sensor", pl.String, "what measured it; a new sensor starts a new baseline"),
        Column("measure", pl.String, "the column of BLOCKS behind it: strap or pods, never mixed"),
        Column("lean_pp", F64, "median of the blocks; positive: left is larger"),
        Column("low_pp", F64, "lower end of the 95 % interval"),
        Column("high_pp", F64, "upper end of the 95 % interval"),
        Column("n_blocks", pl.Int32, "flat steady minutes"),
        Column("is_constant", pl.Boolean, "one value all along, so nothing was measured"),
        Column("is_eligible", pl.Boolean, "10 blocks, an interval within 1.0, not constant"),
        Column("is_side_told", pl.Boolean, "the runner said that its sensor is read as worn"),
    ),
)

WHERE = Schema(
    "WHERE",
    "one cell of the table that asks where an uneven balance comes from",
    (
        Column("cause", pl.String, "speed, slope, third, turn, sensor, shoes or hard_day"),
        Column("cell_index", pl.Int32, "order within the cause, from 0"),
        Column("cell", pl.String, "up, first, right, a sensor, a pair of shoes, 3+ days, ..."),
        Column("speed_mps", F64, "lower edge of a speed bin of 0.25 m/s; null of other causes"),
        Column("n_runs", pl.Int32, "runs behind the cell"),
        Column("n_blocks", pl.Int32, "steady blocks behind the cell"),
        Column("lean_pp", F64, "median; positive: left is larger; null where too thin to speak"),
        Column("low_pp", F64, "lower end of the 95 % interval"),
        Column("high_pp", F64, "upper end of the 95 % interval"),
        Column("is_thin", pl.Boolean, "under 10 blocks or 3 runs: the cell refuses to speak"),
    ),
)

INTENSITY = Schema(
    "INTENSITY",
    "four weeks of running in three zones, the last ending on the day asked for",
    (
        Column("period_start", pl.Date, "first day"),
        Column("period_end", pl.Date, "last day"),
        Column("n_days", pl.Int32, "28; fewer where the span asked for begins"),
        Column("n_runs", pl.Int32, "runs"),
        Column("n_runs_unknown", pl.Int32, "runs of which no second has a zone"),
        Column("easy_s", F64, "moving time below the first threshold"),
        Column("middle_s", F64, "between the two thresholds"),
        Column("hard_s", F64, "above the second threshold"),
        Column("unknown_s", F64, "moving time that has no zone; never counted as easy"),
        Column("easy_pct", F64, "of the time with a zone; null if there is none"),
        Column("middle_pct", F64, "of the time with a zone"),
        Column("hard_pct", F64, "of the time with a zone"),
        Column("polarisation_index", F64, "of four weeks; null where it is not defined"),
        Column("mix", pl.String, "polarised, pyramidal, threshold, hard, easy or mixed"),
        Column("is_approximate", pl.Boolean, "an edge between zones was not told by a test"),
    ),
)

CURVE = Schema(
    "CURVE",
    "the best effort of all runs asked for over one duration or one distance",
    (
        Column("target_s", F64, "the duration; null of a distance"),
        Column("target_m", F64, "the distance; null of a duration"),
        Column("speed_mps", F64, "mean over elapsed time"),
        Column("elapsed_s", F64, "how long it took"),
        Column("distance_m", F64, "how far it went"),
        Column("activity_id", pl.Int64, "the run that it is from"),
        Column("local_date", pl.Date, "its day"),
        Column("start_s", F64, "elapsed time of that run at its start"),
        Column("heart_rate_bpm", F64, "highest 15 s mean in it; null if unknown"),
    ),
)

SESSIONS_DONE = Schema(
    "SESSIONS_DONE",
    "one strength, yoga or pilates session that the runner logged, or that a watch recorded",
    (
        Column("log_id", pl.Int64, "key of the entry; null of a watch's own file"),
        Column("activity_id", pl.Int64, "key of the watch's activity; null of a typed entry"),
        Column("local_date", pl.Date, "the day"),
        Column("start_time", UTC, "when it began; null if not told"),
        Column("planned_for", pl.Date, "its day in the plan; null if it was not planned"),
        Column("kind", pl.String, "strength, yoga or pilates"),
        Column("duration_s", F64, "how long it took; null if unknown"),
        Column("rpe_index", F64, "effort of the whole session, 0 to 10"),
        Column("pain_after_index", F64, "pain the next morning, 0 to 10; null if not told"),
        Column("is_finished", pl.Boolean, "false while it is under way"),
        Column("notes", pl.String, "what the runner wrote"),
    ),
)

SETS_DONE = Schema(
    "SETS_DONE",
    "one set of one side of one exercise",
    (
        Column("log_id", pl.Int64, "key of the logged session; null of a watch's own file"),
        Column("activity_id", pl.Int64, "key of the watch's activity; null of a typed entry"),
        Column("local_date", pl.Date, "the day"),
        Column("exercise_id", pl.String, "of the library; null where a watch's word fits none"),
        Column("set_index", pl.Int32, "order within the exercise, from 0"),
        Column("side", pl.String, "left, right or none"),
        Column("amount_value", F64, "repetitions, seconds or metres, as the exercise counts"),
        Column("load_kg", F64, "weight; null if none or unknown"),
        Column("reserve_index", F64, "repetitions that would still have gone"),
        Column("pain_index", F64, "pain during it, 0 to 10; null if not told"),
    ),
)

WATCH_SETS = Schema(
    "WATCH_SETS",
    "one strength set as a watch counted it, with its activity",
    (
        Column("activity_id", pl.Int64, "key of the activity"),
        Column("local_date", pl.Date, "the day"),
        *SETS.columns,
    ),
)

SHOWN = Schema(
    "SHOWN",
    "one session of a week's plan as the runner saw it",
    (
        Column("week", pl.Date, "the Monday of its week"),
        Column("local_date", pl.Date, "its day"),
        Column("kind", pl.String, "full or light"),
        Column("duration_s", F64, "how long it was to take"),
        Column("n_sets", pl.Int32, "sets of one side or of both, extra sets counted"),
        Column("exercise_ids", pl.String, "its exercises in order, with a space between"),
    ),
)

SPLITS = Schema(
    "SPLITS",
    "one kilometre or mile of one run; the last one is what is left",
    (
        Column("split_index", pl.Int32, "order, from 0"),
        Column("from_m", F64, "way at its begin"),
        Column("to_m", F64, "way at its end"),
        Column("moving_s", F64, "without pauses and standing still"),
        Column("elapsed_s", F64, "with pauses"),
        Column("speed_mps", F64, "way over moving time; null where nothing moved"),
        Column("heart_rate_bpm", F64, "mean; null where known for under half of it"),
        Column("cadence_spm", F64, "mean; null where known for under half of it"),
        Column("balance_left_pct", F64, "median; null where known for under half of it"),
        Column("climb_m", F64, "altitude at its end less that at its begin"),
    ),
)

LEFT_OUT = Schema(
    "LEFT_OUT",
    "one stretch of one run that counts for the balance, or not, and why",
    (
        Column("reason", pl.String, "counted, first, stop, slow, climb, descent, slope, ..."),
        Column("from_s", F64, "elapsed time of its first second"),
        Column("to_s", F64, "elapsed time after its last second"),
        Column("from_m", F64, "way at its begin; null without a distance"),
        Column("to_m", F64, "way at its end"),
        Column("n_s", pl.Int32, "seconds of it"),
    ),
)

RUN_ZONES = Schema(
    "RUN_ZONES",
    "one zone of heart rate, and the time of one activity in it",
    (
        Column("kind", pl.String, "whose zones: Friel or Edwards"),
        Column("zone", pl.String, "its name"),
        Column("from_bpm", F64, "lower edge, which belongs to it; null of the lowest"),
        Column("to_bpm", F64, "upper edge; null of the highest"),
        Column("moving_s", F64, "time in it"),
    ),
)

SCHEMAS = (
    RECORDS,
    LAPS,
    EVENTS,
    SETS,
    ACTIVITIES,
    BLOCKS,
    DAYS,
    LOADS,
    SERIES,
    WEEKS,
    RATIOS,
    EFFORTS,
    ROUTES,
    INTENSITY,
    CURVE,
    SPIKES,
    CEILINGS,
    LEANS,
    WHERE,
    SELF_TESTS,
    DIARY,
    SESSIONS_DONE,
    SETS_DONE,
    WATCH_SETS,
    SHOWN,
    SPLITS,
    LEFT_OUT,
    RUN_ZONES,
)
