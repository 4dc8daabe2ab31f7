from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from streamlit.runtime import caching

from tests import savings
from tests.routing import turn_old_router_off

if sys.dont_write_bytecode:
    # Else both workers and every process that a test starts would compile all of it again. Kept in
    # the environment, not beside the sources: whoever turned bytecode off wanted none there.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix) / "pycache")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Emptying a cache outside a running app is what the fixture below wants; it is no news.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda record: "No runtime found" not in record.getMessage()
)

# The same examples on every run: a red suite must be red again when it is looked into.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,  # no timed assertion: the machine is shared
    max_examples=20,  # the plain suite is run at every change; the proof takes 2000
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("proof", parent=settings.get_profile("house"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


gc.disable()  # what is imported and collected stays anyway


def pytest_collection_finish() -> None:
    """Look for garbage again, but not among modules and tests, and less often than usual."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers have a core each; more threads for small frames only cost time.

    Alone, and so in the proof, Polars has its threads: order that depends on them shows there.
    """
    os.environ.setdefault("POLARS_MAX_THREADS", "1")


@pytest.fixture(scope="session", autouse=True)
def _once_a_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What need not be done again for every test; AppTest starts at `app.py`, as a browser does."""
    with pytest.MonkeyPatch.context() as patch:
        savings.copy_new_stores(patch, tmp_path_factory.mktemp("new"))
        savings.search_packages_once(patch)
        turn_old_router_off(patch)
        yield


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Places for stores; a `tmp_path` for every test would make thousands of folders."""
    folder = tmp_path_factory.mktemp("stores")
    return (folder / str(n) for n in count())


@pytest.fixture(autouse=True)
def own_store(stores: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty store of its own for every test: no test can reach the runner's data."""
    folder = next(stores)
    url = f"sqlite:///{folder / 'evenstride.db'}"
    monkeypatch.setenv("EVENSTRIDE_DB", url)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    caching.cache_data.clear()
    caching.cache_resource.clear()
    yield url
    # The store is a cached resource; closing it here keeps one test's file out of the next.
    caching.cache_resource.clear()


@pytest.fixture
def true_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Databases are made and written as the app does it."""
    savings.make_stores_truly(monkeypatch)
