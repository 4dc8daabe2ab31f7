"""Where an uneven balance comes from, in words: cells, counts, findings, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.findings import BALANCE_WATCH_PP, Flag, Level, Review
from core.where import LEAST_CELL_BLOCKS, LEAST_CELL_RUNS, Contrast, WhereFrom
from views import words

Cell = Mapping[str, Any]
BIN_MIDDLE_MPS = 0.125  # half a speed bin
THINGS = ("shoes", "sensor")  # cells with names of their own
HILLS = ("up", "down")  # measured in half minutes
SEEN, SMALL = ":gray-badge[○ Seen]", ":gray-badge[○ Too small]"
NO_PATTERN, TOO_FEW = ":gray-badge[○ No pattern]", ":gray-badge[◌ Too few]"
LEGEND = (
    "Half a year, your present sensor. A dot is the middle of a cell, its bar the 95 % interval; "
    "shaded is your usual. Left is left. All scales are alike."
)
CELLS = {
    "up": "Uphill",
    "flat": "Flat",
    "down": "Downhill",
    "first": "First third",
    "last": "Last third",
    "left": "Bends to the left",
    "straight": "Straight on",
    "right": "Bends to the right",
    "0": "Hard day",
    "1": "The day after",
    "2": "Two days after",
    "3+": "Three days and more",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """How one cut is spoken of: its heading, where it stands out, and what would answer it.

    `flag_id` is the flag that judges the same, where there is one.
    """

    heading: str
    place: str
    missing: str
    flag_id: str = ""


CAUSES = {
    "third": Cause(
        "Late in long runs",
        "late in long runs",
        "Three runs of an hour or more at an even pace would answer it.",
        "BALANCE_FATIGUE",
    ),
    "speed": Cause(
        "Speed",
        "with speed",
        "Easy and fast running within the same weeks would answer it.",
        "BALANCE_SPEED",
    ),
    "slope": Cause(
        "Slope",
        "on slopes",
        "Three runs with climbs and descents of 3 % and steeper would answer it.",
        "BALANCE_HILL",
    ),
    "turn": Cause(
        "Bends",
        "in bends",
        "Three runs on a track or around a park, the other way round each time, would answer it.",
    ),
    "shoes": Cause(
        "Shoes",
        "between shoes",
        "Say which shoes you wore: open a run and name them. Two pairs with three runs each "
        "would answer it.",
    ),
    "hard_day": Cause(
        "After a hard day",
        "after hard days",
        "It takes days of known load: a run with heart rate, or your threshold in the profile.",
    ),
    "sensor": Cause(
        "Sensors",
        "between sensors",
        "One sensor so far. A second one would stand beside it, never mixed with it.",
    ),
}


def cell_name(cell: Cell, *, is_metric: bool) -> str:
    """What a cell is called; a speed bin by the pace in its middle."""
    if cell["cause"] == "speed":
        return words.pace(cell["speed_mps"] + BIN_MIDDLE_MPS, is_metric=is_metric)
    told = str(cell["cell"])
    if cell["cause"] == "sensor":
        return told.removeprefix("development ")
    return told if cell["cause"] == "shoes" else CELLS.get(told, told)


def counted(cell: Cell) -> str:
    """How much running stands behind a cell: "58 min in 9 runs"; hills in half minutes."""
    is_half = cell["cause"] == "slope" and cell["cell"] in HILLS
    minutes = f"{cell['n_blocks']:,} {'× 30 s' if is_half else 'min'}"
    return f"{minutes} in {words.count(cell['n_runs'], 'run')}"


def value(cell: Cell) -> str:
    """The lean of a cell, or that it is too thin to speak."""
    return "◌ too few" if cell["is_thin"] else words.lean(cell["lean_pp"])


def flag_of(cause: str, review: Review) -> Flag | None:
    """The raised flag that judges a cause, if there is one."""
    wanted = CAUSES[cause].flag_id
    return next(
        (flag for flag in review.flags if flag.id == wanted and flag.level >= Level.WATCH), None
    )


def contrast_of(cause: str, found: WhereFrom) -> Contrast | None:
    """The two outermost cells of a cause; None where fewer than two speak."""
    return next((each for each in found.contrasts if each.cause == cause), None)


def stands_out(cause: str, found: WhereFrom, review: Review) -> bool:
    """Whether a cause may be named: its flag is up, or its cells truly differ."""
    contrast = contrast_of(cause, found)
    return flag_of(cause, review) is not None or (contrast is not None and contrast.is_clear)


def badge(cause: str, found: WhereFrom, review: Review) -> str:
    """The finding in two words; weak evidence is never more than grey."""
    if stands_out(cause, found, review):
        return SEEN
    contrast = contrast_of(cause, found)
    if contrast is None:
        return TOO_FEW
    return SMALL if contrast.gap_pp > 0 else NO_PATTERN


def finding(cause: str, found: WhereFrom, review: Review) -> str:
    """One line: what differs, by how much, or why nothing can be said."""
    contrast = contrast_of(cause, found)
    if contrast is None:
        flag = flag_of(cause, review)
        return f"**Seen.** {flag.text}" if flag else f"**Not known yet.** {CAUSES[cause].missing}"
    pair = compared(contrast, found, review)
    if stands_out(cause, found, review):
        return f"**{pair}.**"
    if contrast.gap_pp > 0:
        return f"**Nearly the same.** {words.number(contrast.apart_pp, 1)} points apart at most."
    return "**Much the same.** The intervals overlap."


def compared(contrast: Contrast, found: WhereFrom, review: Review) -> str:
    """Both outermost cells, the larger difference first: "Last third 52.6 % left, ..."."""
    cells = {cell["cell"]: cell for cell in found.of(contrast.cause).iter_rows(named=True)}
    pair = [cells[contrast.most_left], cells[contrast.most_right]]
    pair.sort(key=lambda cell: -abs(cell["lean_pp"]))
    is_metric = review.profile.is_metric
    named = [
        f"{words.literal(cell_name(cell, is_metric=is_metric))} {words.together(value(cell))}"
        for cell in pair
    ]
    return ", ".join([named[0], named[1] if contrast.cause in THINGS else _lower(named[1])])


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def sentence(found: WhereFrom, review: Review) -> str:
    """What stands out over all causes; only what its interval carries is named."""
    named = [cause for cause in CAUSES if stands_out(cause, found, review)]
    if named:
        return f"**What stands out:** {'; '.join(_named(c, found, review) for c in named)}."
    if found.contrasts:
        return (
            "**Nothing stands out.** Nowhere do two cells lie "
            f"{words.number(BALANCE_WATCH_PP)} point apart with intervals that do not touch."
        )
    return (
        f"**Too little to compare yet.** A cell speaks from {LEAST_CELL_BLOCKS} steady minutes in "
        f"{LEAST_CELL_RUNS} runs, and it takes two cells."
    )


def _named(cause: str, found: WhereFrom, review: Review) -> str:
    contrast = contrast_of(cause, found)
    place = CAUSES[cause].place
    if contrast is None:
        return place
    pair = compared(contrast, found, review)
    return f"{place} ({pair if cause in THINGS else _lower(pair)})"


def alt(cause: str, found: WhereFrom, review: Review) -> str:
    """All cells of a cause as one sentence."""
    is_metric = review.profile.is_metric
    cells = [
        f"{cell_name(cell, is_metric=is_metric)} "
        f"{'too few' if cell['is_thin'] else words.lean(cell['lean_pp'])} ({counted(cell)})"
        for cell in found.of(cause).iter_rows(named=True)
    ]
    return f"{CAUSES[cause].heading}: {', '.join(cells)}."


def note(cause: str, found: WhereFrom) -> str:
    """How the cells of a cause were cut."""
    if cause == "hard_day" and found.hard_load_au is not None:
        hard = words.load(found.hard_load_au)
        return f"Hard: a load of {hard} or more, the top quarter of your running days."
    return {
        "third": "Runs of an hour and more, minutes within 5 % of the run's median pace.",
        "speed": "Flat minutes in steps of 0.25 m/s. Dots: your runs. Below: minutes, then runs.",
        "slope": "Up and down: 3 % and steeper.",
        "turn": "Bends: half a degree a second or more to one side, over a whole flat minute.",
        "shoes": "As an export or you named them. Open a run to name its shoes.",
        "sensor": "Each sensor for itself; one number is never made of two.",
    }.get(cause, "")
