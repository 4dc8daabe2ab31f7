"""What Today says: the answer, the caption, three figures and the week."""

from __future__ import annotations

import math
from datetime import date, timedelta

from core.athlete import USUAL_WEEK
from core.findings import BALANCE_LEAST_RUNS, Flag, Level, Review
from core.plan import WeekPlan
from views import (
    care,
    gaps,
    load_why,
    next_card,
    next_limit,
    next_run,
    next_session,
    race_day,
    recent_jump,
    words,
)
from views.balance_charts import balance_flag, verdict
from views.balance_known import all_constant, has_balance, recorded, seen_balance
from views.balance_words import half_width
from views.cards import FigureCard
from views.cards import raised as raised_flags
from views.next_run import SPIKE

SPARK_DAYS = 28
NO_RUN = "No run is in yet. Your files stay on this computer."
WELCOME = """
- **Load.** How far the next run may go, and whether the last one was a jump.
- **Balance.** Whether one foot stays down longer, and whether that is more than chance.
- **Strength.** What to train this week, with the reason on every exercise.
"""
COUNTS = {1: "One thing", 2: "Two things", 3: "Three things"}


def answer(review: Review, plan: WeekPlan) -> str:
    """What hurts or an illness, else what to do with the next run; and the next strength work."""
    first = care.headline(review.profile) or next_run.sentence(review)
    if care.is_ill(review.profile):
        return first
    return f"{first} {next_session.in_a_sentence(plan, review.today)}"


def caption(review: Review) -> str:
    """The day, a near race, why the answer holds, what is missing, how much there is to see."""
    sentences = [f"{review.today:%A} {review.today.day} {review.today:%B}."]
    sentences.append(race_day.sentence(review.profile, review.today))
    sentences.append(next_run.reason(review))
    if review.load_metric is None:
        sentences.append(f"Load is unknown: {load_why.unknown_because(review)}")
    sentences += [gaps.since_sentence(review), gaps.ahead(review), _to_look_at(review)]
    return " ".join(filter(None, sentences))


def raised(review: Review) -> tuple[Flag, ...]:
    """The flags to look at, in page order."""
    return next_run.still_so(raised_flags(review.flags), review)


def cards(review: Review) -> tuple[FigureCard, ...]:
    """The three figures: next-run ceiling, balance, the last seven days."""
    return ceiling_card(review), balance_card(review), week_card(review)


def ceiling_card(review: Review) -> FigureCard:
    """How far the next run may go and until when; the bars are the days that decide it."""
    scale = words.metres_per_unit(is_metric=review.profile.is_metric)
    known = daily_distances(review, SPARK_DAYS)
    return FigureCard(
        label=next_card.label(review),
        value=next_card.value(review),
        note=next_card.note(review) or _ceiling_note(review),
        help=f"{next_card.help_text(review)} Bars: distance a day, last {SPARK_DAYS} days.",
        series=tuple(math.nan if m is None else m / scale for m in known) if any(known) else (),
        shape="bar",
    )


def balance_card(review: Review) -> FigureCard:
    """Ground contact over the last runs with its tone, or how much is missing."""
    said = verdict(review)
    mark = words.mark(said.flag.level, said.flag.tone) if said else words.NOT_ENOUGH
    return FigureCard(
        label=f"Balance, last {words.count(said.flag.n_runs, 'run')}" if said else "Balance",
        value=words.lean(said.lean_pp) if said else words.UNKNOWN,
        note=f"{mark.text.lower()}, {half_width(said.flag)}" if said else _too_little(review),
        help="Share of ground contact, flat and steady minutes only. The line shows your runs; "
        "up is left.",
        colour=mark.colour,
        series=seen_balance(review),
    )


def week_card(review: Review) -> FigureCard:
    """Distance of the last seven days against the seven before; unknown is never zero."""
    is_metric = review.profile.is_metric
    known = daily_distances(review, SPARK_DAYS + 6)
    last, before = known[-7:], known[-14:-7]
    total = words.distance(sum(each or 0 for each in last), is_metric=is_metric)
    n_unknown = last.count(None)
    if n_unknown:
        value = f"≥ {total}" if any(last) else words.UNKNOWN
        note = gaps.since(review) or f"{words.count(n_unknown, 'day')} unknown"
    else:
        value, note = total, _against(last, before)
    return FigureCard(
        label="Last 7 days",
        value=value,
        note=note,
        help=f"Runs only. The line is the sum of 7 days, day by day, over {SPARK_DAYS} days.",
        series=_rolling(known, words.metres_per_unit(is_metric=is_metric)),
        shape="area",
    )


def daily_distances(review: Review, n_days: int) -> list[float | None]:
    """Metres run on each of the last days, today last; None where a day or a run is unknown."""
    known = dict(zip(review.days["local_date"], review.days["distance_m"], strict=True))
    if gaps.is_known(review, review.today):
        known.setdefault(review.today, 0.0)  # so far: the day is not over
    return [known.get(review.today - timedelta(days=ago)) for ago in reversed(range(n_days))]


def week_begin(review: Review) -> date:
    """The first day of the runner's own week: a Monday, or a Sunday where they want that."""
    since = (review.today.weekday() + review.profile.week_begins_on_sunday) % 7
    return review.today - timedelta(days=since)


def week_heading(review: Review, plan: WeekPlan) -> str:
    """What this week holds: distance so far, and the strength that is still ahead."""
    begin = week_begin(review)
    so_far = daily_distances(review, (review.today - begin).days + 1)
    total = words.distance(sum(each or 0 for each in so_far), is_metric=review.profile.is_metric)
    least = "at least " if None in so_far else ""
    until = begin + timedelta(days=6)
    n_ahead = sum(review.today <= each.day <= until for each in plan.sessions)
    strength = words.count(n_ahead, "strength session")
    run = "unknown" if least and not any(so_far) else f"{least}{total}"
    return f"This week: {run} so far, {strength} planned"


def week_caption(review: Review) -> str:
    """How to read the strip, and where its words come from."""
    unit = words.distance_unit(is_metric=review.profile.is_metric)
    drawn = f"Filled: {unit} run. Dashed: strength minutes planned."
    found = review.usual_week
    if found is not None and not found.has_fixed_days:
        weeks = words.count(found.n_weeks, "week")
        return f"{drawn} No regular days found in {weeks} of your runs; tell yours in Profile."
    week = "an assumed week; set yours in"
    if found is not None:
        week = f"as found in {found.n_weeks} weeks of your runs; correct it in"
    elif review.profile.week != USUAL_WEEK:
        week = "your usual week, as told in"
    short = " Runs stay short around a break." if next_limit.is_restart(review) else ""
    return f"{drawn} Words: {week} Profile.{short}"


def _to_look_at(review: Review) -> str:
    """How much there is to look at; the flag of the load judges the last run only."""
    up, hurts = raised(review), care.headline(review.profile)
    has_lead = any(flag.id == SPIKE for flag in up)
    jump = "" if has_lead else recent_jump.sentence(review)
    named = jump if hurts else ""  # else the answer itself names it
    if up:
        n_things = COUNTS.get(len(up), f"{len(up)} things")
        return " ".join(filter(None, (named, f"{n_things} to look at.")))
    too_little = _unjudged(review)
    if jump or care.is_ill(review.profile) or review.load_cause is not None:
        lighter = f"Strength is lighter {words.AFTER[review.load_cause]}."
        first = named if jump or care.is_ill(review.profile) else lighter
        return " ".join(filter(None, (first, too_little and f"{too_little.capitalize()}.")))
    calm = "In your runs nothing" if hurts else "Nothing"
    return "; ".join(filter(None, (f"{calm} stands out", too_little))) + "."


def _unjudged(review: Review) -> str:
    """How many patterns are open; in the first month of a history that is no news but the rule."""
    n_open = sum(flag.level is Level.INSUFFICIENT for flag in review.flags)
    if not n_open:
        return ""
    if not review.ceiling.is_reference_complete:
        return "most patterns need some weeks of runs first"
    return f"{words.count(n_open, 'pattern')} had too little data"


def _ceiling_note(review: Review) -> str:
    ceiling = review.ceiling
    if ceiling.distance_m is None:
        recent = next_run.has_recent_run(review)
        return "no distance in 30 days" if recent else gaps.since(review) or "no run in 30 days"
    if ceiling.until is None:
        return "no date known"
    until = f"until {words.day(ceiling.until, today=review.today)}"
    if ceiling.then_m is None:
        return f"{until}, then no reference"
    return f"{until}, then {words.distance(ceiling.then_m, is_metric=review.profile.is_metric)}"


def _too_little(review: Review) -> str:
    flag = balance_flag(review)
    if flag is None or not has_balance(review):
        return "◌ no balance recorded"
    if all_constant(review):
        return "◌ one value only, nothing measured"
    if not flag.n_runs and (n_runs := recorded(review).height):
        return f"◌ {words.count(n_runs, 'run')}, too old or too short"
    if flag.n_runs >= BALANCE_LEAST_RUNS:
        return "◌ no verdict: changed sides?"
    return f"◌ not enough data yet: {flag.n_runs} of {BALANCE_LEAST_RUNS} runs"


def _against(last: list[float | None], before: list[float | None]) -> str:
    if None in before:
        return "no full week before it"
    total, earlier = (sum(each or 0 for each in week) for week in (last, before))
    if not earlier:
        return "no run in the 7 days before"
    change = words.change(total / earlier)
    return "as the 7 days before" if change == "0 %" else f"{change} on the 7 days before"


def _rolling(known: list[float | None], scale: float) -> tuple[float, ...]:
    """Seven-day sums; a week with an unknown day has none and is left out."""
    weeks = (known[end - 7 : end] for end in range(7, len(known) + 1))
    sums = [sum(each or 0 for each in week) / scale for week in weeks if None not in week]
    return tuple(sums) if any(sums) else ()
