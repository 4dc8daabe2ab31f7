"""The page of a run, through the front door."""

from __future__ import annotations

import os

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
from tests import run_makers
from tests.pages.reading import APP, said
from tests.store.makers import someone_else
from views import session

PAGE = "pages/4_Run.py"


@pytest.fixture
def ids(own_store: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A store with all kinds of activities; the id of each."""
    run_makers.copy_to(own_store)
    store = pipeline.open_default_store(os.environ)
    monkeypatch.setattr(session, "today", lambda: run_makers.TODAY)
    return run_makers.ids_of(pipeline.activities.frame(store))


def opened(run: object = None) -> AppTest:
    """The page with an address."""
    page = AppTest.from_file(APP, default_timeout=60)
    if run is not None:
        page.query_params["run"] = str(run)
    return checked(page.switch_page(PAGE).run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def answer(page: AppTest) -> str:
    return page.header[0].value.replace("\u00a0", " ")


def unfolded(run: int) -> AppTest:
    """The page with the line open in which a run is changed."""
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["run"] = str(run)
    page.session_state["change"] = True
    return checked(page.switch_page(PAGE).run())


def row_of(run: int) -> dict[str, object]:
    store = pipeline.open_default_store(os.environ)
    table = pipeline.activities.frame(store)
    return {row["activity_id"]: row for row in table.iter_rows(named=True)}.get(run, {})


def test_an_empty_store_says_so_and_offers_two_ways_on() -> None:
    page = opened()
    assert "No run is in yet" in page.info[0].value
    assert page.button(key="try_sample")


def test_without_an_address_the_latest_run_is_shown(ids: dict[str, int]) -> None:
    assert answer(opened()).startswith("16.8 km at 5:50 /km.")


@pytest.mark.parametrize(
    ("kind", "says", "n_charts"),
    [
        ("long", "16.8 km at 5:50 /km. Your :orange[left] lean grew in the last third.", 11),
        ("gpx", "3.0 km at 5:00 /km.", 3),
        ("ride", "A ride: 2.7 km. It counts in no run figure.", None),
        ("gym", "A gym session: 25:00. It counts in no run figure.", None),
        ("manual", "5.0 km at 6:00 /km.", 0),
    ],
)
def test_every_kind_has_its_page(
    ids: dict[str, int], kind: str, says: str, n_charts: int | None
) -> None:
    page = opened(ids[kind])
    assert answer(page) == says
    charts = page.get("vega_lite_chart")
    assert n_charts in (None, len(charts))
    assert all(chart.proto.alt for chart in charts)


@pytest.mark.parametrize("run", ["999999", "abc", "0"])
def test_a_run_that_is_not_among_ones_own_is_said_and_the_list_is_there(
    ids: dict[str, int], run: str
) -> None:
    page = opened(run)
    assert "not among yours" in page.warning[0].value
    assert len(page.selectbox[0].options) == len(ids) + 7 - 1
    assert not page.header


def test_a_run_of_another_runner_is_not_found(ids: dict[str, int]) -> None:
    stranger = someone_else(pipeline.open_default_store(os.environ))
    theirs = pipeline.add_manual(stranger, run_makers.typed_run(), today=run_makers.TODAY)
    assert theirs not in ids.values()
    assert "not among yours" in opened(theirs).warning[0].value


def test_the_page_goes_to_the_run_before(ids: dict[str, int]) -> None:
    page = opened(ids["long"])
    page = checked(page.button(key="to_Previous").click().run())
    assert page.query_params["run"] != [str(ids["long"])]
    assert not answer(page).startswith("16.8 km")


def test_after_the_last_run_there_is_no_next(ids: dict[str, int]) -> None:
    assert opened(ids["long"]).button(key="to_Next").disabled


def test_another_run_can_be_chosen(ids: dict[str, int]) -> None:
    page = opened(ids["long"])
    page = checked(page.selectbox[0].set_value(ids["gpx"]).run())
    assert answer(page).startswith("3.0 km")


def test_two_boxes_choose_a_part(ids: dict[str, int]) -> None:
    page = opened(ids["long"])
    page.selectbox(key=f"from_{ids['long']}").set_value(2.0)
    page = checked(page.selectbox(key=f"to_{ids['long']}").set_value(4.0).run())
    assert "**2.0 to 4.0 km**" in said(page).replace("\u00a0", " ")


def test_what_was_typed_in_is_shown(ids: dict[str, int]) -> None:
    page = opened(ids["manual"])
    assert "Typed in by hand" in said(page)
    assert {card.label: card.value.replace("\u00a0", " ") for card in page.metric}[
        "Distance"
    ] == "5.0 km"


def test_a_change_lies_over_the_file(ids: dict[str, int]) -> None:
    page = unfolded(ids["long"])
    page.text_input(key=f"edit_title_{ids['long']}").set_value("Long one")
    checked(page.button(key="FormSubmitter:edit-Save").click().run())
    assert row_of(ids["long"])["title"] == "Long one"


def test_what_another_window_keeps_meanwhile_stays(ids: dict[str, int]) -> None:
    run, store = ids["long"], pipeline.open_default_store(os.environ)
    first = unfolded(run)
    meanwhile = pipeline.edits.Change(field=pipeline.edits.Editable.TITLE, value="Long one")
    now = run_makers.drop_of_all_kinds().created_at
    pipeline.edits.change(store, run, [meanwhile], edited_at=now)
    first.text_area(key=f"edit_notes_{run}").set_value("windy")
    first = checked(first.button(key="FormSubmitter:edit-Save").click().run())
    assert (row_of(run)["title"], row_of(run)["notes"]) == ("Long one", "windy")
    assert first.text_input(key=f"edit_title_{run}").value == "Long one"


def test_an_impossible_slope_is_refused_beside_its_field(ids: dict[str, int]) -> None:
    store = pipeline.open_default_store(os.environ)
    run = ids["gpx"]
    change = pipeline.edits.Change(field=pipeline.edits.Editable.SUB_SPORT, value="treadmill")
    pipeline.edits.change(store, run, [change], edited_at=run_makers.drop_of_all_kinds().created_at)
    page = unfolded(run)
    page.number_input(key=f"edit_incline_pct_{run}").set_value(90.0)
    page = checked(page.button(key="FormSubmitter:edit-Save").click().run())
    assert "between -15 and 40" in page.error[0].value.replace("−", "-")
    assert row_of(run)["incline_pct"] is None


def test_swapped_sides_turn_the_answer_round(ids: dict[str, int]) -> None:
    page = unfolded(ids["long"])
    page.toggle(key=f"edit_is_swapped_{ids['long']}").set_value(True)
    page = checked(page.button(key="FormSubmitter:edit-Save").click().run())
    assert ":blue[right] lean grew" in answer(page)


@pytest.mark.parametrize("kind", ["long", "manual"])
def test_a_run_is_taken_out_and_brought_back(ids: dict[str, int], kind: str) -> None:
    page = unfolded(ids[kind])
    before = answer(page)
    page = checked(page.button(key="take_out").click().run())
    assert not row_of(ids[kind])
    page = checked(page.button(key="bring_back").click().run())
    assert answer(page) == before


def test_a_run_taken_out_is_found_again_after_a_reload(ids: dict[str, int]) -> None:
    checked(unfolded(ids["long"]).button(key="take_out").click().run())
    page = AppTest.from_file(APP, default_timeout=60)
    page.session_state["out"] = True
    page = checked(page.switch_page(PAGE).run())
    assert page.expander[-1].label == "Runs that you took out (1)"
    page = checked(page.button(key="back_chosen").click().run())
    assert answer(page).startswith("16.8 km")


def test_the_address_of_a_run_taken_out_says_so_and_brings_it_back(ids: dict[str, int]) -> None:
    checked(unfolded(ids["long"]).button(key="take_out").click().run())
    page = opened(ids["long"])
    assert "You took this run out." in page.warning[0].value
    page = checked(page.button(key="back_told").click().run())
    assert answer(page).startswith("16.8 km")


def saved(page: AppTest) -> AppTest:
    return checked(page.button(key="FormSubmitter:edit-Save").click().run())


def with_told_distance(run: int, kilometres: float) -> AppTest:
    """The page of a run whose distance the watch could only guess, after it was put right."""
    page = unfolded(run)
    page.number_input(key=f"edit_distance_m_{run}").set_value(kilometres)
    return saved(page)


def test_a_told_distance_is_that_of_the_whole_page(ids: dict[str, int]) -> None:
    page = with_told_distance(ids["gpx"], 3.6)
    assert answer(page).startswith("3.6 km at 4:10 /km.")
    assert "the watch counted 3.0" in said(page).replace("\u00a0", " ")
    assert any(" · 3.6 km" in name for name in page.selectbox[0].options)


def test_a_told_distance_can_be_taken_back(ids: dict[str, int]) -> None:
    with_told_distance(ids["gpx"], 3.6)
    page = unfolded(ids["gpx"])
    page.number_input(key=f"edit_distance_m_{ids['gpx']}").set_value(None)
    assert answer(saved(page)).startswith("3.0 km at 5:00 /km.")


def test_a_distance_is_refused_in_the_unit_that_was_typed(ids: dict[str, int]) -> None:
    page = with_told_distance(ids["gpx"], -3.0)
    assert page.error[0].value == (
        "**Distance cannot be -3 km.** It is more than 0 and at most 1,000 km."
    )


def test_a_distance_that_nobody_runs_in_that_time_is_refused(ids: dict[str, int]) -> None:
    page = with_told_distance(ids["gpx"], 80.0)
    assert "between 1:23 and 60:00 a kilometre" in page.error[0].value
