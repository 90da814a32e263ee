"""What pages show of many things, each made once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


class Lazily(dict[str, Value]):
    """Values by a name, made by a function of it."""

    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Value:
        self[name] = value = self._make(name)
        return value
