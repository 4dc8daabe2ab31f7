from __future__ import annotations

import polars as pl

from core.findings import Level, Review
from core.guides import GUIDES
from core.self_tests import SelfTested
from tests.makers import OPEN_BALANCE, MadeRun, make_balance_flag, make_leans, make_review
from tests.plan_makers import make_plan
from tests.views.where_makers import NOTHING
from views import balance_panels
from views.balance_charts import PODS, STRAP
from views.theme import LIGHT

OPEN = make_balance_flag(
    **OPEN_BALANCE,
    n_runs=0,
)
UNTESTED = SelfTested(verdicts=(), due=(), against=dict.fromkeys(GUIDES, frozenset()), enough={})


def both() -> Review:
    strap = make_leans((1.0, 1.2, 1.1)).with_columns(measure=pl.lit(STRAP))
    pods = make_leans((-0.4, -0.5, -0.6)).with_columns(measure=pl.lit(PODS), low_pp=None)
    flag = make_balance_flag(run_ids=(0, 1, 2), n_runs=3)
    frames = [strap, pods.with_columns(pl.col("low_pp").cast(pl.Float64))]
    return make_review(leans=pl.concat(frames), flags=(flag,))


def test_two_sensors_have_a_picture_and_a_table_each() -> None:
    panel = balance_panels.history_panel(both(), LIGHT, days=84, found=NOTHING)
    assert [picture.head for picture in panel.pictures] == [
        "**Chest strap or waist pod**",
        "**Foot pods**",
    ]
    assert len(panel.tables) == 2


def test_the_second_sensor_is_no_part_of_the_verdict() -> None:
    panel = balance_panels.history_panel(both(), LIGHT, days=84, found=NOTHING)
    assert "have a median of" in panel.pictures[0].alt
    assert "not part of the verdict" in panel.pictures[1].alt


def test_one_sensor_needs_no_name_above_its_picture() -> None:
    review = make_review(leans=make_leans((1.0, 1.2)), flags=(OPEN,))
    panel = balance_panels.history_panel(review, LIGHT, days=84, found=NOTHING)
    assert [picture.head for picture in panel.pictures] == [""]


def test_a_sensor_without_an_interval_says_so_beside_the_other() -> None:
    ((panel,),) = balance_panels.both(both())
    assert "51.1 % left ±0.4" in panel.text
    assert "50.6 % right, too short for an interval" in panel.text
    assert panel.tables[0].frame.height == 3


def test_one_sensor_alone_is_compared_with_nothing() -> None:
    assert balance_panels.both(make_review(leans=make_leans((1.0,)))) == ()


def test_runs_can_be_chosen_by_day_and_balance() -> None:
    offered = balance_panels.choices(both(), days=84)
    assert offered == {
        2: "Wed 18 Nov, 51.1 % left",
        1: "Sun 15 Nov, 51.2 % left",
        0: "Thu 12 Nov, 51.0 % left",
    }


def test_a_click_names_its_run_whichever_picture_it_was_in() -> None:
    assert balance_panels.first_picked({}) is None
    assert balance_panels.first_picked({"history": [{"activity_id": 7}]}) == 7


def test_a_runner_without_a_sensor_learns_what_can_be_known_all_the_same() -> None:
    turns = make_balance_flag(id="TURN_BIAS", text="It takes 4 more.", level=Level.INSUFFICIENT)
    review = make_review(runs=[MadeRun(days_ago=1)], flags=(OPEN, turns))
    panel = balance_panels.without_sensor(review, UNTESTED)
    assert "wrist" in panel.text
    assert "It takes 4 more." in panel.text
    assert "Two tests to start with" in panel.text
    assert [link.page for link in panel.links] == ["pages/5_Tests.py", "pages/7_Upload.py"]


def test_with_nothing_raised_there_is_one_card_that_says_so() -> None:
    (panel,) = balance_panels.to_do(make_review(flags=(OPEN,)), make_plan())
    assert panel.heading == "Train both legs alike"
    assert "do not wait" in panel.text
