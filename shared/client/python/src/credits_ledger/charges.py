"""The usage that work reports, made fit to be charged: rounded up to a microcredit, and nothing where it comes to nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Any, Union

from ._answers import Category
from ._base import Amount

_MICRO = Decimal("0.000001")
_AMOUNT_MAX = Decimal("999999999.999999")
_RELATIVE_NOISE = 2.0**-48
_NOISE_MAX = 0.01
"""How much of a microcredit the noise of a sum of doubles may be, relative to it and at most."""


def round_up_credits(credits: Amount) -> Decimal:
    """Credits as the service takes them: with at most 6 decimals, rounded up, so that what was used is never given away. What
    doubles add to a sum isn't rounded up for: `0.1 + 0.2` is 0.3."""
    if isinstance(credits, float):
        exact = credits * 1_000_000
        nearest = math.floor(exact + 0.5)
        is_noise = abs(exact - nearest) <= min(_NOISE_MAX, abs(nearest) * _RELATIVE_NOISE)
        return Decimal(nearest if is_noise else math.ceil(exact)) / 1_000_000
    return Decimal(credits).quantize(_MICRO, rounding=ROUND_CEILING)


@dataclass(frozen=True)
class Usage:
    """Quantities by SKU, which the rate card prices. `asked` are SKUs of nothing: whether there is a price for them is asked
    before the work runs that may need it."""

    quantities: Mapping[str, Decimal]
    asked: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Credits:
    amount: Decimal


Charge = Union[Credits, Usage]

UsageInput = Union[Mapping[str, Amount], Iterable["tuple[str, Amount]"]]


@dataclass(frozen=True)
class Estimate:
    """An amount or usage to set aside before work runs."""

    charge: Charge
    category: Category | None = None


class Unchargeable(ValueError):
    """Work said that it used something that is no amount: no number, infinite, less than nothing, or not there at all."""


def charge_of(credits: Amount | None, usage: UsageInput | None) -> Charge | None:
    """None where it comes to nothing; raises `Unchargeable` for what is no amount, None for both among it."""
    if (credits is None) == (usage is None):
        given = "neither credits nor usage" if credits is None else "both credits and usage"
        raise Unchargeable(f"not an amount that work can use: {given}")
    if credits is not None:
        amount = _amount(credits, "an amount of credits that work can use")
        if amount > _AMOUNT_MAX:
            raise Unchargeable(f"not an amount of credits that work can use: {credits}")
        return None if amount == 0 else Credits(amount)
    return _usage(usage)


def _usage(usage: object) -> Usage | None:
    """Quantities of the same SKU are one; those of zero are none."""
    sums: dict[str, Decimal] = {}
    asked: list[str] = []
    for sku, given in _lines(usage):
        quantity = _amount(given, f"a quantity of {sku}")
        if quantity == 0:
            asked.append(sku)
        else:
            sums[sku] = sums.get(sku, Decimal(0)) + quantity
    return Usage(sums, tuple(asked)) if sums else None


def _lines(usage: object) -> list[tuple[str, object]]:
    try:
        pairs: Any = usage.items() if isinstance(usage, Mapping) else usage
        lines = [(sku, quantity) for sku, quantity in pairs]
    except (TypeError, ValueError) as cause:
        raise Unchargeable(f"not the lines of a usage: {usage!r}") from cause
    for sku, _ in lines:
        if not isinstance(sku, str):
            raise Unchargeable(f"not the name of a SKU: {sku!r}")
    return lines


def _amount(given: object, what: str) -> Decimal:
    """Callers without types say anything: only numbers, also as text, are taken."""
    try:
        if isinstance(given, bool) or not isinstance(given, (int, float, str, Decimal)):
            raise TypeError("no number")
        amount = round_up_credits(given)
    except (ArithmeticError, TypeError, ValueError) as cause:
        raise Unchargeable(f"not {what}: {given!r}") from cause
    if not amount.is_finite() or amount < 0:
        raise Unchargeable(f"not {what}: {given!r}")
    return amount


def body_of(charge: Charge) -> dict[str, object]:
    """As requests write it."""
    if isinstance(charge, Credits):
        return {"credits": charge.amount}
    return {"usage": [{"sku": sku, "quantity": quantity} for sku, quantity in charge.quantities.items()]}


def estimate_body(estimate: Estimate) -> dict[str, object]:
    charge = estimate.charge
    if isinstance(charge, Credits):
        if estimate.category is None:
            raise TypeError("credits are of a category")
        return {"credits": charge.amount, "category": estimate.category}
    lines = [{"sku": sku, "quantity": quantity} for sku, quantity in charge.quantities.items()]
    return {"usage": [*lines, *({"sku": sku, "quantity": 0} for sku in charge.asked)]}
