"""What a record is, and what its values must be beside their types: marks in an Annotated type, in pydantic-core's own words.

pydantic itself takes a tenth of a second to import. A site without records need not wait for it, so the records' types
name only these marks, and pydantic is imported where records are read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def yaml_record(kind: type[T]) -> type[T]:
    """A dataclass for records in YAML, which may have no field but those named."""
    kind.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]  # pydantic reads it there
    return dataclass(frozen=True, slots=True, kw_only=True, eq=False)(kind)


class Only:
    """Keys of a type's core schema: `Only(min_length=1, pattern="…")`, `Only(strict=True)`."""

    def __init__(self, **constraints: object) -> None:
        self.constraints = constraints

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        return {**handler(source), **self.constraints}


class After(NamedTuple):
    """A function that the value goes through."""

    function: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        return {"type": "function-after", "function": {"type": "no-info", "function": self.function}, "schema": handler(source)}


class Form(NamedTuple):
    """How a value is written, as messages say it; pydantic passes over it."""

    text: str


# A text that says something, and one whose white space is single spaces.
Text = Annotated[str, Only(min_length=1)]
Line = Annotated[Text, After(lambda text: " ".join(text.split()))]
