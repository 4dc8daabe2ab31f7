"""What the page of a run says first: what happened, and what one run cannot tell."""

from __future__ import annotations

import math
from typing import Any

from core.activity import RUNNING
from core.findings import Review, Side
from core.run import RunDetail
from views import words
from views.run_balance import side_of
from views.run_lanes import ON_FOOT
from views.run_notes import run_notes
from views.run_way import Way

COLOURS = {Side.LEFT: "orange", Side.RIGHT: "blue"}
ONE_RUN = "One run alone names no side: Balance looks at your last five."
TYPED_IN = "Typed in by hand: there is no file behind it, so no lanes, splits or balance."
NO_SECONDS = (
    "Nothing was recorded second by second, so there is nothing to draw. Its figures stand below."
)


def row_of(detail: RunDetail) -> dict[str, Any]:
    """The activity as a row of ACTIVITIES."""
    return detail.activity.row(0, named=True)


def speed_mps(row: dict[str, Any]) -> float | None:
    """Distance over moving time; None without either.

    Source:
        Load law, section 2, "Times": pace is over moving time.
    """
    lasted_s = moving_s(row)
    return row["distance_m"] / lasted_s if row["distance_m"] and lasted_s else None


def moving_s(row: dict[str, Any]) -> float | None:
    """Time without stops; of what was typed in, the time that was.

    Seconds are counted, moments are told apart: a run of 61 samples lasted 60 s.
    """
    lasted: float | None = row["moving_s"] or (row["timer_s"] if row["is_manual"] else None)
    return lasted if lasted is None or row["elapsed_s"] is None else min(lasted, row["elapsed_s"])


def answer(detail: RunDetail, review: Review) -> str:
    """What happened, in one or two short sentences, as Markdown."""
    row, is_metric = row_of(detail), review.profile.is_metric
    pace = words.pace(speed_mps(row), is_metric=is_metric)
    distance = words.distance(row["distance_m"], is_metric=is_metric)
    lasts_s = moving_s(row) or row["timer_s"] or row["elapsed_s"]
    lasted = words.duration(lasts_s)
    if row["sport"] != RUNNING:
        what = words.sport(row["sport"])
        article = "An" if what[0] in "aeiou" else "A"
        size = distance if row["distance_m"] else lasted
        known = f": {words.together(size)}" if row["distance_m"] or lasts_s else ""
        return f"{article} {what}{known}. It counts in no run figure."
    if row["distance_m"] is None:
        return f"A run of {words.together(lasted)}; its distance is not known."
    said = f"{words.together(distance)} at {words.together(pace)}."
    return f"{said} {drift(detail)}".strip() if pace != words.UNKNOWN else said


def drift(detail: RunDetail) -> str:
    """That the lean grew late, where the run's own steady minutes say so beyond doubt."""
    if detail.drift is None or not detail.drift.is_clear:
        return ""
    side = Side.LEFT if detail.drift.late_pp > 0 else Side.RIGHT
    return f"Your :{COLOURS[side]}[{side.value}] lean grew in the last third."


def ground(detail: RunDetail, way: Way) -> tuple[tuple[float, float] | None, str]:
    """The part of the way that this is about, and the words that stand there."""
    found = detail.drift
    if found is None or not found.is_clear or found.since_m is None or not way.is_distance:
        return None, ""
    since = found.since_m / way.per_unit
    side = side_of(found.late_pp)
    word = "" if side is Side.NONE else f"{side.value} grows after {way.said(since)}"
    return (since, way.end), word


def caption(detail: RunDetail, *, is_metric: bool = True) -> str:
    """What one run cannot tell, and what is told, estimated, missing or left out."""
    row = row_of(detail)
    said = [TYPED_IN] if row["is_manual"] else []
    if not row["is_manual"] and detail.seconds.is_empty():
        said.append(NO_SECONDS)
    if detail.measure is not None:
        said.append(ONE_RUN)
    said += [told_distance(detail, is_metric=is_metric), *run_notes(row), _missing(detail)]
    if row["altitude_source"] == "gnss" and _lacking(detail) is not None:
        said.append("Altitude from satellites: graded pace is rough.")
    return " ".join(filter(None, said))


def told_distance(detail: RunDetail, *, is_metric: bool) -> str:
    """That pace and splits go by a distance that the runner told; empty where they do not."""
    told_m, recorded_m = row_of(detail)["distance_m"], detail.recorded_m
    if not recorded_m or told_m is None or math.isclose(told_m, recorded_m):
        return ""
    told, recorded = (
        words.together(words.distance(each, is_metric=is_metric)) for each in (told_m, recorded_m)
    )
    return (
        f"You told {told}, the watch counted {recorded}: its way and pace are stretched alike to "
        "yours."
    )


def about(detail: RunDetail, review: Review) -> str:
    """Where the run comes from: kind, device, file, and what the runner changed."""
    row = row_of(detail)
    day = words.day(row["local_date"], today=review.today)
    parts = [day, words.sport(row["sport"]), (row["sub_sport"] or "").replace("_", " ")]
    parts += [words.literal(each) for each in (row["title"], row["gear"]) if each]
    parts += [row["surface"] or "", words.literal(row["device"] or "")]
    parts += [words.literal(detail.filename or "")]
    parts += ["typed in" if row["is_manual"] else "", "changed by you" if row["is_edited"] else ""]
    return " · ".join(part for part in parts if part and part != "generic")


def why_missing(detail: RunDetail) -> str:
    """What each channel that is not there would have told, as a list.

    Source:
        Load law, section 10.
    """
    return "\n".join(f"- {MISSING[name][1]}" for name in _lacking(detail) or ())


def _missing(detail: RunDetail) -> str:
    """The names of what is not there, in one line."""
    names = [MISSING[name][0] for name in _lacking(detail) or ()]
    return f"Not recorded: {', '.join(names)}." if names else ""


def _lacking(detail: RunDetail) -> list[str] | None:
    """The channels that are not there; None where no file was to have them."""
    row = row_of(detail)
    if row["is_manual"] or detail.seconds.is_empty() or row["sport"] not in ON_FOOT:
        return None
    return [name for name in MISSING if not detail.seconds[name].count()]


MISSING = {
    "heart_rate_bpm": (
        "heart rate",
        "No heart rate: heart-rate load, zones and decoupling are not available.",
    ),
    "cadence_spm": ("cadence", "No cadence: steps and steady minutes are not known."),
    "power_w": ("power", "No power was recorded, and none is invented."),
    "altitude_m": ("altitude", "No altitude: pace is taken as if on the flat."),
    "lat_deg": ("positions", "No positions, so there is no way to draw."),
}
"""By the column of the seconds: its name, and what is not known without it."""
