"""Draws the week of strength work: the board, what it trains, and each exercise as a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
import streamlit as st

from core.findings import Side
from core.plan import Note, Prescription, WeekPlan
from views import body_picture, drawing, exercise_words, plan_tables, sets_chart
from views.theme import Palette
from views.week_board import DayCard

DAY_PX, DRAWING_PX, BODY_PX = 104, 190, 330
TRAINED = "Stronger colour: more sets. One exercise may count for several places."


def board(days: Iterable[DayCard], *, start: str = "") -> bool:
    """Seven days side by side; whether the session of today is to begin.

    Args:
        days: Monday to Sunday.
        start: What the button on the day of today says; empty: there is none.
    """
    begins = False
    with st.grid(7, min_column_width=DAY_PX, gap="xsmall", key="board"):
        for day in days:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.markdown(day.head)
                st.markdown(day.run)
                if day.session:
                    st.markdown(day.session)
                if day.is_today and start:
                    begins = st.button(start, key="start_today", type="primary", width="stretch")
                if day.reason:
                    st.caption(day.reason)
    return begins


def trained(plan: WeekPlan, palette: Palette) -> None:
    """The body picture, and beside it the list that says the same."""
    table: pl.DataFrame = sets_chart.sets_table(plan)
    if table.is_empty():
        return
    picture_at, list_at = st.columns([2, 3])
    with picture_at.container(border=True, height="stretch", key="body"):
        st.subheader("What the week trains", anchor=False)
        st.caption(TRAINED)
        svg = body_picture.body_picture(plan, palette)
        st.image(svg, width=BODY_PX, alt=body_picture.body_message(plan))
    with list_at.container(border=True, height="stretch", key="trained"):
        st.subheader("Sets a side", anchor=False)
        st.altair_chart(
            sets_chart.sets_chart(table, palette),
            width="stretch",
            theme=None,
            key="sets",
            alt=body_picture.body_message(plan),
        )


def exercise(each: Prescription, number: int, palette: Palette) -> Any:
    """One exercise: picture, reason, dose, and the way on; gives the place below it."""
    card = exercise_words.exercise_card(each, number)
    box = st.container(border=True, gap="xsmall", key=f"exercise_{number}")
    with box:
        pictured, told, dosed = st.columns([3, 6, 4], gap="medium")
        with pictured:
            _drawing(each, palette)
        with told:
            st.markdown(f"**{card.name}**")
            st.markdown(card.why)
            st.markdown(card.cues)
        with dosed:
            st.markdown(card.dose)
            st.caption(card.pace)
            if card.progress:
                st.markdown(f":small[{card.progress}]")
        if card.note:
            st.markdown(f":yellow-badge[▲ Take care] {card.note}")
        st.markdown(card.foot)
        if card.changes:
            st.caption(f"What would change this: {card.changes}")
    return box


def uncovered(plan: WeekPlan) -> None:
    """What the week has to say besides, and what it leaves open."""
    for heading, notes in (
        ("Good to know", plan_tables.other_notes(plan)),
        ("Not answered in this week", plan.uncovered),
    ):
        if notes:
            st.space("small")
            with st.container(border=True):
                st.subheader(heading, anchor=False)
                st.markdown("\n".join(f"- {note.text}" for note in notes))


def broken(notes: Iterable[Note]) -> None:
    """The rules that a move breaks; the move stands."""
    for note in notes:
        st.warning(note.text, icon=":material/event_busy:")


def _drawing(each: Prescription, palette: Palette) -> None:
    side = each.start_side if each.start_side is not Side.NONE else Side.LEFT
    shown = side if each.exercise.per_side else Side.NONE
    svg = drawing.drawing(each.exercise.id, palette, side=shown)
    if svg is not None:
        st.image(svg, width=DRAWING_PX, alt=drawing.alt(each.exercise, side=shown))
