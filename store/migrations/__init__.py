"""The history of the tables: revisions by hand, never edited after a release."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

HERE = Path(__file__).parent
VERSIONS = HERE / "versions"
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
)  # oldest first; opening an up-to-date database looks no further

_one_at_a_time = Lock()  # Alembic keeps the running migration in a global


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest revision, inside the caller's transaction."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _escaped(HERE))
    config.set_main_option("version_locations", _escaped(VERSIONS))
    config.set_main_option("path_separator", "newline")
    with _one_at_a_time:
        command.upgrade(config, REVISIONS[-1])


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")  # the options are read as a template
