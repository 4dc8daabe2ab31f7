"""Today's week as a strip: runs done above the line, strength planned below it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl

from core.athlete import RunDay
from core.findings import Review
from core.plan import WeekPlan
from core.scalars import as_number
from views import gaps, next_limit, today_words, words
from views.layers import Layers
from views.panel import Link, Panel, Picture
from views.plane import FOOT_2, TOP, Plane
from views.theme import Palette, finish

STRIP_PX = 190
TYPE_IN = Link(
    page="pages/7_Upload.py",
    label="Type in a run without a file",
    icon=":material/edit:",
    query={"type_in": "true"},
)
SHORT = "short"
LEAST_SCALE_M = 5000.0  # a week of very short runs is not drawn as tall as a long one
WEEK = {
    "day": pl.String,
    "distance_m": pl.Float64,
    "run_label": pl.String,
    "usual": pl.String,
    "minutes": pl.Int64,
    "strength_label": pl.String,
    "is_today": pl.Boolean,
}
DERIVED = {
    "day": "weekday and day of the month, or Today",
    "run_label": "distance run in the reader's unit, ticked; a question mark where unknown",
    "usual": "what the day usually holds, where no run is known",
    "minutes": "planned strength work",
    "strength_label": "the same as words",
    "is_today": "the highlighted column",
    "ground_m": "the line on which the bars stand",
    "label_m": "where the distance is written",
    "box_top_m": "upper edge of the strength box",
    "box_middle_m": "where its minutes are written",
    "box_foot_m": "lower edge of the strength box",
}


def week_panel(review: Review, plan: WeekPlan, palette: Palette) -> Panel:
    """The card of this week: what was run, what is planned, and how to read it."""
    week = week_days(review, plan)
    strip = Picture(chart=week_strip(week, palette), alt=week_alt(week), key="week")
    return Panel(
        heading=today_words.week_heading(review, plan),
        pictures=(strip,),
        caption=today_words.week_caption(review),
        links=(TYPE_IN,),
    )


def week_days(review: Review, plan: WeekPlan) -> pl.DataFrame:
    """Seven rows from the day that the runner's weeks begin with: runs, strength, what is usual.

    A run whose distance is unknown has a label and no bar. The runs ahead are not known: a day
    without a run shows the word of the runner's usual week from today on (none where that leaves
    it open), and before it "no run", or "no data" where nothing was imported. Strength stands on
    the days ahead only: whether it was done before is not known.
    """
    ran = {row["local_date"]: row for row in review.days.iter_rows(named=True)}
    rows = []
    for offset in range(7):
        day = today_words.week_begin(review) + timedelta(days=offset)
        outing = ran.get(day, {})
        has_run = bool(outing.get("n_runs"))
        metres = outing.get("distance_m") if has_run else None
        without = _ahead(review, day) if day >= review.today else _past(review, day)
        due = (each.minutes for each in plan.sessions if each.day == day >= review.today)
        minutes = sum(due) or None
        rows.append(
            {
                "day": "Today" if day == review.today else _name(day),
                "distance_m": metres,
                "run_label": _run_label(metres, is_metric=review.profile.is_metric)
                if has_run
                else None,
                "usual": None if has_run else without,
                "minutes": minutes,
                "strength_label": str(minutes) if minutes else None,
                "is_today": day == review.today,
            }
        )
    return pl.DataFrame(rows, schema=WEEK)


def week_strip(week: pl.DataFrame, palette: Palette) -> alt.LayerChart:
    """One column a day: distance as a bar, planned strength minutes as a dashed box below."""
    tall = max(LEAST_SCALE_M, as_number(week["distance_m"].max()) or 0.0)
    drawn = week.with_columns(
        ground_m=pl.lit(0.0),
        label_m=pl.col("distance_m").fill_null(0.0),
        box_top_m=pl.lit(-0.10 * tall),
        box_middle_m=pl.lit(-0.22 * tall),
        box_foot_m=pl.lit(-0.34 * tall),
    )
    plane = Plane(
        x_kind="N",
        y_kind="Q",
        x_axis=_day_axis(palette),
        x_scale=alt.Scale(domain=week["day"].to_list()),  # layers of some days keep the order
        y_scale=alt.Scale(domain=[-0.42 * tall, 1.22 * tall], nice=False),
    )
    layers = [
        _today_ground(drawn.filter("is_today"), plane, palette),
        *_runs(drawn, plane, palette),
        *_strength(drawn.drop_nulls("minutes"), plane, palette),
    ]
    return finish(Layers(layer=layers), palette, height=STRIP_PX)


def week_alt(week: pl.DataFrame) -> str:
    """What the strip says, day by day."""
    said = []
    for row in week.iter_rows(named=True):
        strength = f"strength {row['minutes']} min planned" if row["minutes"] else None
        parts = filter(None, (row["run_label"], row["usual"], strength))
        said.append(f"{row['day']}: {', '.join(parts) or 'open'}")
    return ". ".join(said) + "."


def _name(day: date) -> str:
    return f"{words.DAY_NAMES[day.weekday()]} {day.day}"


def _ahead(review: Review, day: date) -> str | None:
    """What a day to come usually holds; None where runs on it come and go.

    Around a break every run is a short one, whatever the weekday usually holds.
    """
    weekday, found = day.weekday(), review.usual_week
    kind = RunDay.RACE if day == review.profile.race_date else review.profile.week[weekday]
    if kind is RunDay.REST and found is not None:
        is_open = found.days[weekday].n_weeks > 1 or not found.has_fixed_days
        return None if is_open else kind.value
    is_run = kind not in (RunDay.REST, RunDay.RACE)
    return SHORT if is_run and next_limit.is_restart(review) else kind.value


def _past(review: Review, day: date) -> str:
    return "no run" if gaps.is_known(review, day) else "no data"


def _run_label(distance_m: float | None, *, is_metric: bool) -> str:
    """The figure without its unit, which would not fit on a phone; the caption has it."""
    if distance_m is None:
        return "✓ ?"
    return f"✓ {words.number(distance_m / words.metres_per_unit(is_metric=is_metric), 1)}"


def _day_axis(palette: Palette) -> alt.Axis:
    is_today = "datum.label === 'Today'"
    colour: Any = {
        "condition": {"test": is_today, "value": palette.text},
        "value": palette.chart_text,
    }
    weight: Any = {"condition": {"test": is_today, "value": 700}, "value": 400}
    return alt.Axis(
        orient="top",
        labelAngle=0,
        labelOverlap=False,
        labelColor=colour,
        labelFontWeight=weight,
        grid=False,
    )


def _today_ground(today: pl.DataFrame, plane: Plane, palette: Palette) -> alt.Chart:
    """A panel behind today's column, over the whole height."""
    panel = alt.Chart(today).mark_bar(
        color=palette.panel, width=alt.RelativeBandSize(0.96), cornerRadius=8
    )
    ground: alt.Chart = panel.encode(x=plane.x("day"), y=TOP, y2=FOOT_2)
    return ground


def _runs(week: pl.DataFrame, plane: Plane, palette: Palette) -> list[alt.Chart]:
    days = alt.Chart(week).encode(x=plane.x("day"))
    bar = days.mark_bar(color=palette.bar, cornerRadiusEnd=4, width=alt.RelativeBandSize(0.72))
    ground = days.mark_tick(color=palette.border, width=alt.RelativeBandSize(1), thickness=1)
    return [
        bar.encode(y=plane.y("distance_m"), y2=alt.Y2("ground_m")),
        ground.encode(y=plane.y("ground_m")),
        *_said(week, "run_label", plane, colour=palette.text),
        *_said(week, "usual", plane, colour=palette.chart_text),
    ]


def _said(week: pl.DataFrame, column: str, plane: Plane, *, colour: str) -> list[alt.Chart]:
    """The words of a column above its bar or the ground; no mark where there is no word."""
    days = alt.Chart(week.filter(pl.col(column).is_not_null()))
    text = days.mark_text(color=colour, dy=-9)
    return [text.encode(x=plane.x("day"), y=plane.y("label_m"), text=alt.Text(f"{column}:N"))]


def _strength(week: pl.DataFrame, plane: Plane, palette: Palette) -> list[alt.Chart]:
    if week.is_empty():
        return []  # a mark without a day has no words, yet is named to a screen reader
    days = alt.Chart(week).encode(x=plane.x("day"))
    box = days.mark_bar(
        filled=False,
        stroke=palette.strength,
        strokeDash=[4, 3],
        cornerRadius=4,
        width=alt.RelativeBandSize(0.72),
    )
    minutes = days.mark_text(color=palette.text)
    return [
        box.encode(y=plane.y("box_top_m"), y2=alt.Y2("box_foot_m")),
        minutes.encode(y=plane.y("box_middle_m"), text=alt.Text("strength_label:N")),
    ]
