"""One question to the runner as data; `views/ask.py` draws it, and the answer is None if empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "number",
    "decimal",
    "count",
    "choice",
    "several",
    "one_of",
    "switch",
    "text",
    "notes",
    "pace",
    "day",
    "time",
]
NOT_TOLD = "not told"
SCALE: Mapping[Any, str] = {score: str(score) for score in range(11)}  # 0 to 10, as in CR10


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, how, and under which key. `options` are the choices with their words.

    There are no limits here: the browser would drop what is beyond them unsaid. A "count" takes
    parts, too, so that 12.5 can be refused; a "number" loses them in the browser.
    """

    key: str
    label: str
    kind: Kind
    options: Mapping[Any, str] = field(default_factory=dict)
    help: str | None = None
    placeholder: str = NOT_TOLD
    is_label_hidden: bool = False
