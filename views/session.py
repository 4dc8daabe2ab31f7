"""The browser session: finds the pages, shows what all of them show, and says who and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import streamlit as st

import pipeline
from core.athlete import Profile
from core.errors import AppError
from core.findings import Review
from core.intake import Batch, BatchKind, Progress, Source
from core.plan import WeekPlan
from core.season import monday_of
from views import drops, first_guess, hand, intake_words, memory, sample_banner, words
from views.rooms import IMAGES, rooms
from views.theme import DARK, LIGHT, Palette

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
SIDEBAR_PX = 196
WEEK = timedelta(days=7)
LOOK_AGAIN_S = 3
FRESH = "fresh_batch"
_ROUTED, _RENEWED = "is_routed", "is_renewed"
_ROUND, _MESSAGE = "upload_round", "message_after_rerun"


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
    if not st.session_state.get(_RENEWED) and hand.n_old_files():
        _renew()
    if drops.has_sample():
        with st.container(border=True):
            gone = sample_banner.show()
        if gone:
            say_after_rerun(gone)
            st.rerun()


def _dress() -> None:
    """Set icon and layout. A local icon, else the browser would fetch one from the network."""
    st.set_page_config(
        page_icon=str(IMAGES / "icon.png"), layout="wide", initial_sidebar_state=SIDEBAR_PX
    )
    st.logo(str(IMAGES / "logo.png"), size="medium")


def _pages() -> list[st.Page]:
    """All rooms with a view; the first is the default."""
    return [st.Page(room, icon=icon) for room, icon in rooms()]


def today() -> date:
    """The runner's local day; of a traveller the later of home's and the browser's."""
    zones = filter(None, (profile().timezone, _browser_zone() or "UTC"))
    return max(now().astimezone(ZoneInfo(zone)).date() for zone in zones)


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def palette() -> Palette:
    """The colours of the theme that the reader chose."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def profile() -> Profile:
    """What the runner told about themselves."""
    return memory.asked("profile", ask=pipeline.athletes.profile)


def guessed_profile() -> Profile:
    """The profile with the browser's zone where none is told, and its ways where nothing is."""
    return first_guess.guessed(profile(), zone=_browser_zone(), locale=st.context.locale or "")


def save_profile(
    changed: Profile, *, valid_from: date | None = None, anew: Collection[str] = ()
) -> None:
    """Keep a changed profile, else valid from today; a value that nobody can have: ProfileError."""
    hand.save_profile(changed, valid_from=valid_from or today(), today=today(), anew=anew)


def review() -> Review:
    """Everything stored, looked at as of today; nothing changes a Polars frame in place."""
    who, day = profile(), today()

    def ask(store: pipeline.Store, before: Review | None) -> Review:
        return pipeline.review(store, profile=who, today=day, before=before)

    return memory.reviewed(day, ask=ask)


def plan() -> WeekPlan:
    """The strength work of the week that holds today."""
    return plan_of(monday_of(today()))


def coming_plan() -> WeekPlan:
    """The strength work ahead: this week's, or next week's once this week's days are over."""
    now = plan()
    if not now.sessions or now.sessions[-1].day >= today():
        return now
    return plan_of(now.week + WEEK)


def plan_of(week: date) -> WeekPlan:
    """The strength work of the week that begins on that Monday."""

    def ask(store: pipeline.Store) -> WeekPlan:
        return pipeline.plan_week(store, review(), week=week)

    return memory.asked("plan", today(), week, ask=ask)


def is_at_home() -> bool:
    """Whether server and browser are on one machine, so that its folders are the reader's own."""
    host = urlsplit(f"//{st.context.headers.get('Host') or 'localhost'}").hostname
    return {st.get_option("server.address"), host} <= LOOPBACK


def ask_for_files() -> list[tuple[str, Source]]:
    """The two uploaders, and at home a path: what was dropped just now."""
    round_ = st.session_state.setdefault(_ROUND, 0)
    left, right = st.columns([3, 2], gap="large")
    ask = partial(st.file_uploader, type=intake_words.FILE_TYPES)
    with left:
        files = ask(
            "Add watch files",
            accept_multiple_files=True,
            key=f"files_{round_}",
            help=intake_words.WHERE_FILES_ARE,
        )
        type_in = partial(st.text_input, placeholder=intake_words.PATH_HINT, key=f"path_{round_}")
        path = type_in(intake_words.PATH) if is_at_home() else None
    with right:
        st.markdown(intake_words.PRIVACY)
        inside = ask("Or a whole folder", accept_multiple_files="directory", key=f"in_{round_}")
    found = drops.on_this_computer(path or "")
    if path and not found:
        st.error(intake_words.NO_FOLDER, icon=":material/error:")
    return [*((file.name, file) for file in (*files, *inside)), *found]


def take_in(dropped: Sequence[tuple[str, Source]] = ()) -> None:
    """Take in what was dropped, or else the sample runner; show how far it is, then the result."""
    _remember_browser()
    with st.status("Reading the files" if dropped else "Making a sample runner", expanded=True):
        bar = st.progress(0.0, text=intake_words.BEGINNING)

        def show(so_far: Progress) -> None:
            bar.progress(so_far.share, text=intake_words.progress(so_far))

        batch = drops.take_in(dropped, show) if dropped else drops.add_sample(show, today=today())
    st.session_state[FRESH] = batch.id
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # emptied, it frees its memory
    say_after_rerun(intake_words.answer(batch))
    st.rerun()


@st.fragment(run_every=LOOK_AGAIN_S)
def watch(batch: Batch) -> None:
    """Say that a drop did not end, until it does: another tab may still be at it."""
    if any(each.id == batch.id and each.is_finished for each in drops.batches()):
        st.rerun()
    st.warning(intake_words.unfinished(batch), icon=":material/pause_circle:")


def offer_undo(batch: Batch, label: str, key: str) -> None:
    """A button that takes a drop back as a whole."""
    if st.button(label, key=key, icon=":material/undo:"):
        drops.undo(batch.id)
        stays = " What you typed in stays." if batch.kind is BatchKind.SAMPLE else ""
        say_after_rerun(f"The upload is undone.{stays}")
        st.rerun()


def first_steps(why: str) -> None:
    """An honest empty page: why there is nothing to show, and the two ways on."""
    st.info(why, icon=":material/info:")
    with st.container(horizontal=True):
        if st.button("Add your runs", key="add_runs", icon=":material/upload:", type="primary"):
            st.switch_page("pages/7_Upload.py")
        wants_sample = st.button("Try sample data", key="try_sample", icon=":material/science:")
    if wants_sample:
        take_in()


def say_after_rerun(message: str) -> None:
    """Show a short message at the next run of any page."""
    st.session_state[_MESSAGE] = message


def show_error(error: AppError) -> None:
    """Show what happened and what the runner can do."""
    st.error(words.explain(error), icon=":material/error:")


def _renew() -> None:
    """Read the files again that an earlier version read; once, with the page waiting."""
    with st.status("Reading your files with the new version", expanded=True):
        bar = st.progress(0.0)
        st.session_state[_RENEWED] = True  # what cannot be read any more is not tried for ever
        hand.renew(lambda done, known: bar.progress(done / known, text=f"{done} of {known} files"))
    st.rerun()


def _remember_browser() -> None:
    """Keep the browser's zone and units as a first guess, so that a run has a local day."""
    if (guess := guessed_profile()) != profile():
        save_profile(guess)


def _browser_zone() -> str | None:
    """The browser's time zone, if it is one that we know."""
    try:
        return ZoneInfo(st.context.timezone or "").key
    except (KeyError, ValueError):
        return None
