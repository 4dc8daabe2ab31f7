"""What Balance says: the answer, how sure it is, three figures, every run, and when to stop."""

from __future__ import annotations

from core.findings import (
    BALANCE_LEAST_RUNS,
    BALANCE_WATCH_PP,
    Flag,
    Level,
    Review,
    Side,
)
from core.plan import WeekPlan
from views import words
from views.balance_charts import (
    MEASURES,
    STRAP,
    balance_flag,
    history,
    present_measure,
    verdict,
)
from views.balance_known import all_constant, has_balance, why_none_counts
from views.cards import strength_advice

SENSORS = (
    "A watch on the wrist records no balance. It takes a chest strap that measures running "
    "dynamics, a waist pod, or a pod on each foot."
)
STOP_RULES = (
    "pain over 3 of 10 while running, or limping",
    "pain at night or on a bone",
    "swelling or numbness",
    "pain after a fall",
    "a change that lasts over 2 weeks",
)  # imbalance law, section 4
STOP = "Stop and see a professional with any of these:\n\n" + "\n".join(
    f"- {rule}" for rule in STOP_RULES
)
CHART_CAPTION = (
    "A dot is one run on flat ground, its bar the 95 % interval. Up is left. Shaded: your usual "
    "with that sensor. Dotted: our limits, ▲ watch and ◆ act; they are no border between healthy "
    "and not. Click a run to open it."
)
MONTHS = " Older runs are one dot a month, its bar the middle 80 %."


def answer(review: Review) -> str:
    """The verdict in one sentence, as Markdown with the side in its own colour."""
    said = verdict(review)
    if said is None and not has_balance(review):
        return "None of your runs has a balance yet."
    if said is None and all_constant(review):
        return "Nothing was measured: your sensor wrote one value from start to end."
    if said is None:
        return _open(_n_runs(review))
    share, runs = coloured(said.lean_pp), words.count(said.flag.n_runs, "run")
    if said.flag.level is Level.OK:
        found = "Even." if abs(said.lean_pp) < BALANCE_WATCH_PP else "Not clearly uneven."
        return f"{found} {share} over {words.together(runs)} ({half_width(said.flag)})."
    longer = "clearly longer" if said.flag.level is Level.ACT else "a little longer"
    on_side = words.together(f"{runs_on_side(review)} runs")
    return f"Your {said.side.value} foot stays down {longer}: {share} in {on_side}."


def _open(n_runs: int) -> str:
    """Why there is no verdict although balance was measured; enough runs are no lack of data."""
    if n_runs >= BALANCE_LEAST_RUNS:
        return "No verdict: has your balance changed sides?"
    return f"Not enough data yet: {n_runs} of {BALANCE_LEAST_RUNS} runs."


def caption(review: Review) -> str:
    """What the answer stands on, or what is missing and how it can be had."""
    if verdict(review) is not None:
        return "Share of ground contact over flat, steady minutes. A pattern, not a diagnosis."
    if not has_balance(review):
        return SENSORS
    flag = balance_flag(review)
    if flag is not None and (flag.n_runs or all_constant(review)):
        return flag.text
    return why_none_counts(review)


def badges(review: Review) -> str:
    """Status, then certainty, then evidence, as Markdown."""
    said = verdict(review)
    if said is None:
        return words.NOT_ENOUGH.badge
    certainty = f"Certainty: {half_width(said.flag)} points"
    grade = words.evidence(said.flag.grade)
    mark = words.mark(said.flag.level, said.flag.tone).badge
    return f"{mark} :gray-badge[{certainty}] :gray-badge[{grade}]"


def coloured(lean_pp: float) -> str:
    """A lean as a share in the colour of its side: ":orange[51.6 % left]"."""
    share = words.together(words.lean(lean_pp))
    if share == "even":
        return share
    return f":{'orange' if lean_pp > 0 else 'blue'}[{share}]"


def half_width(flag: Flag) -> str:
    """Half of the 95 % interval: "±0.5"; unknown where the flag has none."""
    if flag.low is None or flag.high is None:
        return f"± {words.UNKNOWN}"
    return f"±{words.number((flag.high - flag.low) / 2, 1)}"


def runs_on_side(review: Review) -> str:
    """How many of the counted runs lie beyond our limit on the side of their median: "5 of 5"."""
    flag = balance_flag(review)
    return f"{flag.n_beyond} of {flag.n_runs}" if flag else words.UNKNOWN


def flag_text(review: Review) -> str:
    """The law's sentence for the verdict; nothing where there is none."""
    said = verdict(review)
    return said.flag.text if said else ""


def advice_heading(review: Review) -> str:
    """The advice as a heading; with nothing raised there is nothing to change."""
    said = verdict(review)
    if said is None:
        return "train both legs alike"
    if said.side is Side.NONE:
        return "nothing to change"
    return f"one leg at a time, {said.side.value} first"


def advice(review: Review, plan: WeekPlan) -> str:
    """What to do: strength work for a raised flag, else why there is nothing to add."""
    said = verdict(review)
    if said is not None and said.side is not Side.NONE:
        return strength_advice(said.flag, plan, today=review.today)
    usual = "Two short strength sessions a week, partly on one leg, suit nearly every runner."
    return usual if said else f"{usual} They do not wait for this figure."


def chart_heading(review: Review, *, days: int, measure: str | None = None) -> str:
    """How many runs the chart shows."""
    n_runs = history(review, days=days, measure=measure).height
    return (
        f"{words.count(n_runs, 'run')} with balance"
        if n_runs
        else "No steady run with a balance in this range"
    )


def alt_text(review: Review, *, days: int, measure: str | None = None) -> str:
    """What the chart of all runs says, in one sentence."""
    drawn = f"{chart_heading(review, days=days, measure=measure)} in {days} days."
    if measure not in {None, present_measure(review)}:
        return f"{drawn} By {MEASURES[measure or STRAP].lower()}; not part of the verdict."
    said = verdict(review)
    if said is None:
        return f"{drawn} Not enough data for a verdict."
    return f"{drawn} The last {said.flag.n_runs} have a median of {words.lean(said.lean_pp)}."


def _n_runs(review: Review) -> int:
    flag = balance_flag(review)
    return flag.n_runs if flag else 0
