"""What one run adds to the load, and against which ceiling it stood."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from core.findings import SPIKE_EDGES, Grade, Level, Review, Tone
from core.run import RunDetail
from views import load_why, words
from views.panel import Entry, Panel
from views.run_inputs import inputs
from views.run_unknown import folded
from views.run_words import row_of

NAMES = {"hr": "heart rate", "pace": "pace", "rpe": "effort"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of load: its column of LOADS, its formula in words, its grade and its lack.

    `lacks_typed` is what it lacks where a run was typed in, if that is something else.
    """

    column: str
    name: str
    how: str
    lacks: str
    source: str
    lacks_typed: str = ""


KINDS = (
    Kind(
        column="hr_load_au",
        name="Heart-rate load",
        how="Every second counts by its heart rate between resting and highest, the hard ones "
        "more; scaled so that one hour at threshold is 100.",
        lacks="It takes heart rate for 80 % of the moving time, and your highest heart rate.",
        source="Banister 1991; Morton 1990; the scale as in GoldenCheetah. Test-retest: 15.6 %.",
    ),
    Kind(
        column="pace_load_au",
        name="Pace load",
        how="Hours of moving time × (normalised graded speed ÷ threshold speed)² × 100.",
        lacks="It takes a speed, and a threshold pace that you set in Profile.",
        lacks_typed="It takes the speed of every second, which a run typed in does not have.",
        source="The fourth-power mean comes from cycling; for running it is untested.",
    ),
    Kind(
        column="power_load_au",
        name="Power load",
        how="Hours of moving time × (normalised power ÷ critical power)² × 100. Shown only: it "
        "feeds no curve.",
        lacks="It takes power, and a critical power that you set in Profile.",
        lacks_typed="It takes power second by second.",
        source="Running power is a model (Cerezuela-Espejo 2021).",
    ),
    Kind(
        column="session_rpe_au",
        name="Effort × minutes",
        how="Your rating from 0 to 10 × the minutes of the whole session, breaks too.",
        lacks="You have not rated this one. You can do so under “Change this run”.",
        source="Foster 1998, 2001. Test-retest: 28.1 %.",
    ),
    Kind(
        column="trimp_au",
        name="TRIMP",
        how="Minutes × share of the heart-rate reserve × a weight that grows with it, second by "
        "second; never from the average.",
        lacks="It takes heart rate for 80 % of the moving time, and your highest heart rate.",
        source="Banister 1991. Test-retest: 15.6 % (Wallace 2014, n = 10).",
    ),
    Kind(
        column="edwards_au",
        name="Edwards",
        how="Minutes in five zones of the highest heart rate, times 1 to 5.",
        lacks="It takes heart rate for 80 % of the moving time, and your highest heart rate.",
        lacks_typed="It takes heart rate second by second: a mean is in one zone only.",
        source="Edwards 1993; the weights have no physiological basis.",
    ),
    Kind(
        column="lucia_au",
        name="Lucía",
        how="Minutes below, between and above two thresholds, times 1, 2 and 3.",
        lacks="It takes the two thresholds of a test, which you can set in Profile.",
        lacks_typed="It takes heart rate second by second: a mean is in one zone only.",
        source="Lucía 2003. Test-retest: 10.7 % (Wallace 2014, n = 10).",
    ),
)  # load law, sections 3 and 4
NO_OTHER = replace(words.NOT_ENOUGH, word="no run to compare with")
SHORT_PAST = replace(words.NOT_ENOUGH, word="under a month to compare with")
LIMITS = "**Limits.** A description, not a risk. Compare it only with your own past."
HRR = {
    "reference": "",
    "small": "In 5205 runners, runs 10 to 100 % longer than that were followed by about 1.5 to "
    "1.6 times as many overuse injuries as runs within 10 %. Most such runs cause no injury.",
    "large": "In 5205 runners, runs more than twice as long were followed by 2.28 times (1.50 to "
    "3.48) as many overuse injuries. Most such runs cause no injury.",
}  # load law, 6.1


def load_panel(detail: RunDetail, review: Review) -> Panel:
    """Which load counts and why, all the others, and the run against its ceiling."""
    if detail.loads.is_empty():
        return Panel(heading="Load of this run", notice="No load is known: it has no local day.")
    loads = detail.loads.row(0, named=True)
    said, badges, meaning = _spike(detail, review)
    return Panel(
        heading=_heading(loads),
        badges=badges,
        text="\n\n".join(filter(None, (_counts(loads, detail, review), said, meaning))),
        entries=folded(
            tuple(_kind(kind, loads, detail, review=review) for kind in KINDS), key="no_loads"
        ),
        why=f"{load_why.MEANING}\n\n{LIMITS}",
    )


def _heading(loads: dict[str, Any]) -> str:
    if loads["load_au"] is None:
        return "Load unknown"
    about = "about " if loads["is_load_estimated"] else ""
    return f"Load {about}{words.load(loads['load_au'])}, by {NAMES[loads['load_source']]}"


def _counts(loads: dict[str, Any], detail: RunDetail, review: Review) -> str:
    """Which one counts and why, and what is estimated about it; else why none."""
    source = loads["load_source"]
    if source is None:
        return f"No load: {why_none(loads, detail)}. Unknown is not zero."
    said = [f"The load by {NAMES[source]} counts in the curves of Load."]
    if source == "hr" and loads["is_hr_load_estimated"]:
        said.append(_estimated(loads, detail))
    if source != (review.load_metric or "hr"):
        said.append("It stands in for the one that most of your runs have.")
    return " ".join(said)


def why_none(loads: dict[str, Any], detail: RunDetail) -> str:
    """Why there is no load; what was typed in has a speed, but not one for every second."""
    missing: str = loads["missing"] or "nothing to work it out from"
    if not row_of(detail)["is_manual"]:
        return missing
    return missing.replace("no speed", "no speed second by second")


def _estimated(loads: dict[str, Any], detail: RunDetail) -> str:
    if row_of(detail)["is_manual"]:
        return "Estimated: from the mean heart rate that you typed in, not second by second."
    covered = words.number(math.floor(loads["heart_rate_coverage_pct"]))
    return f"Heart rate covers {covered} %: scaled up to the whole."


def _kind(kind: Kind, loads: dict[str, Any], detail: RunDetail, *, review: Review) -> Entry:
    value = loads[kind.column]
    counts = kind.column.startswith(f"{loads['load_source']}_load")
    is_manual = row_of(detail)["is_manual"]
    text = (
        (is_manual and kind.lacks_typed) or kind.lacks
        if value is None
        else ("This one counts." if counts else "Shown beside the one that counts.")
    )
    return Entry(
        name=kind.name,
        value=words.number(value),
        text=text,
        grade=Grade.DESCRIPTIVE.value,
        why="\n\n".join(
            part
            for part in (
                f"**Formula.** {kind.how}",
                inputs(kind.column, detail, review),
                f"**Source.** {kind.source}",
                LIMITS,
            )
            if part
        ),
        key=f"load_{kind.column}",
    )


def _spike(detail: RunDetail, review: Review) -> tuple[str, str, str]:
    """The run against the longest of the 30 days before it: sentence, badge, and what it means."""
    if detail.spike.is_empty():
        return "", "", ""
    row = detail.spike.row(0, named=True)
    run_id = row_of(detail)["activity_id"]
    flag = next((f for f in review.flags if f.id == "SESSION_SPIKE" and run_id in f.run_ids), None)
    if flag is not None and flag.level >= Level.WATCH:
        return flag.text, _badge(words.mark(flag.level, flag.tone)), ""
    if row["spike_ratio"] is None:
        return "No run of the 30 days before can be compared with it.", _badge(NO_OTHER), ""
    return _against(row, review)


def _badge(mark: words.Mark) -> str:
    """The verdict on the distance; it stands beside the load, so it says what it is about."""
    return replace(mark, word=f"Distance: {mark.word}").badge


def _against(row: dict[str, Any], review: Review) -> tuple[str, str, str]:
    is_metric, kind = review.profile.is_metric, row["spike_class"]
    change = words.change(row["spike_ratio"], edges=SPIKE_EDGES)
    longest = words.distance(row["reference_distance_m"], is_metric=is_metric)
    on_day = words.day(row["reference_date"], today=review.today)
    said = (
        f"{words.distance(row['distance_m'], is_metric=is_metric)}: {change} against the longest "
        f"run of the 30 days before, {longest} on {on_day}."
    )
    if not row["is_reference_complete"]:
        return f"{said} Less than a month of runs before it is known.", _badge(SHORT_PAST), ""
    level = {"reference": Level.OK, "large": Level.ACT}.get(kind, Level.WATCH)
    tone = {Level.OK: Tone.NONE, Level.ACT: Tone.RED}.get(level, Tone.AMBER)
    return said, _badge(words.mark(level, tone)), HRR.get(kind, HRR["small"])
