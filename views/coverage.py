"""What the files hold, week by week, and what that can answer: charts and a table."""

from __future__ import annotations

from datetime import date, timedelta

import altair as alt
import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.scalars import latest
from core.season import monday_of
from views.layers import Layers
from views.measured import only_measured
from views.theme import Palette, finish
from views.windows import MOMENT, Window, midnight, time_axis

CHANNELS = {
    "Distance": "distance_m",
    "Heart rate": "avg_heart_rate_bpm",
    "Cadence": "avg_cadence_spm",
    "Altitude": "altitude_source",
    "Ground contact": "avg_stance_time_ms",
    "Balance L/R": "avg_stance_balance_left_pct",
    "Power": "avg_power_w",
}
DERIVED = {
    "from_time": "naive local start of the week's square",
    "to_time": "naive local end of the square",
    "channel": "what is measured, as the reader calls it",
    "share": "share of the week's runs that have the channel",
    "label": "number of runs of the window that have the channel",
}
LEGEND = (
    "The half year up to your last run, a square a week. Full colour: every run has it. Paler: "
    "only some. Empty outline: you ran, but the channel is missing. No square: no run."
)
LIMIT = (
    "Number of runs. A watch on the wrist alone cannot measure left and right: that takes a chest "
    "strap with running dynamics, or pods."
)
N_WEEKS = 26
ROW_PX, AXIS_PX, RIGHT_PX = 28, 34, 64
FEEDS = {
    "How far the next run may go": "Distance",
    "Heart-rate load": "Heart rate",
    "Left and right": "Balance L/R",
    "Climb and descent": "Altitude",
}


def has_runs(review: Review) -> bool:
    """Whether there is a run whose channels could be shown."""
    return not review.activities.filter(pl.col("sport") == RUNNING).is_empty()


def alt_text(review: Review) -> str:
    """What the strip says: how many recent runs have each channel."""
    said = [f"{row['channel']} {row['label']}" for row in totals(review).iter_rows(named=True)]
    return f"Runs of the half year up to the last run that have each channel: {', '.join(said)}."


def coverage(review: Review) -> pl.DataFrame:
    """One row a week and channel, for weeks of the last half year with a run."""
    runs = _recent_runs(review)
    monday = pl.col("local_date").dt.truncate("1w").cast(MOMENT)
    has = [pl.col(column).is_not_null().alias(name) for name, column in CHANNELS.items()]
    weeks = runs.select(monday.alias("week"), *has).group_by("week").mean()
    squares = weeks.unpivot(index="week", variable_name="channel", value_name="share")
    start = pl.col("week") + pl.duration(hours=12)  # the gap between squares, in time
    end = pl.col("week") + pl.duration(days=6, hours=12)
    return squares.sort("week").select(
        start.alias("from_time"), end.alias("to_time"), "channel", "share"
    )


def totals(review: Review) -> pl.DataFrame:
    """One row a channel: how many runs of the last half year have it."""
    runs = _recent_runs(review)
    rows = [
        {"channel": name, "label": str(runs.height - runs[column].null_count())}
        for name, column in CHANNELS.items()
    ]
    rows[0]["label"] += " run" if rows[0]["label"] == "1" else " runs"
    return pl.DataFrame(rows, schema={"channel": pl.String, "label": pl.String})


def coverage_chart(review: Review, palette: Palette) -> alt.LayerChart:
    """One square a week and channel: full, partly, or an outline where the channel is missing."""
    monday = _first_monday(review)
    last = monday + timedelta(weeks=N_WEEKS) - timedelta(days=1)
    x = time_axis(Window(since=monday, until=last, today=review.today, is_by_week=True))
    y = alt.Y(
        "channel:N",
        axis=alt.Axis(title=None, labelLimit=110),
        scale=alt.Scale(domain=list(CHANNELS), paddingInner=0.16),
    )
    ends = [midnight(monday), midnight(last + timedelta(days=1))]
    ground = pl.DataFrame({"from_time": ends}, schema={"from_time": MOMENT})
    squares = coverage(review)
    layers = [
        alt.Chart(ground.with_columns(channel=pl.lit("Distance")))
        .mark_point(opacity=0)
        .encode(x=x, y=y),
        *([] if squares.is_empty() else [_squares(squares, palette, x=x, y=y)]),
        _numbers(review, palette, y=y),
    ]
    height = ROW_PX * len(CHANNELS) + AXIS_PX
    chart = Layers(layer=layers)
    return finish(chart, palette, height=height, padding={"right": RIGHT_PX})


def feeds(review: Review) -> pl.DataFrame:
    """What can be answered, from which channel, and in how many of all runs."""
    runs = only_measured(review.activities.filter(pl.col("sport") == RUNNING))
    rows = [
        {
            "Question": question,
            "Stands on": channel,
            "Runs": f"{runs.height - runs[CHANNELS[channel]].null_count()} of {runs.height}",
            "Measured by": _sources(runs, channel),
        }
        for question, channel in FEEDS.items()
    ]
    return pl.DataFrame(rows)


def _recent_runs(review: Review) -> pl.DataFrame:
    first = _first_monday(review)
    is_recent = (pl.col("sport") == RUNNING) & (pl.col("local_date") >= first)
    return only_measured(review.activities.filter(is_recent))


def _first_monday(review: Review) -> date:
    """The window ends with the last run: weeks since then hold nothing to look at."""
    runs = review.activities.filter(pl.col("sport") == RUNNING)
    end = latest(runs["local_date"]) or review.today
    return monday_of(end) - timedelta(weeks=N_WEEKS - 1)


def _squares(frame: pl.DataFrame, palette: Palette, *, x: alt.X, y: alt.Y) -> alt.Chart:
    steps = alt.Scale(
        type="threshold",
        domain=[1e-9, 0.5, 1.0],
        range=[palette.background, palette.load_ramp[2], palette.load_ramp[3], palette.bar],
    )
    squares: alt.Chart = (
        alt.Chart(frame)
        .mark_rect(cornerRadius=2, stroke=palette.border, strokeWidth=1)
        .encode(
            x=x, x2=alt.X2("to_time"), y=y, color=alt.Color("share:Q", scale=steps, legend=None)
        )
    )
    return squares


def _numbers(review: Review, palette: Palette, *, y: alt.Y) -> alt.Chart:
    text: alt.Chart = (
        alt.Chart(totals(review))
        .mark_text(align="left", dx=8, color=palette.chart_text)
        .encode(y=y, x=alt.XValue("width"), text=alt.Text("label:N"))
    )
    return text


def _sources(runs: pl.DataFrame, channel: str) -> str:
    """Who measured it, as far as the files tell."""
    column = "balance_sensor" if channel == "Balance L/R" else "device"
    having = runs.filter(pl.col(CHANNELS[channel]).is_not_null())[column].drop_nulls()
    names = sorted(having.unique().to_list())
    return ", ".join(names[:3]) + (" and more" if len(names) > 3 else "")
