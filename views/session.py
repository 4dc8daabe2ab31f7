"""The browser session: finds the pages, opens the store, caches; the only view with Streamlit.

Frames are never hashed: Streamlit's key of a Polars frame looks at its ends only. Every cached
function takes the principal's id first and the store's version, so nobody is shown the data of
another runner or of yesterday.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

import pipeline
from core.athlete import Profile
from core.errors import AppError
from core.findings import Review
from core.intake import Batch, BatchKind
from core.plan import WeekPlan
from pipeline import Store
from views import words
from views.rooms import IMAGES, rooms
from views.theme import DARK, LIGHT, Palette

LOCAL_RUNNER_ID = 1
SIDEBAR_PX = 196
IMPERIAL_REGIONS = ("US", "LR", "MM")
SAMPLE_SENTENCE = (
    ":material/science: **A sample runner, not you.** Sixteen made-up weeks to look around in."
)
_ROUTED = "is_routed"
_MESSAGE = "message_after_rerun"


def run() -> None:
    """Show the page that the address names; all that `app.py` does."""
    _dress()
    page = st.navigation(_pages())
    st.session_state[_ROUTED] = True
    try:
        page.run()
    except AppError as error:
        show_error(error)
    finally:
        st.session_state[_ROUTED] = False


def open_page() -> None:
    """Begin a page: heal a cold deep link, show what is due after a rerun, name the sample.

    A fresh server whose first request is a deep link runs the page without `app.py`
    (streamlit issue 9624). Calling `st.navigation` once and rerunning turns the old router off.
    """
    if not st.session_state.get(_ROUTED):
        _dress()
        st.navigation(_pages(), position="hidden")
        st.rerun()
    if message := st.session_state.pop(_MESSAGE, None):
        st.toast(message)
    if has_sample():
        _sample_banner()


def _dress() -> None:
    """Set icon and layout. A local icon, else the browser would fetch one from the network."""
    st.set_page_config(
        page_icon=str(IMAGES / "icon.png"), layout="wide", initial_sidebar_state=SIDEBAR_PX
    )
    st.logo(str(IMAGES / "logo.png"), size="medium")


def _pages() -> list[st.Page]:
    """All rooms with a view; the first is the default."""
    return [st.Page(room, icon=icon) for room, icon in rooms()]


def store() -> Store:
    """The store of this session's runner."""
    return _open_store(LOCAL_RUNNER_ID, os.environ.get("EVENSTRIDE_DB", ""))


@st.cache_resource(max_entries=4, show_spinner=False)
def _open_store(principal_id: int, database: str) -> Store:
    return pipeline.open_default_store(os.environ, principal_id=principal_id)


def today() -> date:
    """The runner's local day; of a traveller the later of home's and the browser's."""
    zones = filter(None, (profile().timezone, _browser_zone() or "UTC"))
    return max(datetime.now(ZoneInfo(zone)).date() for zone in zones)


def palette() -> Palette:
    """The colours of the theme that the reader chose."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def profile() -> Profile:
    """What the runner told about themselves."""
    return _profile(LOCAL_RUNNER_ID, store().version, _store=store())


@st.cache_data(max_entries=16, show_spinner=False)
def _profile(principal_id: int, version: int, *, _store: Store) -> Profile:
    return pipeline.athletes.profile(_store)


def save_profile(changed: Profile) -> None:
    """Keep a changed profile, valid from today.

    Raises:
        ProfileError: a value that nobody can have.
    """
    pipeline.athletes.save_profile(store(), changed, valid_from=today())


def review() -> Review:
    """Everything stored, looked at as of today."""
    return _review(LOCAL_RUNNER_ID, store().version, today(), _store=store())


@st.cache_resource(max_entries=8, show_spinner=False)
def _review(principal_id: int, version: int, day: date, *, _store: Store) -> Review:
    """Shared, not copied: a `Review` is frozen, and nothing changes a Polars frame in place."""
    return pipeline.review(_store, profile=pipeline.athletes.profile(_store), today=day)


def plan() -> WeekPlan:
    """The strength work of the week that holds today."""
    monday = today() - timedelta(days=today().weekday())
    return _plan(LOCAL_RUNNER_ID, store().version, today(), week=monday, _store=store())


def coming_plan() -> WeekPlan:
    """The strength work ahead: this week's, or next week's once this week's days are over."""
    now = plan()
    if not now.sessions or now.sessions[-1].day >= today():
        return now
    monday = now.week + timedelta(days=7)
    return _plan(LOCAL_RUNNER_ID, store().version, today(), week=monday, _store=store())


@st.cache_resource(max_entries=8, show_spinner=False)
def _plan(principal_id: int, version: int, day: date, *, week: date, _store: Store) -> WeekPlan:
    looked = _review(principal_id, version, day, _store=_store)
    return pipeline.plan_week(looked, profile=looked.profile, week=week)


def take_in(files: Sequence[tuple[str, bytes]], on_progress: pipeline.Progress) -> Batch:
    """Take in one drop of files; see `pipeline.take_in_all`."""
    _remember_browser()
    now = datetime.now(UTC)
    return pipeline.take_in_all(files, store=store(), now=now, on_progress=on_progress)


def batches() -> tuple[Batch, ...]:
    """All drops, newest first."""
    return _batches(LOCAL_RUNNER_ID, store().version, _store=store())


@st.cache_resource(max_entries=8, show_spinner=False)
def _batches(principal_id: int, version: int, *, _store: Store) -> tuple[Batch, ...]:
    return pipeline.batches.all_batches(_store)


def undo(batch_id: int) -> None:
    """Take a drop back as a whole."""
    pipeline.batches.undo(store(), batch_id)


def add_sample(on_progress: pipeline.Progress) -> Batch:
    """Take in the sample runner through the same door as an upload."""
    _remember_browser()
    return pipeline.take_in_all(
        list(pipeline.sample_files(until=today())),
        store=store(),
        now=datetime.now(UTC),
        kind=BatchKind.SAMPLE,
        on_progress=on_progress,
    )


def has_sample() -> bool:
    """Whether the sample runner is in."""
    return _has_sample(LOCAL_RUNNER_ID, store().version, _store=store())


@st.cache_data(max_entries=16, show_spinner=False)
def _has_sample(principal_id: int, version: int, *, _store: Store) -> bool:
    return pipeline.batches.has_kind(_store, BatchKind.SAMPLE)


def remove_sample() -> None:
    """Take the sample runner out again; the runner's own files stay."""
    for batch in batches():
        if batch.kind is BatchKind.SAMPLE:
            undo(batch.id)


def first_steps(why: str) -> None:
    """An honest empty page: why there is nothing to show, and the two ways on."""
    st.info(why, icon=":material/info:")
    with st.container(horizontal=True):
        if st.button("Add your runs", key="add_runs", icon=":material/upload:", type="primary"):
            st.switch_page("pages/7_Upload.py")
        wants_sample = st.button("Try sample data", key="try_sample", icon=":material/science:")
    if wants_sample:
        with st.status("Making a sample runner", expanded=True):
            bar = st.progress(0.0)
            add_sample(lambda done, total, name: bar.progress(done / total, text=name))
        say_after_rerun("A sample runner is in.")
        st.rerun()


def say_after_rerun(message: str) -> None:
    """Show a short message at the next run of any page."""
    st.session_state[_MESSAGE] = message


def show_error(error: AppError) -> None:
    """Show what happened and what the runner can do."""
    st.error(words.explain(error), icon=":material/error:")


def _sample_banner() -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(SAMPLE_SENTENCE, width="stretch")
        if st.button("Remove the sample", key="remove_sample", icon=":material/delete:"):
            remove_sample()
            say_after_rerun("The sample runner is gone.")
            st.rerun()


def _remember_browser() -> None:
    """Keep the browser's zone and units as a first guess, so that a run has a local day."""
    known = profile()
    if known.timezone is None and (zone := _browser_zone()):
        region = (st.context.locale or "").rpartition("-")[2].upper()
        save_profile(replace(known, timezone=zone, is_metric=region not in IMPERIAL_REGIONS))


def _browser_zone() -> str | None:
    """The browser's time zone, if it is one that we know."""
    try:
        return ZoneInfo(st.context.timezone or "").key
    except (KeyError, ValueError):
        return None
