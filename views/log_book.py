"""Draws the log: a session by one click or as a table, the morning after, and what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from core.errors import AppError
from core.log import Kind, SessionDone
from core.plan import StrengthSession
from views import ask, hand, log_desk, log_table, log_words, session
from views.log_steps import as_planned
from views.log_words import LogLine
from views.question import SCALE

FIELD_PX = 150
SHOWN_LINES = 8  # our choice: older ones are a click away
EDITING = "log_editing"
Names = Mapping[str, str]


def actions(planned: StrengthSession, names: Names, *, is_done: bool) -> None:
    """What can be done with a planned session: begin it, log it by a click, or type it in."""
    today = session.today()
    if is_done:
        st.markdown(":green-badge[✓ In your log]")
        return
    with st.container(horizontal=True, key="session_actions"):
        how: dict[str, Any] = {"icon": ":material/play_arrow:", "type": "primary"}
        if st.button("Start session", key="start_session", **how):
            log_desk.begin(planned)
        if planned.day <= today:
            said = log_words.AS_PLANNED
            if st.button("I did it as planned", key="as_planned", icon=":material/done_all:"):
                _keep(as_planned(planned, on=planned.day), None, said=said)
    if planned.day <= today:
        box = st.expander(
            "Type in what you did", icon=":material/edit:", key="type_it_in", on_change="rerun"
        )
        if box.open:
            with box:
                _table(as_planned(planned, on=planned.day), names, log_id=None)


def morning(sessions: pl.DataFrame) -> None:
    """Ask once how the morning after a session was."""
    asked = log_words.asks_after(sessions, today=session.today())
    if asked is None:
        return
    log_id, question = asked
    with st.container(border=True, key="morning"):
        st.markdown(f"**{question}** :gray[0 is none. Over 3, what you did is made easier.]")
        key = f"pain_after_{log_id}"
        log_desk.choice(log_words.AFTER, SCALE, key)
        told = ask.kept(key, None)
        if told is not None:
            done = hand.logged_session(log_id)
            _keep(replace(done, pain_after_index=told), log_id, said="Noted. The plan knows it.")


def book(lines: Sequence[LogLine], names: Names) -> None:
    """What was done, newest first; typed sessions can be changed or taken out."""
    with st.container(border=True, key="log"):
        st.subheader("Your log", anchor=False)
        if not lines:
            st.caption(log_words.NO_LOG)
        for each in lines[:SHOWN_LINES]:
            _line(each, names)
        if lines[SHOWN_LINES:]:
            older = st.expander("Older sessions", key="older", on_change="rerun")
            if older.open:
                with older:
                    for each in lines[SHOWN_LINES:]:
                        _line(each, names)
        box = st.expander(
            "Log another session", icon=":material/add:", key="log_other", on_change="rerun"
        )
        if box.open:
            with box:
                _table(SessionDone(local_date=session.today()), names, log_id=None)


def _line(line: LogLine, names: Names) -> None:
    if line.log_id is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(line.text, width="content")
            if line.activity_id is not None:
                where: Any = {"run": str(line.activity_id)}
                st.page_link("pages/4_Run.py", label="Open", query_params=where)
        return
    change, gone = f"edit_{line.log_id}", f"delete_{line.log_id}"
    clicked = ask.line(line.text, [(change, "Change", ""), (gone, "Delete", "")])
    if clicked == change:
        ask.keep(EDITING, None if ask.kept(EDITING, None) == line.log_id else line.log_id)
        st.rerun()
    if clicked == gone:
        hand.remove_session(line.log_id)
        session.say_after_rerun("The session is out of your log.")
        st.rerun()
    if ask.kept(EDITING, None) == line.log_id:
        with st.container(border=True):
            _table(hand.logged_session(line.log_id), names, log_id=line.log_id)


def _table(begin: SessionDone, names: Names, *, log_id: int | None) -> None:
    """A session as a table, with its day, minutes, effort and notes."""
    name = f"{log_id or begin.planned_for or 'other'}"
    typed = _whole(begin, name)
    st.caption(log_table.HINT)
    edited: Any = st.data_editor(
        log_table.frame(begin, names),
        num_rows="dynamic",
        hide_index=True,
        key=f"sets_{name}",
        column_config=_columns(names),
        alt="One row a set of a side; rows can be added and deleted.",
    )
    slot = st.container()
    how: dict[str, Any] = {"icon": ":material/save:", "type": "primary"}
    if st.button("Keep this session", key=f"keep_{name}", **how):
        done = replace(begin, **typed, sets=log_table.sets(edited.to_dicts(), names))
        if not done.sets and done.duration_s is None:
            slot.warning(log_words.EMPTY, icon=":material/info:")
            return
        _keep(replace(done, is_finished=True), log_id, said="The session is in your log.", at=slot)


def _whole(begin: SessionDone, name: str) -> dict[str, Any]:
    """Day, minutes, kind, effort and notes of a session."""
    with st.grid(4, min_column_width=FIELD_PX):
        day = st.date_input("Day", begin.local_date, key=f"day_{name}", format="YYYY-MM-DD")
        known = None if begin.duration_s is None else round(begin.duration_s / 60)
        minutes = st.number_input("Minutes", value=known, step=1, key=f"minutes_{name}")
        kind = st.selectbox(
            "Kind", list(Kind), list(Kind).index(begin.kind), str.capitalize, key=f"kind_{name}"
        )
        notes = st.text_input("Notes", begin.notes or "", key=f"notes_{name}")
    known_effort = None if begin.rpe_index is None else round(begin.rpe_index)
    effort = st.pills(log_words.EFFORT, list(SCALE), default=known_effort, key=f"effort_{name}")
    return {
        "local_date": day,
        "kind": kind,
        "duration_s": None if minutes is None else minutes * 60.0,
        "rpe_index": effort,
        "notes": notes or None,
    }


def _columns(names: Names) -> dict[str, Any]:
    column = st.column_config
    return {
        "Exercise": column.SelectboxColumn(options=list(names.values()), width="medium"),
        "Set": column.NumberColumn(min_value=1, max_value=20, step=1),
        "Side": column.SelectboxColumn(options=list(log_table.SIDES)),
        "Done": column.NumberColumn(min_value=0, step=1),
        "Weight kg": column.NumberColumn(min_value=0, max_value=500, step=0.5),
        "In reserve": column.NumberColumn(min_value=0, max_value=10, step=1),
        "Pain": column.NumberColumn(min_value=0, max_value=10, step=1),
    }


def _keep(done: SessionDone, log_id: int | None, *, said: str, at: Any = None) -> None:
    try:
        hand.log_session(done, log_id=log_id, today=session.today())
    except AppError as error:
        with at or st.container():
            session.show_error(error)
        return
    ask.drop(EDITING)
    session.say_after_rerun(said)
    st.rerun()
