"""A run without a file: typed in, refused, changed and deleted on Upload."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import polars as pl
from streamlit.testing.v1 import AppTest

import pipeline
from tests.corpus import HOUSE
from tests.pages.reading import said


def opened() -> AppTest:
    """Upload with the desk open, as the link on Today opens it."""
    page = AppTest.from_file(HOUSE / "app.py", default_timeout=30)
    page.context = {"timezone": "Europe/Berlin", "locale": "en-GB"}
    page.session_state["type_in"] = True
    page = page.switch_page("pages/7_Upload.py").run()
    assert not page.exception
    return page


def stored() -> pl.DataFrame:
    return pipeline.activities.frame(pipeline.open_default_store(os.environ))


def kept(page: AppTest) -> AppTest:
    page.button(key="entry_keep").click().run()
    assert not page.exception
    return page


def typed_run(page: AppTest) -> AppTest:
    page.text_input(key="entry_0_duration").set_value("0:42:10")
    page.number_input(key="entry_0_distance").set_value(8.0)
    return page.run()


def test_a_run_that_was_typed_in_counts_and_is_listed() -> None:
    page = kept(typed_run(opened()))
    assert stored()["distance_m"].to_list() == [8000.0]
    assert "8.0 km · 42:10" in said(page)


def test_after_keeping_the_form_is_empty_again() -> None:
    page = kept(typed_run(opened()))
    assert page.text_input(key="entry_1_duration").value is None


def test_a_refusal_stands_there_and_nothing_typed_is_lost() -> None:
    page = typed_run(opened())
    page.number_input(key="entry_0_distance").set_value(-3.0)
    page.text_input(key="entry_0_title").set_value("Along the river")
    page = kept(page)
    assert "Distance cannot be -3 km." in said(page)
    assert page.text_input(key="entry_0_title").value == "Along the river"
    assert stored().is_empty()


def test_a_day_that_is_still_to_come_is_refused() -> None:
    page, next_month = typed_run(opened()), datetime.now(UTC).date() + timedelta(days=30)
    page.date_input(key="entry_0_day").set_value(next_month)
    assert "is still to come" in said(kept(page))


def test_effort_has_no_eleven_to_choose() -> None:
    scale = next(group for group in opened().button_group if group.key == "entry_0_effort")
    assert list(scale.options) == [str(n) for n in range(11)]


def test_what_was_typed_can_be_changed() -> None:
    page = kept(typed_run(opened()))
    (id_,) = stored()["activity_id"]
    page.button(key=f"entry_edit_{id_}").click().run()
    assert page.number_input(key="entry_2_distance").value == 8.0
    page.number_input(key="entry_2_distance").set_value(9.5)
    kept(page)
    assert stored()["distance_m"].to_list() == [9500.0]


def test_deleting_asks_once_more() -> None:
    page = kept(typed_run(opened()))
    (id_,) = stored()["activity_id"]
    page.button(key=f"entry_delete_{id_}").click().run()
    assert stored().height == 1
    page.button(key=f"entry_sure_{id_}").click().run()
    assert stored().is_empty()


def test_yoga_needs_no_distance() -> None:
    page = opened()
    page.selectbox(key="entry_0_kind").set_value("training/yoga")
    page.text_input(key="entry_0_duration").set_value("20:00")
    kept(page.run())
    assert stored()["sub_sport"].to_list() == ["yoga"]
