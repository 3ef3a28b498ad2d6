"""Runs work that is funded before it starts and charged with what it says it used: the one verb that meters are made of.

    with hold(credits, "acme", credits=5, category="ai", key=message_id) as work:
        answer = model(prompt)
        work.use(credits=answer.cost)

1. Not funded: the block doesn't run, and `CreditsRefused` is raised.
2. It ends: what it said it used is captured; the estimate when it said nothing.
3. It raises: what it said it used is captured; when it had said nothing, nothing was done and all is released.
4. What it raised is never lost to what goes wrong in settling: that is told to `on_unsettled`, else to the log.
5. Killed or out of time: the hold expires by the clock, charged with what was reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import TracebackType
from typing import Literal, Union, overload

from ._answers import Category
from ._base import Amount
from ._call import Steps
from .allowance import Allowance, AllowedWork
from .charges import Charge, Estimate, Unchargeable, UsageInput, charge_of
from .client import AsyncCreditsClient, CreditsClient
from .errors import AlreadyCharged, CreditsRefused, NoAnswer
from .keys import new_request_key
from .settlement import Settlement
from .terms import HeldState, Terms, WhenSilent, authorize, settle_unfunded
from .trouble import Listener, log_trouble, tell


class _Work:
    """The part of its hold that work gets to see."""

    def __init__(self, state: HeldState) -> None:
        self._state = state
        self.settlement: Settlement | None = None
        """How it was settled, once it has been."""

    @property
    def account_id(self) -> str:
        return self._state.terms.account_id

    @property
    def hold_id(self) -> str | None:
        """None for work that runs on trust."""
        return self._state.hold_id

    @property
    def is_repeat(self) -> bool:
        """True when work of the same key was charged before: this time nothing will be."""
        return self._state.is_repeat

    @property
    def held(self) -> Decimal:
        """Credits set aside, as far as is known."""
        return self._state.held

    def use(self, *, credits: Amount | None = None, usage: UsageInput | None = None) -> None:
        """Says what was used since the work began. Its last word counts. What is no amount, as a cost that is None, is charged
        as the estimate, and told when the work is settled."""
        try:
            self._state.say(lambda: charge_of(credits, usage))
        except Unchargeable:
            pass


class Work(_Work):
    def __init__(self, client: CreditsClient, state: HeldState) -> None:
        super().__init__(state)
        self._client = client

    def report(
        self, *, credits: Amount | None = None, usage: UsageInput | None = None, left_min: Amount | None = None
    ) -> bool:
        """Says so to the service too. True while there is enough to go on."""
        charge = self._state.say(lambda: charge_of(credits, usage))
        return self._client._run(self._state.report(charge, left_min))


class AsyncWork(_Work):
    def __init__(self, client: AsyncCreditsClient, state: HeldState) -> None:
        super().__init__(state)
        self._client = client

    async def report(
        self, *, credits: Amount | None = None, usage: UsageInput | None = None, left_min: Amount | None = None
    ) -> bool:
        """Says so to the service too. True while there is enough to go on."""
        charge = self._state.say(lambda: charge_of(credits, usage))
        return await self._client._run(self._state.report(charge, left_min))


Client = Union[CreditsClient, AsyncCreditsClient]


def open_work(terms: Terms) -> Steps[HeldState]:
    """Raises `NoAnswer` where the service gives none and no allowance takes the work in."""
    allowance = terms.allowance
    if terms.when_unavailable == "refuse" or allowance is None:
        return HeldState(terms, (yield from authorize(terms)))
    # The same name later, so that a request of now which arrived after all isn't funded twice.
    key = terms.key or new_request_key()
    named = replace(terms, key=key, within_seconds=terms.unavailable_after_seconds)
    try:
        state = HeldState(named, (yield from authorize(named)))
    except NoAnswer as cause:
        trust = AllowedWork(named.account_id, key, named.trusted_credits(), cause)
        if not allowance.take(trust):
            raise
        return HeldState(named, None, trust)
    allowance.answered()
    return state


def settle_held(client: Client, state: HeldState, instead: Charge | None) -> Steps[Settlement]:
    """A capture that gets no answer is repeated until it does, where there is an allowance. Raises nothing."""
    terms, allowance = state.terms, state.terms.allowance
    if state.trust is not None and allowance is not None:
        allowance.settle_later(client, state.trust, lambda: settle_unfunded(state, instead))
        return Settlement("later")
    try:
        return (yield from state.settle(instead))
    except NoAnswer as cause:
        if allowance is None or terms.when_unavailable == "refuse":
            return Settlement("unanswered", trouble=cause)
        # Work that was funded takes no room.
        work = AllowedWork(terms.account_id, terms.key or "", Decimal(0), cause)
        allowance.settle_later(client, work, lambda: state.settle(instead))
        return Settlement("later")
    except Exception as cause:
        return Settlement("unanswered", trouble=cause)


class _Holding:
    def __init__(
        self,
        terms: Terms,
        *,
        when_silent: WhenSilent,
        when_repeated: Literal["run", "refuse"],
        on_unsettled: Listener | None,
    ) -> None:
        self._terms = terms
        self._when_silent = when_silent
        self._when_repeated = when_repeated
        self._on_unsettled = log_trouble if on_unsettled is None else on_unsettled

    def _refuse_repeat(self, state: HeldState) -> None:
        if state.is_repeat and self._when_repeated == "refuse" and state.hold is not None:
            raise AlreadyCharged(state.hold)

    def _instead(self, cause: BaseException | None) -> Charge | None:
        """Nothing for work that raised and said nothing."""
        return self._terms.estimate.charge if cause is None and self._when_silent == "estimate" else None

    def _keep(self, work: _Work, settlement: Settlement) -> None:
        work.settlement = settlement
        if settlement.trouble is not None:
            tell(self._on_unsettled, settlement.trouble, work.hold_id)


class Holding(_Holding):
    """A hold as a `with` block."""

    _client: CreditsClient
    _work: Work

    def __enter__(self) -> Work:
        state = self._client._run(open_work(self._terms))
        self._refuse_repeat(state)
        self._work = Work(self._client, state)
        return self._work

    def __exit__(
        self, _type: type[BaseException] | None, cause: BaseException | None, _trace: TracebackType | None
    ) -> None:
        steps = settle_held(self._client, self._work._state, self._instead(cause))
        self._keep(self._work, self._client._run(steps))


class AsyncHolding(_Holding):
    """A hold as an `async with` block."""

    _client: AsyncCreditsClient
    _work: AsyncWork

    async def __aenter__(self) -> AsyncWork:
        state = await self._client._run(open_work(self._terms))
        self._refuse_repeat(state)
        self._work = AsyncWork(self._client, state)
        return self._work

    async def __aexit__(
        self, _type: type[BaseException] | None, cause: BaseException | None, _trace: TracebackType | None
    ) -> None:
        steps = settle_held(self._client, self._work._state, self._instead(cause))
        self._keep(self._work, await self._client._run(steps))


def estimate_of(credits: Amount | None, usage: UsageInput | None, category: Category | None) -> Estimate:
    charge = charge_of(credits, usage)
    if charge is None:
        raise ValueError("work is thought to use something at least")
    return Estimate(charge, category)


@overload
def hold(
    client: CreditsClient,
    account_id: str,
    *,
    credits: Amount | None = None,
    category: Category | None = None,
    usage: UsageInput | None = None,
    key: str | None = None,
    slice: Amount | None = None,
    when_exhausted: Literal["pause", "complete"] = "pause",
    expires_in_seconds: int | None = None,
    dimensions: Mapping[str, str] | None = None,
    when_silent: WhenSilent = "estimate",
    when_repeated: Literal["run", "refuse"] = "run",
    when_unavailable: Literal["refuse", "allow"] = "refuse",
    allowance: Allowance | None = None,
    allowed_credits: Amount | None = None,
    unavailable_after_seconds: float = 5.0,
    on_unsettled: Listener | None = None,
) -> Holding: ...
@overload
def hold(
    client: AsyncCreditsClient,
    account_id: str,
    *,
    credits: Amount | None = None,
    category: Category | None = None,
    usage: UsageInput | None = None,
    key: str | None = None,
    slice: Amount | None = None,
    when_exhausted: Literal["pause", "complete"] = "pause",
    expires_in_seconds: int | None = None,
    dimensions: Mapping[str, str] | None = None,
    when_silent: WhenSilent = "estimate",
    when_repeated: Literal["run", "refuse"] = "run",
    when_unavailable: Literal["refuse", "allow"] = "refuse",
    allowance: Allowance | None = None,
    allowed_credits: Amount | None = None,
    unavailable_after_seconds: float = 5.0,
    on_unsettled: Listener | None = None,
) -> AsyncHolding: ...
def hold(
    client: CreditsClient | AsyncCreditsClient,
    account_id: str,
    *,
    credits: Amount | None = None,
    category: Category | None = None,
    usage: UsageInput | None = None,
    key: str | None = None,
    slice: Amount | None = None,
    when_exhausted: Literal["pause", "complete"] = "pause",
    expires_in_seconds: int | None = None,
    dimensions: Mapping[str, str] | None = None,
    when_silent: WhenSilent = "estimate",
    when_repeated: Literal["run", "refuse"] = "run",
    when_unavailable: Literal["refuse", "allow"] = "refuse",
    allowance: Allowance | None = None,
    allowed_credits: Amount | None = None,
    unavailable_after_seconds: float = 5.0,
    on_unsettled: Listener | None = None,
) -> Holding | AsyncHolding:
    """Holds `credits` of a `category`, or what `usage` costs, for the block's work; `with` or `async with`, as the client is.

    `key` is the work's own name, as the id of a message: however often work of this name comes, it is charged once.
    `when_unavailable='allow'` lets an `allowance` take work in while the service gives no answer."""
    terms = Terms(
        account_id,
        estimate_of(credits, usage, category),
        key=key,
        slice=slice,
        when_exhausted=when_exhausted,
        expires_in_seconds=expires_in_seconds,
        dimensions=dimensions,
        when_unavailable=when_unavailable,
        allowance=allowance,
        allowed_credits=allowed_credits,
        unavailable_after_seconds=unavailable_after_seconds,
    )
    if isinstance(client, AsyncCreditsClient):
        asynchronous = AsyncHolding(
            terms, when_silent=when_silent, when_repeated=when_repeated, on_unsettled=on_unsettled
        )
        asynchronous._client = client
        return asynchronous
    holding = Holding(terms, when_silent=when_silent, when_repeated=when_repeated, on_unsettled=on_unsettled)
    holding._client = client
    return holding


__all__ = ["AsyncHolding", "AsyncWork", "CreditsRefused", "Holding", "Work", "hold"]
