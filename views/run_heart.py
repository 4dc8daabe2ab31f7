"""How the heart answered in one run: zones, metres per beat, and how they changed."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from core.activity import RUNNING
from core.athlete import Origin
from core.findings import Grade
from core.run import LEAST_STEADY_S, LONG_RUN_S, SETTLING_S, STEADY_COVERAGE, RunDetail
from views import measured, words
from views.layers import Layers
from views.panel import Entry, Panel, Picture
from views.run_inputs import coverage
from views.run_totals import joined
from views.run_unknown import folded
from views.run_words import moving_s, row_of
from views.theme import Palette, finish

ZONE_PX, ZONES_FOOT_PX = 26, 10
DERIVED = {
    "zone": "name of a zone with its edges",
    "moving_s": "moving time in it",
    "said": "that in words",
    "order": "order of the zone",
}


def heart_panel(detail: RunDetail, palette: Palette) -> Panel:
    """Time in zones of heart rate, and metres per heartbeat with their validity."""
    zones = detail.zones
    pictures: tuple[Picture, ...] = ()
    if zones.height:
        chart = zones_chart(zones, palette)
        pictures = (Picture(chart=chart, alt=_zones_alt(zones), key="run_zones"),)
    return Panel(
        heading="Time in heart-rate zones",
        notice="" if pictures else _no_zones(detail),
        pictures=pictures,
        caption=_zones_caption(detail) if pictures else "",
        entries=folded(_answers(row_of(detail)), key="no_answers"),
    )


def zones_chart(zones: pl.DataFrame, palette: Palette) -> alt.LayerChart:
    """A bar a zone, with its minutes; stronger is harder."""
    said = [words.duration(each) for each in zones["moving_s"]]
    table = zones.select(
        zone=pl.Series([_zone(row) for row in zones.iter_rows(named=True)]),
        moving_s=pl.col("moving_s").cast(pl.Float32),
        said=pl.Series(said),
        order=pl.int_range(pl.len()),
    )
    most = max(float(table["moving_s"].sum()) / 2, *table["moving_s"].to_list(), 1.0)
    y = alt.Y("zone:N", sort=None, title=None, axis=alt.Axis(grid=False, labelLimit=200))
    x = alt.X("moving_s:Q", axis=None, scale=alt.Scale(domain=[0, 1.18 * most], nice=False))
    steps = palette.load_ramp[3 : 3 + table.height]
    colour = alt.Color(
        "order:O",
        scale=alt.Scale(domain=list(range(table.height)), range=list(steps)),
        legend=None,
    )
    base = alt.Chart(table).encode(x=x, y=y)
    layers = [
        base.mark_bar(height=16, cornerRadius=2).encode(color=colour),
        base.mark_text(align="left", dx=6).encode(text=alt.Text("said:N")),
    ]
    height = ZONES_FOOT_PX + ZONE_PX * table.height
    return finish(Layers(layer=layers), palette, height=height)


def _zone(row: dict[str, Any]) -> str:
    low, high = row["from_bpm"], row["to_bpm"]
    name = row["zone"] if row["zone"].startswith("below") else f"Zone {row['zone']}"
    name = name[0].upper() + name[1:]
    if low is None:
        return f"{name}, under {high:.0f}"
    return f"{name}, from {low:.0f}"


def _zones_alt(zones: pl.DataFrame) -> str:
    most = zones.sort("moving_s").row(-1, named=True)
    return f"Most time in {_zone(most)} bpm: {words.duration(most['moving_s'])}."


def _zones_caption(detail: RunDetail) -> str:
    kind = detail.zones["kind"][0]
    by = "your threshold heart rate (Friel)" if kind == "Friel" else "your highest heart rate"
    most = detail.thresholds.max_heart_rate_bpm
    doubt = ""
    if kind != "Friel" and most is not None and most.origin is not Origin.USER:
        doubt = f" That is {words.number(most.value)} bpm, {words.origin(most)}."
    lag = "Heart rate lags: efforts under 2 minutes are undercounted."
    return f"Beats a minute, by {by}.{doubt} {lag}"


NO_ZONES = "No heart rate, so there are no zones."


TYPED_IN = "Typed in: zones take the heart rate of every second."


def _no_zones(detail: RunDetail) -> str:
    row = row_of(detail)
    if row["is_manual"]:
        return TYPED_IN
    if measured.heart_rate_bpm(row) is None:
        frozen = measured.no_heart_rate(row)
        return f"{frozen} So there are no zones." if frozen else NO_ZONES
    return "Your highest heart rate is not known, so there are no zones. Set it in Profile."


ANSWERS = ("Efficiency factor", "Decoupling", "Durability")


def _answers(row: dict[str, Any]) -> tuple[Entry, ...]:
    """Efficiency, decoupling, durability; each with what it takes where there is none."""
    if row["sport"] != RUNNING:
        return ()
    if row["is_manual"]:
        return tuple(_typed_in(name) for name in ANSWERS)
    return _measured(row)


def _measured(row: dict[str, Any]) -> tuple[Entry, ...]:
    efficiency, fell = row["efficiency_mpb"], row["decoupling_pct"]
    durable = row["durability_ratio"]
    lasted_s = row["moving_s"] or 0
    late = "Late against early heart rate per speed; 1.00 is no change."
    return (
        Entry(
            name="Efficiency factor",
            value=words.UNKNOWN if efficiency is None else f"{efficiency:.2f} m per beat",
            text="Graded metres per heartbeat." if efficiency else "No heart rate or no speed.",
            grade=Grade.WEAK.value,
            why=_why(EFFICIENCY, row, "Graded speed and heart rate of the moving seconds"),
            key="efficiency",
        ),
        Entry(
            name="Decoupling",
            value=words.UNKNOWN if fell is None else f"{words.signed(fell, 1)} %",
            text=_decoupled(row) if fell is None else "How far that fell from half to half.",
            grade=Grade.WEAK.value,
            why=_why(DECOUPLING, row, "The same, half by half, without the first 10 minutes"),
            key="decoupling",
        ),
        Entry(
            name="Durability",
            value=words.number(durable, 2),
            text=late
            if durable
            else (
                "Only of runs of 90 min and more."
                if lasted_s < LONG_RUN_S
                else "Not measured well enough."
            ),
            grade=Grade.WEAK.value,
            why=_why(DURABILITY, row, "Speed and heart rate early and late in the run"),
            key="durability",
        ),
    )


def _typed_in(name: str) -> Entry:
    """One that needs more than what was typed."""
    text = "It takes heart rate and speed second by second, which a run typed in does not have."
    return Entry(name=name, value=words.UNKNOWN, text=text, key=f"typed_{name}")


def _why(says: str, row: dict[str, Any], of: str) -> str:
    """A reason with its inputs and coverage after the formula."""
    lasted_s = moving_s(row)
    lasted = "" if lasted_s is None else f"; moving time {words.duration(lasted_s)}"
    formula, rest = says.split("\n\n", maxsplit=1)
    return joined(formula, f"**Inputs.** {of}{lasted}.", coverage(row), rest)


def _decoupled(row: dict[str, Any]) -> str:
    """Why there is no decoupling: the first thing that lacks."""
    if measured.heart_rate_bpm(row) is None:
        return "No heart rate."
    if (row["moving_s"] or 0) < SETTLING_S + LEAST_STEADY_S:
        return "Too short: it takes 50 minutes after the first ten."
    if row["cadence_lock_s"]:
        return "Heart rate copied your steps for a while."
    if (row["heart_rate_coverage_pct"] or 0) < 100 * STEADY_COVERAGE:
        return "Heart rate for under 90 % of the run."
    return "Not steady enough."


EFFICIENCY = """\
**Formula.** Graded speed × 60 ÷ heart rate, of the moving seconds that have both.

**Limits.** Heat, fluids, hills and the sensor change it as much as fitness does.

**Evidence: weak.** A description, no flag."""  # load law, section 8
DECOUPLING = """\
**Formula.** 100 × (efficiency of the first half − that of the second) ÷ that of the first, by \
moving time after the first 10 minutes.

**Valid** with at least 50 minutes left, heart rate for 90 % of them, none that copies the steps, \
and a pace that varies by less than 10 % from minute to minute.

**Limits.** Under 5, 5 to 10 and over 10 % are convention. Heat, fluids and hills confound it.

**Source.** Runalyze glossary; GoldenCheetah. **Evidence: weak.**"""  # load law, section 8
DURABILITY = """\
**Formula.** Heart rate ÷ speed late in the run (80 to 100 % of it), over that early in it (20 to \
40 %).

**Source.** In marathons 1.16 on average, under 1.1 low, from 1.2 high (82 303 runners, Smyth \
2022); for other long runs our choice. **Evidence: weak.**"""  # load law, section 8
