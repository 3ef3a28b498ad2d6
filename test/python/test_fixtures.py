"""The example answers of the TypeScript tests: both languages count and charge them alike, changed ones too."""

from __future__ import annotations

import base64
import json
import os
import re
from dataclasses import dataclass
from typing import Any

import pytest

from credits_ledger.models.count import TokenCount, TokenEstimate
from credits_ledger.models.skus import lines_of, skus_of


def _decoded(value: dict[str, Any]) -> Any:
    return base64.b64decode(value["$bytes"]) if value.keys() == {"$bytes"} else value


with open(os.environ["FIXTURES"], encoding="utf-8") as file:
    FIXTURES = json.load(file, object_hook=_decoded)


@dataclass(frozen=True)
class Price:
    sku: str


@dataclass(frozen=True)
class Card:
    version: str
    prices: list[Price]
    aliases: dict[str, str]


CARD = Card("v", [Price(sku) for sku in FIXTURES["card"]["skus"]], FIXTURES["card"]["aliases"])
_PRICED: dict[str, Any] = {}


def read(case: dict[str, Any]) -> dict[str, Any]:
    model = case["model"]
    if model not in _PRICED:
        _PRICED[model] = skus_of(model, CARD)
    count = TokenCount(TokenEstimate(70, 50))
    known = [count.add(event) for event in case["events"]]
    usage = count.usage()
    lines = lines_of(usage, _PRICED[model]) if count.has_begun else []
    return {
        "known": known,
        "counts": {re.sub(r"_(.)", lambda m: m[1].upper(), kind): each for kind, each in usage.counts.items()},
        "served": list(usage.served),
        "isEstimate": count.is_estimate,
        "lines": sorted(map(list, lines)),
    }


def expected(case: dict[str, Any]) -> dict[str, Any]:
    told = {name: case[name] for name in ("known", "counts", "served", "isEstimate")}
    return {**told, "lines": sorted(case["lines"])}


@pytest.mark.parametrize("case", FIXTURES["cases"], ids=lambda case: case["name"])
def test_an_example_is_counted_and_charged_as_in_typescript(case: dict[str, Any]) -> None:
    assert read(case) == expected(case)


def test_changed_events_are_counted_and_charged_as_in_typescript() -> None:
    assert len(FIXTURES["changed"]) == 3_000
    different = [case["name"] for case in FIXTURES["changed"] if read(case) != expected(case)]
    assert different == []
