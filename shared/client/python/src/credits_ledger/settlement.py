"""How held work ends: charged with what it used, or given back when it did nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from . import _operations as operations
from ._answers import Hold, HoldReceipt, Problem
from ._call import Call, Steps
from .charges import Charge, Credits, Unchargeable, body_of
from .errors import CreditsRefused, CreditsShort

Kind = Literal[
    "captured",
    "captured-short",
    "captured-estimate",
    "released",
    "settled-before",
    "unsettled",
    "unanswered",
    "later",
]


@dataclass(frozen=True)
class Settlement:
    """`captured`: charged. `captured-short`: the account had less than the work used, and what there was is charged.
    `captured-estimate`: what was reported can't be charged, as with a SKU that has no price; the estimate is in its place.
    `released`: given back. `settled-before`: charged before, by another delivery of the same work. `unsettled`: the service
    refused; at its expiry the hold is charged with what was reported. `unanswered`: the service gave no answer; settling
    again settles once, and else its clock does. `later`: it gave no answer, and is told when it does."""

    kind: Kind
    receipt: HoldReceipt | None = None
    hold: Hold | None = None
    problem: Problem | None = None
    trouble: BaseException | None = None
    """Why work that was done isn't charged as it said."""


@dataclass(frozen=True)
class HeldWork:
    account_id: str
    hold_id: str
    held: Decimal
    """Credits set aside, as far as is known."""
    estimated: Decimal
    """Credits that the work was thought to use, charged where what it used can't be."""


def settle_work(work: HeldWork, used: Charge | None, wrong: Unchargeable | None = None) -> Steps[Settlement]:
    """Keys come from the hold, so that settling again after no answer settles the same. Nothing used gives all back."""
    if wrong is not None:
        return (yield from _capture_estimate(work, wrong))
    if used is None:
        return (yield from _release(work))
    return (yield from _capture(work, used))


def _release(work: HeldWork) -> Steps[Settlement]:
    params = {"accountId": work.account_id, "holdId": work.hold_id}
    try:
        yield Call(operations.RELEASE_HOLD, params=params, idempotency_key=f"release {work.hold_id}")
    except CreditsRefused as refused:
        return (yield from _refusal(work, refused))
    return Settlement("released")


def _capture(work: HeldWork, used: Charge) -> Steps[Settlement]:
    try:
        receipt = yield from _send(work, "capture", used)
    except CreditsRefused as refused:
        if refused.code in ("sku-unknown", "hold-category", "invalid-request"):
            return (yield from _capture_estimate(work, refused))
        return (yield from _refusal(work, refused))
    return _settlement_of(receipt)


def _settlement_of(receipt: HoldReceipt) -> Settlement:
    """Short where neither hold nor balance nor the plan's cap on overrun covered all of it: the rest was not paid for."""
    uncovered = receipt.entry.uncovered or Decimal(0)
    if receipt.entry.overrun is not None and uncovered > 0:
        return Settlement("captured-short", receipt=receipt, trouble=CreditsShort(uncovered))
    return Settlement("captured", receipt=receipt)


def _capture_estimate(work: HeldWork, trouble: Exception) -> Steps[Settlement]:
    try:
        receipt = yield from _send(work, "capture-estimate", Credits(work.estimated))
    except CreditsRefused as refused:
        return (yield from _refusal(work, refused))
    return Settlement("captured-estimate", receipt=receipt, trouble=trouble)


def _refusal(work: HeldWork, refused: CreditsRefused) -> Steps[Settlement]:
    """A hold that is settled already was settled by whoever shares it: a second delivery, or a try that got no answer."""
    if refused.code in ("hold-settled", "idempotency-key-reused"):
        params = {"accountId": work.account_id, "holdId": work.hold_id}
        try:
            hold: Hold = yield Call(operations.READ_HOLD, params=params)
            if hold.state != "open":
                return Settlement("settled-before", hold=hold)
        except CreditsRefused:
            pass
    return Settlement("unsettled", problem=refused.problem, trouble=refused)


def _send(work: HeldWork, verb: str, charge: Charge) -> Steps[HoldReceipt]:
    receipt: HoldReceipt = yield Call(
        operations.CAPTURE_HOLD,
        params={"accountId": work.account_id, "holdId": work.hold_id},
        body={**body_of(charge), "late": True},
        idempotency_key=f"{verb} {work.hold_id}",
    )
    return receipt
