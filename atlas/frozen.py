"""Frozen values, which cost a third of what `dataclasses` asks for: types hold them frozen, nothing does while we run.

`dataclasses` compiles six functions a class, and sets each attribute of a frozen value through a guard. We have three hundred classes
and make values by the hundred thousand: that was a seventh of a small command. Here `__init__` alone is compiled, and sets plainly;
what compares, hashes and shows a value is shared. `make types` reads the very words of `dataclasses`, and refuses to change a value.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    Class = TypeVar("Class", bound=type)

    def dataclass(*, frozen: bool = False, order: bool = False, eq: bool = True, slots: bool = False) -> Callable[[Class], Class]:
        """As `dataclasses.dataclass`, but what is frozen is only so for who reads types."""
        if not frozen or order:
            return dataclasses.dataclass(frozen=frozen, order=order, eq=eq, slots=slots)

        def made(cls: Class) -> Class:
            light = dataclasses.dataclass(repr=False, eq=False, slots=slots)(cls)
            _show(light)
            if eq:
                _compare(light)
            return light

        return made

    def _show(cls: type) -> None:
        names = [field.name for field in dataclasses.fields(cls)]
        values, form = _getter(names), f"{cls.__qualname__}({', '.join(f'{name}={{!r}}' for name in names)})".format
        cls.__repr__ = lambda self: form(*values(self))

    def _compare(cls: type) -> None:
        values = _getter([field.name for field in dataclasses.fields(cls) if field.compare])
        cls.__eq__ = lambda self, other: values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        cls.__hash__ = lambda self: hash(values(self))

    def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
        """What gives the values of these attributes; `attrgetter` gives no tuple of one."""
        return attrgetter(*names) if len(names) > 1 else lambda self: tuple(getattr(self, name) for name in names)
