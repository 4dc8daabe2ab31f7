"""A disk that is lost after so many steps."""

from __future__ import annotations

import sqlite3

from sqlalchemy import event

from store import Store


class Fault:
    """Lets n steps of the writing engine through, then fails as a lost disk would."""

    def __init__(self, store: Store) -> None:
        self.steps_left: int | None = None
        for name in ("before_cursor_execute", "commit"):
            event.listen(store._writer, name, self.step)

    def step(self, *_: object) -> None:
        """One statement, or the end of a transaction."""
        if self.steps_left is not None:
            self.steps_left -= 1
            if self.steps_left < 0:
                raise sqlite3.OperationalError("disk I/O error")
