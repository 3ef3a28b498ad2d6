"""The base that answers share, and the text of requests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Union

from pydantic import BaseModel, ConfigDict, PrivateAttr
from pydantic.alias_generators import to_camel

Amount = Union[int, float, Decimal, str]
"""Credits, a quantity or a price. A `Decimal` and a text go over the wire as they are, to the last digit."""

Instant = Union[datetime, str]
"""An instant with its zone, or its text as RFC 3339 writes it."""


class Answer(BaseModel):
    """A part of an answer, by Python's names. A newer service may say more; that breaks nobody."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="allow", frozen=True)

    _is_replay: bool = PrivateAttr(default=False)

    @property
    def is_replay(self) -> bool:
        """Answered before, under the same key: this time nothing was changed."""
        return self._is_replay


def read_json(text: str | bytes) -> Any:
    """Numbers with a point come as decimals, to the last digit."""
    return json.loads(text, parse_float=Decimal)


def write_json(body: object) -> str:
    return json.dumps(_plain(body), separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"not an amount: {value}")
        return f"{value:f}"
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"an instant without a zone: {value.isoformat()}")
        return value.isoformat()
    return value
