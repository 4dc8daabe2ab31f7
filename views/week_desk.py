"""Draws the week of strength work: the board, what it trains, and each exercise as a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from core.athlete import Profile
from core.findings import Side
from core.log import Adjustment, Move, Wish
from core.plan import Prescription, StrengthSession, WeekPlan
from core.usual import UsualWeek
from views import (
    ask,
    body_picture,
    drawing,
    exercise_words,
    hand,
    looks,
    plan_tables,
    session,
    sets_chart,
    week_changes,
)
from views.theme import Palette
from views.week_board import DayCard, planned_day, session_name

MOVE_PX = 230
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
    table = sets_chart.sets_table(plan)
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


def exercise(each: Prescription, number: int, palette: Palette, *, week: date) -> None:
    """One exercise: picture, reason, dose, what would change it, and what to say of it."""
    card = exercise_words.exercise_card(each, number)
    with st.container(border=True, gap="xsmall", key=f"exercise_{number}"):
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
        box = _fold(
            "Too hard, too easy, hurts, or another one",
            icon=":material/tune:",
            key=f"wish_{each.exercise.id}",
        )
        if box.open:
            with box:
                _wishes(each, week)


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


def moves(plan: WeekPlan, profile: Profile, today: date) -> None:
    """Where each session goes, and at once the rules that this breaks; the move stands."""
    for note in plan.broken:
        st.warning(note.text, icon=":material/event_busy:")
    for one in week_changes.moved(plan, today=today):
        _said(one, "Put it back")
    box = _fold("Move a session", icon=":material/swap_horiz:", key="move_sessions")
    if box.open:
        with box, st.grid(3, min_column_width=MOVE_PX):
            for each in plan.sessions:
                _move(each, plan, week_changes.days_for(each, plan, profile, today=today))


def said(entries: Iterable[week_changes.Said]) -> None:
    """What the runner said of exercises, each with a way to take it back."""
    shown = tuple(entries)
    if shown:
        with st.container(border=True, key="said"):
            st.subheader("What you said", anchor=False)
            for each in shown:
                _said(each, "Take back")


def usual(found: UsualWeek | None) -> None:
    """Where the runs of the board come from, and the way to correct them."""
    box = _fold(week_changes.usual_heading(found), icon=":material/history:", key="usual")
    if box.open:
        with box:
            if found is not None:
                st.markdown(week_changes.usual_lines(found))
            st.page_link("pages/8_Profile.py", label="Correct it", icon=":material/edit:")


def _move(session: StrengthSession, plan: WeekPlan, days: Mapping[date, str]) -> None:
    origin = planned_day(session)
    chosen: date = st.selectbox(
        f"Session {session_name(session, plan)}: move to",
        list(days),
        index=list(days).index(session.day),
        format_func=days.__getitem__,
        key=f"move_{origin}_{session.day}",
    )
    if chosen != session.day:
        hand.move_session(Move(week=plan.week, from_day=origin, to_day=chosen))
        st.rerun()


def _fold(label: str, *, icon: str, key: str) -> Any:
    """A quiet line that opens; what is in it is drawn only while it is open."""
    return st.expander(label, icon=icon, key=key, on_change="rerun", type="compact")


def _said(each: week_changes.Said, label: str) -> None:
    if ask.line(each.text, [(each.key, label, ":material/undo:")]):
        hand.take_back(each.what)
        st.rerun()


def _wishes(each: Prescription, week: date) -> None:
    """Three words on an exercise, and others that train the same."""
    known = each.exercise.id
    with st.container(horizontal=True):
        for wish, (label, icon) in week_changes.WISHES.items():
            if st.button(label, key=f"{wish.name}_{known}", icon=icon):
                _tell(Adjustment(said_on=session.today(), exercise_id=known, wish=wish))
    others = {one.id: one.name for one in looks.swaps(known, week=week)}
    if not others:
        st.caption("No other exercise of the library fits you and trains the same.")
        return
    chosen = st.selectbox(
        "Another one that trains the same",
        list(others),
        index=None,
        format_func=others.__getitem__,
        key=f"swap_{known}",
        placeholder="Choose",
    )
    if chosen is not None:
        st.caption(looks.what_changes(known, instead=chosen))
        if st.button("Swap", key=f"swap_it_{known}", icon=":material/swap_horiz:"):
            _tell(
                Adjustment(
                    said_on=session.today(), exercise_id=known, wish=Wish.SWAP, instead=chosen
                )
            )


def _tell(told: Adjustment) -> None:
    hand.say_of_exercise(told, today=session.today())
    session.say_after_rerun("The week is made anew. You can take it back below.")
    st.rerun()


def _drawing(each: Prescription, palette: Palette) -> None:
    side = each.start_side if each.start_side is not Side.NONE else Side.LEFT
    shown = side if each.exercise.per_side else Side.NONE
    svg = drawing.drawing(each.exercise.id, palette, side=shown)
    if svg is not None:
        st.image(svg, width=DRAWING_PX, alt=drawing.alt(each.exercise, side=shown))
