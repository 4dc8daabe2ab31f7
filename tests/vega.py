"""The labels of axes, worked out as the browser would: as much of Vega's language as they use."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

TOKEN = re.compile(r"\s*(===|[><]=?|[-+*/?:(),]|'[^']*'|[\w.]+)")
COMPARE = {"===": operator.eq, ">": operator.gt, "<": operator.lt, ">=": operator.ge}
ADD = {"+": operator.add, "-": operator.sub}
FUNCTIONS: dict[str, Callable[..., Any]] = {"abs": abs, "format": format}


def label(expression: str, value: float) -> str:
    """What stands at a tick of this value.

    Example:
        >>> label("datum.value > 0 ? format(datum.value, '.1f') + ' up' : 'down'", 2)
        '2.0 up'
    """
    return _Reader(TOKEN.findall(expression), value).choice()


class _Reader:
    """Reads an expression from left to right, one method a strength of binding."""

    def __init__(self, tokens: list[str], value: float) -> None:
        self.tokens = tokens
        self.value = value

    def choice(self) -> Any:
        found = self._pairs(COMPARE, lambda: self._pairs(ADD, self._one))
        if not self._is_next("?"):
            return found
        then = self.choice()
        assert self._is_next(":")
        otherwise = self.choice()
        return then if found else otherwise

    def _pairs(self, operators: dict[str, Any], part: Callable[[], Any]) -> Any:
        found = part()
        while self.tokens and self.tokens[0] in operators:
            found = operators[self.tokens.pop(0)](found, part())
        return found

    def _one(self) -> Any:
        token = self.tokens.pop(0)
        if token == "(":
            return self._until_closed()[0]
        if token in FUNCTIONS:
            assert self._is_next("(")
            return FUNCTIONS[token](*self._until_closed())
        if token == "datum.value":
            return float(self.value)
        return token[1:-1] if token.startswith("'") else float(token)

    def _until_closed(self) -> list[Any]:
        found = [self.choice()]
        while self._is_next(","):
            found.append(self.choice())
        assert self._is_next(")")
        return found

    def _is_next(self, token: str) -> bool:
        is_next = self.tokens[:1] == [token]
        del self.tokens[: int(is_next)]
        return is_next
