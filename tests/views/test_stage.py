from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def page() -> None:
    import altair as alt
    import polars as pl

    from views import stage
    from views.cards import FigureCard
    from views.panel import Entry, Panel, Picture, Table

    frame = pl.DataFrame({"Day": [1], "km": [5.0], "Load": [None]})
    chart = alt.Chart(frame).mark_point().encode(x="km:Q")
    stage.draw_cards([FigureCard(label="Next run", value="13 km", note="", help="A limit.")])
    begun = stage.frame(key="begun")
    begun.choose("Window", ("12 weeks", "All"), key="choice", default="All")
    stage.draw(
        Panel(
            heading="No jump",
            badges=":gray-badge[Evidence: strong]",
            text="A sentence.",
            notice="Something is missing.",
            pictures=(Picture(chart=chart, alt="One run", key="one", head="**Distance**"),),
            caption="Bars: runs.",
            why="A reason.",
            tables=(
                Table(
                    title="Table",
                    frame=frame,
                    alt="All runs",
                    key="table",
                    dates=(),
                    tenths=("km",),
                ),
            ),
        ),
        within=begun,
    )
    entry = Entry(name="Steps", value="36,100", text="A volume.", key="steps", why="Summed.")
    more = stage.fold("More", icon=":material/more_horiz:", key="m")
    if more.open:
        with more:
            stage.draw_plain(Panel(heading="Volumes", entries=(entry,), why="All of it."))


def opened(**state: object) -> AppTest:
    test = AppTest.from_function(page)
    for key, value in state.items():
        test.session_state[key] = value
    run = test.run(timeout=20)
    assert not run.exception
    return run


def test_a_panel_shows_all_its_parts() -> None:
    test = opened()
    assert test.subheader[0].value == "No jump"
    assert {"A sentence.", "A reason.", "**Distance**"} <= {text.value for text in test.markdown}
    assert (test.info[0].value, test.caption[0].value) == ("Something is missing.", "Bars: runs.")


def test_a_picture_says_its_message() -> None:
    assert [chart.proto.alt for chart in opened().get("vega_lite_chart")] == ["One run"]


def test_a_card_without_a_note_shows_no_empty_badge() -> None:
    assert opened().metric[0].delta == ""


def test_a_table_is_sent_only_when_it_is_opened() -> None:
    assert len(opened().dataframe) == 0
    assert opened(table=True).dataframe[0].value["km"].to_list() == [5.0]


def test_what_is_folded_is_sent_only_when_it_is_opened() -> None:
    assert not any("36,100" in text.value for text in opened().markdown)
    assert any("36,100" in text.value for text in opened(m=True).markdown)


def test_every_number_opens_into_its_reason() -> None:
    assert {"Summed.", "All of it."} <= {text.value for text in opened(m=True).markdown}


def test_a_control_stands_in_the_head_of_a_card_that_has_begun() -> None:
    assert opened().get("button_group")[0].value == "All"


def test_a_table_shows_unknown_as_a_dash_and_tenths_as_tenths() -> None:
    table = opened(table=True).dataframe[0].proto
    assert table.placeholder == "–"
    assert json.loads(table.columns)["km"]["type_config"]["format"] == "%.1f"
