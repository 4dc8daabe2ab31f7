from __future__ import annotations

import pytest

from core.athlete import EQUIPMENT, Experience
from core.findings import Side
from core.plan import Focus, WeekPlan
from strength import plan_strength_week
from tests.strength.situations import make_need_flag, make_situation
from views.body_picture import fill, regions_of
from views.sets_chart import COLUMNS, sets_chart, sets_table
from views.theme import DARK, LIGHT, Palette


def plan(**told) -> WeekPlan:
    return plan_strength_week(make_situation(**told))


def test_the_most_trained_group_stands_first() -> None:
    sets = sets_table(plan())["sets"].to_list()
    assert sets == sorted(sets, reverse=True)


def test_a_group_counts_the_sets_of_its_exercises() -> None:
    made = plan()
    calves = sum(
        each.sets
        for session in made.sessions
        for each in session.prescriptions
        if "Calves" in {region.name for region in regions_of(each.exercise)}
    )
    found = dict(sets_table(made).select("group", "sets").iter_rows())
    assert found["Calves"] == calves


def test_only_an_extra_set_splits_a_group_by_side() -> None:
    made = plan(
        flags=[make_need_flag("ST_CALF", "act", side=Side.LEFT)],
        focus=Focus(side=Side.LEFT, is_provisional=False),
        experience=Experience.SOME,
        weeks_done=5,
    )
    groups = sets_table(made)["group"].to_list()
    assert {"Calves, left", "Calves, right"} <= set(groups)
    assert "Front thigh" in groups


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(
    "told", [{}, {"strength_minutes_per_week": 0}, {"equipment": frozenset(EQUIPMENT)}]
)
def test_the_chart_can_be_drawn_of_any_week(palette: Palette, told: dict) -> None:
    assert sets_chart(sets_table(plan(**told)), palette).to_dict()["height"] > 0


def test_the_chart_names_only_columns_of_its_table() -> None:
    spec = sets_chart(sets_table(plan()), LIGHT).to_dict()
    named = {
        channel["field"]
        for layer in spec["layer"]
        for channel in layer["encoding"].values()
        if "field" in channel
    }
    assert named <= set(COLUMNS)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_bar_has_the_colour_of_its_region(palette: Palette) -> None:
    scale = sets_chart(sets_table(plan()), palette).to_dict()["layer"][0]["encoding"]["color"][
        "scale"
    ]
    for sets in range(12):
        step = sum(sets >= bound for bound in scale["domain"])
        assert scale["range"][step] == fill(sets, palette)
