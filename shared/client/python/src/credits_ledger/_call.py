"""One request and its answer, apart from what carries them; and steps of several, which run over either kind of client."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, Union
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from ._answers import Problem
from ._base import read_json, write_json
from .errors import BadAnswer, CreditsRefused, Unauthorized

T = TypeVar("T")


@dataclass(frozen=True)
class Operation(Generic[T]):
    """An operation of the API: how it is called, and what it answers."""

    id: str
    method: str
    path: str
    """With its parameters in braces."""
    is_change: bool
    """Carries an Idempotency-Key."""
    status: int
    answer: Any
    """The type of its answer."""


@dataclass(frozen=True)
class Call(Generic[T]):
    operation: Operation[T]
    params: Mapping[str, object] = field(default_factory=dict)
    query: Mapping[str, object] | None = None
    body: object = None
    idempotency_key: str | None = None
    within_seconds: float | None = None
    """For all tries: as long as the client takes when left out."""

    def target(self) -> str:
        """Path and query, encoded as signatures reckon with them."""
        path = self.operation.path
        for name, value in self.params.items():
            path = path.replace("{" + name + "}", quote(str(value), safe=""))
        given = [(name, value) for name, value in (self.query or {}).items() if value is not None]
        if not given:
            return path
        return path + "?" + "&".join(f"{quote(name, safe='')}={quote(_text(value), safe='')}" for name, value in given)

    def content(self) -> bytes | None:
        return None if self.body is None else write_json(self.body).encode()

    def read(self, status: int, text: str, *, is_replay: bool) -> T:
        """The answer, or what is raised in place of it."""
        operation = self.operation
        if status in (401, 403):
            raise Unauthorized(f"{operation.id} is not allowed: {text}")
        try:
            if status == operation.status == 204:
                nothing: T = _adapter(operation).validate_python(None)
                return nothing
            if status == operation.status:
                answer: T = _marked(_adapter(operation).validate_python(read_json(text)), is_replay)
                return answer
            if status >= 400:
                raise CreditsRefused(Problem.model_validate(read_json(text)), is_replay=is_replay)
        except (ValueError, ValidationError) as cause:
            raise BadAnswer(f"{operation.id} was answered {status}: {text[:500]}") from cause
        raise BadAnswer(f"{operation.id} was answered {status}: {text[:500]}")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if callable(isoformat) else str(value)


_adapters: dict[str, TypeAdapter[Any]] = {}


def _adapter(operation: Operation[Any]) -> TypeAdapter[Any]:
    known = _adapters.get(operation.id)
    if known is None:
        known = _adapters[operation.id] = TypeAdapter(operation.answer)
    return known


def _marked(answer: Any, is_replay: bool) -> Any:
    if is_replay:
        answer._is_replay = True
    return answer


@dataclass(frozen=True)
class Pause:
    seconds: float


Steps = Generator[Union[Call[Any], Pause], Any, T]
"""Several calls, each made once the one before was answered, and pauses between them. Written once, run by a client of either
kind: it carries out each step in turn and hands the answer, or what was raised, back in."""
