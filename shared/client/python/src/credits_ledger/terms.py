"""The terms that work is funded under, and the steps by which a hold is opened and told of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from . import _operations as operations
from ._answers import Hold, HoldReceipt, Problem, ReportUsageAnswer
from ._base import Amount
from ._call import Call, Steps
from .charges import Charge, Credits, Estimate, Unchargeable, body_of, estimate_body
from .errors import CreditsRefused
from .keys import key_of_work
from .settlement import HeldWork, Settlement, settle_work

if TYPE_CHECKING:
    from .allowance import Allowance, AllowedWork

WhenSilent = Literal["estimate", "nothing"]


@dataclass(frozen=True)
class Terms:
    account_id: str
    estimate: Estimate
    key: str | None = None
    slice: Amount | None = None
    when_exhausted: Literal["pause", "complete"] = "pause"
    expires_in_seconds: int | None = None
    dimensions: Mapping[str, str] | None = None
    when_unavailable: Literal["refuse", "allow"] = "refuse"
    allowance: Allowance | None = None
    allowed_credits: Amount | None = None
    unavailable_after_seconds: float = 5.0
    within_seconds: float | None = None

    def __post_init__(self) -> None:
        if self.when_unavailable == "allow" and self.allowance is None:
            raise TypeError("when_unavailable='allow' needs an allowance")

    def trusted_credits(self) -> Decimal:
        """The credits that the work counts for while it runs on trust. Usage without a price known here may cost anything: no
        bound has room for it."""
        if self.allowed_credits is not None:
            return Decimal(str(self.allowed_credits))
        charge = self.estimate.charge
        return charge.amount if isinstance(charge, Credits) else Decimal("Infinity")


_RUNS_MAX = 100
"""As many runs of one name that came to nothing, refused or given back, are tried anew."""


def authorize(terms: Terms) -> Steps[Hold]:
    """Sets credits aside for work, once for each name that work has. A name's first run has a key of its own, and so has each
    further one. A run counts until it was given back or ran out of time: after that, or after a refusal that is remembered,
    the next may be funded."""
    if terms.key is None:
        receipt: HoldReceipt = yield _authorization(terms, None)
        return receipt.hold
    last: Hold | CreditsRefused | None = None
    for run in range(1, _RUNS_MAX + 1):
        key = key_of_work("hold" if run == 1 else f"hold {run}", terms.key)
        try:
            receipt = yield _authorization(terms, key)
        except CreditsRefused as refused:
            if not refused.is_replay:
                raise
            last = refused
            continue
        if not receipt.is_replay:
            return receipt.hold
        last = receipt.hold
        params = {"accountId": terms.account_id, "holdId": receipt.hold.hold_id}
        now: Hold = yield Call(operations.READ_HOLD, params=params, within_seconds=terms.within_seconds)
        if now.state in ("open", "captured"):
            return now
    if isinstance(last, CreditsRefused):
        raise last
    if last is None:
        raise RuntimeError("at least one run is tried")
    return last


def _authorization(terms: Terms, key: str | None) -> Call[HoldReceipt]:
    more = {
        "expiresInSeconds": terms.expires_in_seconds,
        "slice": terms.slice,
        "dimensions": None if terms.dimensions is None else dict(terms.dimensions),
    }
    return Call(
        operations.AUTHORIZE_HOLD,
        params={"accountId": terms.account_id},
        body={**estimate_body(terms.estimate), "whenExhausted": terms.when_exhausted, **more},
        idempotency_key=key,
        within_seconds=terms.within_seconds,
    )


class HeldState:
    """The part of a hold that is known while its work runs. The last word of what was used counts."""

    def __init__(self, terms: Terms, hold: Hold | None, trust: AllowedWork | None = None) -> None:
        self.terms = terms
        self.hold = hold
        self.trust = trust
        """The allowance's word for work that runs without a hold."""
        self.held = terms.trusted_credits() if hold is None else hold.credits
        self.used: Charge | None = None
        self.wrong: Unchargeable | None = None
        self.has_spoken = False

    @property
    def hold_id(self) -> str | None:
        """None for work that runs on trust."""
        return None if self.hold is None else self.hold.hold_id

    @property
    def is_repeat(self) -> bool:
        """Work of the same key was charged before: this time nothing will be."""
        return self.hold is not None and self.hold.state == "captured"

    def say(self, make: Callable[[], Charge | None]) -> Charge | None:
        self.has_spoken = True
        self.wrong = None
        try:
            self.used = make()
        except Unchargeable as wrong:
            self.wrong = wrong
            raise
        return self.used

    def report(self, charge: Charge | None, left_min: Amount | None) -> Steps[bool]:
        """Tells the service what was used so far. True while there is enough to go on."""
        if charge is None or self.hold is None or self.is_repeat:
            return True
        answer: ReportUsageAnswer = yield Call(
            operations.REPORT_USAGE,
            params={"accountId": self.terms.account_id, "holdId": self.hold.hold_id},
            body={**body_of(charge), "leftMin": left_min},
        )
        self.held = answer.hold.credits
        return answer.decision != "pause"

    def settle(self, instead: Charge | None) -> Steps[Settlement]:
        """Charges the last word, or what is given in its place; gives all back when there is neither."""
        hold = self.hold
        if hold is None:
            raise RuntimeError("work on trust is settled later")
        if self.is_repeat:
            return Settlement("settled-before", hold=hold)
        work = HeldWork(self.terms.account_id, hold.hold_id, held=self.held, estimated=hold.credits)
        return (yield from settle_work(work, self.used if self.has_spoken else instead, self.wrong))


def settle_unfunded(state: HeldState, instead: Charge | None) -> Steps[Settlement]:
    """Funds what has run already, and charges it: with what there is, where there isn't enough."""
    terms = replace(state.terms, within_seconds=None)
    try:
        hold = yield from authorize(terms)
    except CreditsRefused as refused:
        rest = _rest_of(refused.problem, terms.estimate)
        is_nothing = state.wrong is None and (state.used if state.has_spoken else instead) is None
        if rest is None or is_nothing:
            return Settlement("unsettled", problem=refused.problem, trouble=refused)
        try:
            hold = yield from authorize(replace(terms, key=f"rest {terms.key}", estimate=rest))
        except CreditsRefused as again:
            return Settlement("unsettled", problem=again.problem, trouble=again)
    funded = HeldState(terms, hold)
    funded.used, funded.wrong, funded.has_spoken = state.used, state.wrong, state.has_spoken
    return (yield from funded.settle(instead))


def _rest_of(problem: Problem, estimate: Estimate) -> Estimate | None:
    available = problem.available or Decimal(0)
    if problem.code not in ("insufficient-credits", "limit-reached") or available == 0:
        return None
    category = estimate.category
    if category is None and not isinstance(estimate.charge, Credits):
        # SKUs begin with their category by custom; of one that doesn't, only the service knows it.
        first = next(iter(estimate.charge.quantities), "")
        category = next((each for each in ("ai", "infrastructure", "platform") if first.startswith(f"{each}.")), None)
    return None if category is None else Estimate(Credits(available), category)
