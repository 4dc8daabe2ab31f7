"""The flags: what each says at each level, and that nothing is said without data."""

from __future__ import annotations

import json
import random
import re
from datetime import timedelta
from math import isinf
from typing import Any

import polars as pl
import pytest

from analytics.flags import FLAGS, raise_flags
from analytics.flags.balance import Run, evaluate, gct_balance, with_hysteresis
from analytics.flags.rule import Bound, FlagRule, Reading, cautious, judge, level_of
from core.athlete import Profile
from core.findings import Grade, Level, Side, Tone
from core.schemas import ACTIVITIES
from tests import naive
from tests.analytics.judged import OLD, TODAY, balance, evidence, flag, lean_runs, run, spike
from tests.corpus import corpus
from tests.makers import STRAP, make_activities


def test_a_stable_lean_of_the_law_is_watch_on_the_longer_side() -> None:
    found = balance([1.6, 1.4, 1.9, 1.2, 1.7])
    assert (found.level, found.tone, found.side) == (Level.WATCH, Tone.AMBER, Side.LEFT)
    assert (found.value, found.low, found.high) == pytest.approx((1.6, 1.133, 2.067), abs=1e-3)
    assert (found.n_runs, found.n_blocks) == (5, 100)


def test_the_sentence_is_that_of_the_law() -> None:
    assert balance([1.6, 1.4, 1.9, 1.2, 1.7]).text == (
        "Your left foot has stayed on the ground a little longer (51.6 %) in 5 of your last 5 "
        "runs. About one runner in four shows this much. It is not a fault, and studies do not "
        "link it to injury. One-leg exercises are a sensible answer."
    )


def test_three_runs_are_counted_as_three() -> None:
    assert "in 3 of your last 3 runs" in balance([-3.0, -3.1, -3.0]).text


def test_a_large_lean_is_act_and_never_red() -> None:
    found = balance([2.9, 3.1, 2.7, 3.0, 3.2])
    assert (found.level, found.tone) == (Level.ACT, Tone.AMBER)
    assert found.text.startswith(
        "Your left foot has stayed on the ground clearly longer (53.0 %) in 5 of your last 5 runs. "
        "Fewer than one runner in ten shows this much."
    )


def test_an_interval_that_reaches_the_band_is_ok() -> None:
    assert balance([1.1, 1.2, 1.3, 1.15, 1.25]).level is Level.OK


def test_one_slipped_strap_raises_nothing() -> None:
    assert balance([1.6, 1.4, 1.9, 1.2, -3.0]).level is Level.OK


def test_swapping_the_feet_swaps_only_the_side() -> None:
    left, right = balance([1.6, 1.4, 1.9, 1.2, 1.7]), balance([-1.6, -1.4, -1.9, -1.2, -1.7])
    assert (left.level, left.n_runs, left.tone) == (right.level, right.n_runs, right.tone)
    assert (left.value, left.low) == pytest.approx((-right.value, -right.high))
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert left.text.replace("left", "right") == right.text


@pytest.mark.parametrize("n", [0, 1, 2])
def test_too_few_runs_are_insufficient_not_ok(n: int) -> None:
    assert balance([2.0] * n).level is Level.INSUFFICIENT


@pytest.mark.parametrize(("n", "more"), [(1, "2 more runs"), (2, "1 more run ")])
def test_insufficient_says_how_many_more_runs_it_takes(n: int, more: str) -> None:
    found = balance([2.0] * n)
    assert more in found.text
    assert f"You have {n} of the 3 runs" in found.text


def test_a_runner_without_a_strap_is_told_what_it_takes() -> None:
    found = flag("GCT_BALANCE", evidence(make_activities({"local_date": TODAY})))
    assert found.text.startswith("None of your recent runs has ground-contact balance.")
    assert (found.value, found.side) == (None, Side.NONE)


def test_balance_without_steady_flat_minutes_says_so() -> None:
    row = {"local_date": TODAY, "avg_stance_balance_left_pct": 51.0}
    found = flag("GCT_BALANCE", evidence(make_activities(row)))
    assert "no run has enough steady, flat minutes" in found.text


def test_runs_older_than_eight_weeks_do_not_speak() -> None:
    assert balance([2.0] * 5, days_ago=[61, 60, 59, 58, 57]).level is Level.INSUFFICIENT


def test_a_new_sensor_starts_anew() -> None:
    given = lean_runs([3.0, 3.0, 3.0, 3.0])
    sensors = pl.Series("balance_sensor", ["old pod", "old pod", STRAP, STRAP])
    renewed = evidence(given.activities.with_columns(sensors), given.blocks)
    found = flag("GCT_BALANCE", renewed)
    assert (found.level, found.n_runs) == (Level.INSUFFICIENT, 2)


def test_a_lean_that_changes_sides_asks_for_swapped_pods_and_raises_nothing() -> None:
    found = balance([1.8, 1.7, 1.9, 1.8, 1.8, -1.8, -1.7, -1.9, -1.8, -1.8])
    assert (found.level, found.value, found.side) == (Level.INSUFFICIENT, None, Side.NONE)
    assert "Are the pods swapped, or is the strap turned?" in found.text


@pytest.mark.parametrize(
    ("old_pp", "new_pp", "is_asked"),
    [
        *((2.0, -1.01, True), (2.0, -1.0, False)),  # too small now to be the same lean
        *((2.0, -2.99, True), (2.0, -3.0, False)),  # too large for it
        *((1.01, -1.01, True), (1.0, -1.0, False)),  # too small at first to have a side
    ],
)
def test_a_lean_has_changed_sides_only_where_its_size_is_about_the_same(
    old_pp: float, new_pp: float, is_asked: bool
) -> None:
    found = balance([old_pp] * 5 + [new_pp] * 5)
    assert ("Are the pods swapped" in found.text) is is_asked


def test_a_run_at_the_limit_is_not_beyond_it() -> None:
    assert balance([1.0, 1.0, 1.6, 1.6, 1.6]).n_beyond == 3


def test_an_even_balance_has_no_side() -> None:
    assert balance([0.0] * 5).side is Side.NONE


FLIPPED = [1.8, 1.7, 1.9, 1.8, 1.8, -1.8, -1.7, -1.9, -1.8, -1.8]


@pytest.mark.parametrize("n_told", [1, 5])
def test_a_changed_lean_is_judged_once_the_runner_said_that_nothing_was_swapped(
    n_told: int,
) -> None:
    given = lean_runs(FLIPPED)
    said = pl.Series("is_swapped", [None] * 5 + [None] * (5 - n_told) + [False] * n_told)
    found = flag("GCT_BALANCE", evidence(given.activities.with_columns(said), given.blocks))
    assert (found.level, found.side) == (Level.WATCH, Side.RIGHT)


def test_a_no_of_runs_before_the_change_is_no_answer_to_it() -> None:
    given = lean_runs(FLIPPED)
    said = pl.Series("is_swapped", [False] * 5 + [None] * 5)
    found = flag("GCT_BALANCE", evidence(given.activities.with_columns(said), given.blocks))
    assert found.level is Level.INSUFFICIENT


def test_a_lean_that_has_stayed_on_its_new_side_is_judged_again() -> None:
    assert balance([1.8] * 5 + [-1.8] * 10).side is Side.RIGHT


def test_a_raised_flag_stays_after_one_evaluation_that_is_ok() -> None:
    assert balance([1.8, 1.8, 1.8, 1.8, 1.8, 0.0]).level is Level.WATCH
    assert balance([1.8, 1.8, 1.8, 0.0, 0.0]).level is Level.WATCH


def test_a_raised_flag_is_cleared_by_two_evaluations_that_are_ok() -> None:
    assert balance([1.8, 1.8, 1.8, 1.8, 1.8, 0.0, 0.0, 0.0, 0.0]).level is Level.OK


def test_runs_that_only_grow_old_do_not_clear_a_flag() -> None:
    days_ago = [62, 60, 58, 30, 20, 10]
    found = balance([1.8, 1.8, 1.8, 1.8, 1.7, 1.0], days_ago=days_ago)
    assert found.level is Level.WATCH


@pytest.mark.parametrize("seed", range(30))
def test_the_level_agrees_with_a_history_kept_run_by_run(seed: int) -> None:
    chance = random.Random(seed)
    day, runs = TODAY - timedelta(days=300), []
    while day <= TODAY:
        lean = chance.choice([0.2, 1.6, 2.0, 3.4]) + chance.gauss(0, 0.3)
        runs.append(Run(activity_id=len(runs), local_date=day, lean_pp=lean, n_blocks=20))
        day += timedelta(days=chance.choice([2, 3, 5, 20, 40]))
    ours = with_hysteresis(runs, evaluate(runs, on=TODAY))
    plain = naive.balance_history([(run.local_date, run.lean_pp) for run in runs], TODAY)
    assert ours.level.name.lower() == plain


@pytest.mark.parametrize("seed", range(20))
def test_the_level_of_one_evaluation_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        runs = [chance.uniform(-1, 4) for _ in range(chance.randint(0, 5))]
        assert gct_balance(runs)[2].name.lower() == naive.balance_level(runs)


def test_a_third_more_is_watch_with_the_sentence_of_the_law() -> None:
    found = spike(OLD, run(21, 12), run(14, 8), run(0, 16))
    assert (found.level, found.tone) == (Level.WATCH, Tone.AMBER)
    assert found.text.startswith(
        "16.0 km is 33 % longer than your longest run of the last 30 days (12.0 km on 1 Nov). In "
        "5205 runners, runs 10–100 % longer than that were followed by about 1.5–1.6 times as many "
        "overuse injuries as runs within 10 %. Most such runs cause no injury."
    )
    assert found.text.endswith("Evidence: strong, one cohort.")


def test_the_absolute_scale_stands_next_to_the_ratio() -> None:
    assert "about 3 of 1000 runs" in spike(OLD, run(21, 12), run(0, 16)).text


def test_more_than_twice_the_longest_run_is_act_and_red() -> None:
    found = spike(OLD, run(21, 10), run(0, 21))
    assert (found.level, found.tone) == (Level.ACT, Tone.RED)
    assert "about 2.3 times" in found.text


def test_no_rise_is_called_exponential_and_no_cause_is_claimed() -> None:
    text = spike(OLD, run(21, 10), run(0, 21)).text + spike(OLD, run(21, 10), run(0, 21)).caveat
    assert not re.search(r"exponential|will cause|predicts", text)


def test_ten_percent_more_is_ok() -> None:
    found = spike(OLD, run(21, 10), run(0, 11))
    assert (found.level, found.tone) == (Level.OK, Tone.NONE)


def test_a_run_just_within_the_edge_is_at_most_about_that() -> None:
    assert "11.0 km is at most about 10 % longer" in spike(OLD, run(21, 10), run(0, 11)).text


@pytest.mark.parametrize(("km", "is_about"), [(11.1, True), (11.2, True), (11.3, False)])
def test_near_an_edge_the_figure_is_only_about(km: float, is_about: bool) -> None:
    assert ("is about " in spike(OLD, run(21, 10), run(0, km)).text) is is_about


def test_a_runner_of_miles_reads_miles() -> None:
    text = spike(OLD, run(21, 10), run(0, 16.09344), profile=Profile(is_metric=False)).text
    assert text.startswith("10.0 mi is")


@pytest.mark.parametrize(("km", "said"), [(0.4, "400 m is"), (120, "120 km is")])
def test_a_distance_has_the_form_that_the_pages_give_it(km: float, said: str) -> None:
    assert spike(OLD, run(21, 0.2), run(0, km)).text.startswith(said)


def test_a_month_without_a_run_is_information_and_no_spike() -> None:
    found = spike(run(80, 5), run(40, 10), run(0, 8))
    assert (found.level, found.tone, found.value) == (Level.WATCH, Tone.INFO, None)
    assert found.text == "No reference in the last month. Restart with a short run."


def test_a_month_since_the_last_run_says_the_same() -> None:
    assert spike(run(80, 5), run(31, 10)).text.startswith("No reference in the last month.")


def test_the_first_run_is_insufficient_and_says_since_when() -> None:
    found = spike(run(0, 10))
    assert found.level is Level.INSUFFICIENT
    assert "your history begins on 22 Nov" in found.text


def test_a_short_history_is_judged_and_says_what_is_missing() -> None:
    found = spike(run(27, 9), run(0, 12))
    assert found.level is Level.WATCH
    assert "Reference incomplete: your history begins on 26 Oct" in found.text


@pytest.mark.parametrize(("km", "is_short"), [(1.999, True), (2.0, False)])
def test_a_reference_under_two_kilometres_is_called_very_short(km: float, is_short: bool) -> None:
    assert ("Very short reference." in spike(OLD, run(3, km), run(0, 4)).text) is is_short


@pytest.mark.parametrize(
    "rows", [(OLD, run(3, 10), run(0, None)), (OLD, run(3, None), run(0, 10)), ()]
)
def test_a_missing_distance_is_insufficient_not_ok(rows: tuple[dict[str, Any], ...]) -> None:
    assert spike(*rows).level is Level.INSUFFICIENT


def test_every_rule_gives_one_flag_even_with_nothing_stored() -> None:
    found = raise_flags(evidence(ACTIVITIES.empty()))
    assert sorted(f.id for f in found) == sorted(rule.id for rule in FLAGS)
    assert {f.level for f in found} == {Level.INSUFFICIENT}


def test_a_spike_leads_the_page() -> None:
    given = lean_runs([3.0] * 5, distance_m=10_000.0)
    longer = given.activities.with_columns(
        distance_m=pl.when(pl.col("activity_id") == 5).then(12_000.0).otherwise("distance_m")
    )
    found = raise_flags(evidence(longer, given.blocks))
    up = [(f.id, f.level) for f in found if f.level in (Level.WATCH, Level.ACT)]
    assert up == [("SESSION_SPIKE", Level.WATCH), ("GCT_BALANCE", Level.ACT)]


def test_a_spike_that_is_fine_stands_behind_what_is_not() -> None:
    assert raise_flags(lean_runs([3.0] * 5))[0].id == "GCT_BALANCE"


RULE = FlagRule(
    id="X",
    title="x",
    measure=lambda _: Reading(),
    unit="pp",
    watch=1.0,
    act=2.0,
    window_days=1,
    grade=Grade.STRONG,
    source="",
    say=dict.fromkeys(Level, ""),
    caveat="",
    rank=0,
)


def reading(low: float, high: float) -> Reading:
    return Reading(value=(low + high) / 2, low=low, high=high)


@pytest.mark.parametrize(
    ("low", "high", "level"),
    [
        (1.0, 5.0, Level.OK),
        (1.01, 5.0, Level.WATCH),
        (-5.0, -2.01, Level.ACT),
        (-3.0, 9.0, Level.OK),
    ],
)
def test_the_cautious_end_of_the_interval_decides(low: float, high: float, level: Level) -> None:
    assert level_of(reading(low, high), watch=1.0, act=2.0) is level


@pytest.mark.parametrize(
    ("value", "bound", "level"),
    [
        (1.0, Bound.BEYOND, Level.OK),
        (1.0, Bound.FROM, Level.WATCH),
        (-2.0, Bound.FROM, Level.ACT),
        (0.9, Bound.FROM, Level.OK),
    ],
)
def test_a_limit_counts_only_where_its_row_says_so(
    value: float, bound: Bound, level: Level
) -> None:
    assert level_of(reading(value, value), watch=1.0, act=2.0, bound=bound) is level


@pytest.mark.parametrize(
    ("low", "high", "level"),
    [(1.5, 1.9, Level.WATCH), (0.2, 0.9, Level.ACT), (1.5, 2.0, Level.OK), (0.5, 3.0, Level.OK)],
)
def test_a_value_that_should_be_high_is_judged_by_its_upper_end(
    low: float, high: float, level: Level
) -> None:
    assert level_of(reading(low, high), watch=2.0, act=1.0, bound=Bound.UNDER) is level


def test_no_measurement_is_insufficient_not_ok() -> None:
    assert judge(RULE, Reading()).level is Level.INSUFFICIENT


def test_an_interval_around_zero_leaves_no_size() -> None:
    assert cautious(reading(-1, 3)) == 0.0


@pytest.mark.parametrize(
    ("grade", "tone"),
    [
        (Grade.STRONG, Tone.RED),
        (Grade.MIXED, Tone.AMBER),
        (Grade.WEAK, Tone.INFO),
        (Grade.DESCRIPTIVE, Tone.NONE),
    ],
)
def test_the_grade_caps_the_tone_and_leaves_the_level(grade: Grade, tone: Tone) -> None:
    rule = FlagRule(**{name: getattr(RULE, name) for name in RULE.__slots__} | {"grade": grade})
    found = judge(rule, reading(3, 4))
    assert (found.level, found.tone) == (Level.ACT, tone)


@pytest.mark.parametrize("rule", FLAGS, ids=lambda rule: rule.id)
def test_a_rule_has_words_for_the_levels_that_it_can_reach_and_for_no_other(rule: FlagRule) -> None:
    out_of_reach = {Level.ACT} if isinf(rule.act) else set()
    assert set(rule.say) == set(Level) - out_of_reach, (
        f"{rule.id}: give `say` a sentence for every level that its limits let it reach, and none "
        "that nobody will ever read."
    )


@pytest.mark.parametrize("rule", FLAGS, ids=lambda rule: rule.id)
def test_a_rule_has_source_and_caveat(rule: FlagRule) -> None:
    assert rule.source, f"{rule.id}: name the source."
    assert rule.caveat, f"{rule.id}: name the caveat."


@pytest.mark.parametrize("rule", FLAGS, ids=lambda rule: rule.id)
def test_no_rule_acts_before_it_watches(rule: FlagRule) -> None:
    furthest = min if rule.bound is Bound.UNDER else max
    assert rule.act == furthest(rule.watch, rule.act)


def test_no_two_rules_share_an_id_or_a_rank() -> None:
    assert len({rule.id for rule in FLAGS}) == len({rule.rank for rule in FLAGS}) == len(FLAGS)


@pytest.mark.parametrize("rule", FLAGS, ids=lambda rule: rule.id)
def test_the_needs_are_those_of_the_exercise_library(rule: FlagRule) -> None:
    library = corpus().parent / "exercises.json"
    if not library.is_file():
        pytest.skip("The shared exercise library is not here.")
    points_to = json.loads(library.read_text("utf-8"))["flag_points_to"].get(rule.id, [])
    ours = [
        {"quality": need.quality.value, "weight": need.weight, "why": need.why}
        for need in rule.needs
    ]
    assert ours == points_to


def test_the_order_of_import_does_not_matter() -> None:
    given = lean_runs([1.6, 1.4, 1.9, 1.2, 1.7])
    mixed = evidence(
        given.activities.sample(fraction=1, shuffle=True, seed=1),
        given.blocks.sample(fraction=1, shuffle=True, seed=2),
    )
    assert raise_flags(mixed) == raise_flags(given)
