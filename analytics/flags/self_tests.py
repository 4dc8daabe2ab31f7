"""Flags from the self-tests: the main way for runners without a sensor of left and right."""

from __future__ import annotations

from analytics.flags.rule import Bound, FlagRule
from analytics.flags.tested import EXTRA_SET, tested
from core.findings import Grade, Level, Need, Quality
from core.guides import GUIDES
from core.self_tests import LSI_ACT_PCT, LSI_WATCH_PCT, RETEST_DAYS

FIRST_RANK = 10  # imbalance law, 2.5: self-tests lead their level
IN_PERCENT = "{test}: {side} side {lsi} % of the other ({left} left, {right} right).{low}"
IN_CENTIMETRES = (
    "{test}: {side} side {diff} cm less than the other ({left} left, {right} right).{low}"
)

IN_SECONDS = (
    "{test}: the {side} side took {diff} s longer than the other ({left} s left, {right} s right), "
    "which took {lsi} % of its time.{low}"
)


def _row(test: str, *, grade: Grade, caveat: str, needs: tuple[Need, ...]) -> FlagRule:
    """The row of one test; its limits stand in its guide.

    In percent the value is what the weaker side lacks of the other: an index of 90 is 10.
    """
    guide = GUIDES[test]
    has_own_rule = guide.side_watch is not None and guide.side_act is not None
    found = IN_CENTIMETRES if has_own_rule else IN_PERCENT
    found = (IN_SECONDS if guide.is_lower_better else found).replace("{test}", guide.title)
    return FlagRule(
        id=test,
        title=guide.title,
        measure=tested(test),
        unit=guide.unit if has_own_rule else "pct",
        watch=guide.side_watch or 100 - LSI_WATCH_PCT,
        act=guide.side_act or 100 - LSI_ACT_PCT,
        bound=Bound.FROM if has_own_rule else Bound.BEYOND,
        window_days=RETEST_DAYS,
        grade=grade,
        source=f"{guide.source} Error of the test: {guide.error_source}.",
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: f"{guide.title}: {{left}} left, {{right}} right. {{fine}}{{low}}{{again}}",
            Level.WATCH: f"{found}{{again}}",
            Level.ACT: f"{found}{EXTRA_SET}{{again}}",
        },
        caveat=caveat,
        rank=FIRST_RANK + tuple(GUIDES).index(test),
        needs=needs,
    )


RULES: tuple[FlagRule, ...] = (
    _row(
        "ST_CALF",
        grade=Grade.MIXED,
        caveat=(
            "Shoes, slope, pace and how strictly you count change the number more than you "
            "would think: keep them the same. It tests the calf together with the will to go "
            "on."
        ),
        needs=(
            Need(quality=Quality.CALF_STRENGTH, weight=2, why="same muscle group as the test"),
            Need(quality=Quality.FOOT_CONTROL, weight=1, why="foot base for the heel raise"),
        ),
    ),
    _row(
        "ST_BRIDGE",
        grade=Grade.MIXED,
        caveat=(
            "Foot distance and box height change the number: keep them the same. The figures "
            "come from young footballers."
        ),
        needs=(
            Need(
                quality=Quality.HIP_HAMSTRING_STRENGTH,
                weight=2,
                why="hip-extensor and hamstring endurance",
            ),
        ),
    ),
    _row(
        "ST_SIDE_PLANK",
        grade=Grade.WEAK,
        caveat=("It differs much from day to day, and a tired shoulder ends it for many."),
        needs=(
            Need(
                quality=Quality.HIP_STABILITY,
                weight=1,
                why="outer hip works with the side trunk in the test",
            ),
            Need(quality=Quality.SIDE_TRUNK, weight=2, why="side-trunk endurance"),
        ),
    ),
    _row(
        "ST_SIT_STAND",
        grade=Grade.MIXED,
        caveat=(
            "Chair height and a push with the arms change the time: keep the chair, and the "
            "arms crossed."
        ),
        needs=(
            Need(
                quality=Quality.THIGH_STRENGTH,
                weight=2,
                why="thigh and hip strength for rising on one leg",
            ),
        ),
    ),
    _row(
        "ST_REACH",
        grade=Grade.MIXED,
        caveat=(
            "It asks for balance, strength, ankle bend and practice together. The first tries "
            "of a new test improve by practice alone."
        ),
        needs=(
            Need(
                quality=Quality.SINGLE_LEG_STRENGTH, weight=1, why="single-leg control under load"
            ),
            Need(quality=Quality.BALANCE, weight=2, why="single-leg balance and reach"),
            Need(
                quality=Quality.MULTI_DIRECTION,
                weight=1,
                why="reach strength in several directions",
            ),
            Need(
                quality=Quality.FOOT_CONTROL,
                weight=1,
                why="foot and ankle control in single-leg stance",
            ),
        ),
    ),
    _row(
        "ST_HOP",
        grade=Grade.WEAK,
        caveat=(
            "Practice and courage count as much as strength. It is hidden while anything hurts."
        ),
        needs=(
            Need(quality=Quality.ELASTIC_CALF, weight=1, why="elastic calf work before hopping"),
            Need(quality=Quality.SINGLE_LEG_SPRING, weight=2, why="single-leg push and landing"),
            Need(quality=Quality.HOP_BASE, weight=1, why="strength base before any hopping"),
        ),
    ),
    _row(
        "ST_ANKLE",
        grade=Grade.WEAK,
        caveat=(
            "A stiff ankle may be yours since ever. Shoes, a turned foot or a lifted heel "
            "change the number."
        ),
        needs=(
            Need(
                quality=Quality.ANKLE_MOBILITY, weight=2, why="ankle bend range under body weight"
            ),
        ),
    ),
)
