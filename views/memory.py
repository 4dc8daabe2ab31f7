"""What one server process keeps for all its sessions: the store, answers from it, the workers.

Frames are never hashed: Streamlit's key of a Polars frame looks at its ends only. Every key begins
with the principal's id and the store's version, so nobody is shown the data of another runner or
of yesterday.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

import pipeline
from core.findings import Review
from pipeline import Store, Workers

LOCAL_RUNNER_ID = 1
MOST_WORKERS = 4  # each takes up to 250 MB
T = TypeVar("T")


def store() -> Store:
    """The store of this session's runner."""
    return _open_store(LOCAL_RUNNER_ID, os.environ.get("EVENSTRIDE_DB", ""))


@st.cache_resource(max_entries=4, show_spinner=False)
def _open_store(principal_id: int, database: str) -> Store:
    return pipeline.open_default_store(os.environ, principal_id=principal_id)


def asked(question: str, *about: object, ask: Callable[[Store], T]) -> T:
    """The answer to a small question about the stored data, asked again when the data change.

    Args:
        question: Its name.
        about: What else the answer depends on: days, ids, choices.
        ask: Finds the answer. It is shared, not copied: nothing may change it.
    """
    answer: T = _answer(LOCAL_RUNNER_ID, store().version, question, *about, _ask=ask)
    return answer


@st.cache_resource(max_entries=64, show_spinner=False)
def _answer(
    principal_id: int, version: int, question: str, *about: object, _ask: Callable[[Store], Any]
) -> Any:
    return _ask(store())


def reviewed(*about: object, ask: Callable[[Store, Review | None], Review]) -> Review:
    """The review, asked again when the data or what it is about change.

    A new one starts from the last, so that only what has changed is found again.
    """
    return _review(LOCAL_RUNNER_ID, store().version, *about, _ask=ask)


@st.cache_resource(max_entries=8, show_spinner=False)
def _review(
    principal_id: int, version: int, *about: object, _ask: Callable[[Store, Review | None], Review]
) -> Review:
    last = _last_review(principal_id)
    review = _ask(store(), last[-1] if last else None)
    last.append(review)
    return review


@st.cache_resource(max_entries=8, show_spinner=False)
def _last_review(principal_id: int) -> deque[Review]:
    return deque(maxlen=1)


def seen_closely(question: str, *about: object, ask: Callable[[Store], T]) -> T:
    """As `asked`, for large answers, such as all seconds of a run: only a few are kept."""
    answer: T = _large_answer(LOCAL_RUNNER_ID, store().version, question, *about, _ask=ask)
    return answer


@st.cache_resource(max_entries=8, show_spinner=False)
def _large_answer(
    principal_id: int, version: int, question: str, *about: object, _ask: Callable[[Store], Any]
) -> Any:
    return _ask(store())


def workers() -> Workers:
    """The processes that read files, for all sessions; they start with the first long drop."""
    return _workers(min(os.cpu_count() or 1, MOST_WORKERS))


@st.cache_resource(show_spinner=False, on_release=Workers.close)
def _workers(n: int) -> Workers:
    return pipeline.make_workers(n)
