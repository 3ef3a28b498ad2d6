"""Calls of models, funded before they are made and charged by the model's own count.

    meter = Meter(credits, "acme")
    with meter.stream("gpt-4o", request, lambda: model.stream(**request)) as stream:
        for event in stream: ...

Adapters for SDKs are made of it: `credits_ledger.openai`, `.anthropic`, `.bedrock`, `.litellm`.
"""

from __future__ import annotations

import inspect
import math
import time
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Mapping
from typing import Any, Literal, TypeVar, Union

from . import _operations as operations
from ._answers import ListRateCardsAnswer, RateCard
from ._call import Call, Steps
from .charges import Charge, Estimate, Usage, charge_of
from .client import AsyncCreditsClient, CreditsClient
from .errors import AnswerNotUnderstood, CreditsError
from .hold import open_work, settle_held
from .models.count import TokenCount, TokenEstimate
from .models.skus import ModelSkus, PricedSkus, RequestTerms, lines_of, skus_of, skus_used
from .models.usage import Usage as TokenUsage
from .settlement import Settlement
from .stream import AsyncMeteredStream, Metering, MeteredStream
from .terms import HeldState, Terms
from .trouble import Listener, log_trouble, tell

T = TypeVar("T")
E = TypeVar("E")

AccountId = Union[str, Callable[[], str]]
"""Whose credits pay; asked at each call where it is a function."""

_CARD_KEPT_SECONDS = 60.0
_STREAMED_AT_FIRST = 1_000
"""A stream is set aside for as it goes; so many tokens of its answer at first."""


def same(value: Any) -> Any:
    return value


class _Metered:
    """The part that meters of both kinds share."""

    def __init__(
        self,
        account_id: AccountId,
        *,
        card: PricedSkus | None = None,
        terms: RequestTerms | None = None,
        estimate: TokenEstimate | None = None,
        when_exhausted: Literal["pause", "complete"] = "pause",
        expires_in_seconds: int | None = None,
        dimensions: Mapping[str, str] | None = None,
        report_every_tokens: int = 64,
        read_within_seconds: float = 10.0,
        on_unsettled: Listener | None = None,
    ) -> None:
        """`card` is the one in effect, read from the service once a minute, when left out; `terms` are what requests ask for
        and their answers may not tell: a tier, a region; `estimate` is reckoned from each request when left out."""
        self._account_id = account_id
        self._card = card
        self._terms = terms
        self._estimate = estimate
        self._when_exhausted: Literal["pause", "complete"] = when_exhausted
        self._expires_in_seconds = expires_in_seconds
        self._dimensions = dimensions
        self._report_every_tokens = report_every_tokens
        self._read_within_seconds = read_within_seconds
        self._on_unsettled = log_trouble if on_unsettled is None else on_unsettled
        self._read_card: RateCard | None = None
        self._read_until = 0.0

    def _known_card(self) -> PricedSkus | None:
        if self._card is not None:
            return self._card
        return self._read_card if time.monotonic() < self._read_until else None

    def _keep(self, card: RateCard) -> PricedSkus:
        self._read_card = card
        self._read_until = time.monotonic() + _CARD_KEPT_SECONDS
        return card

    def _planned(
        self, card: PricedSkus, model: str, request: Any, output_max: float, account_id: str | None = None
    ) -> tuple[Terms, ModelSkus, TokenEstimate]:
        skus = skus_of(model, card, self._terms)
        estimate = self._estimate or estimate_of(request, output_max)
        if account_id is None:
            account_id = self._account_id if isinstance(self._account_id, str) else self._account_id()
        terms = Terms(
            account_id,
            Estimate(estimate_usage(estimate, skus)),
            when_exhausted=self._when_exhausted,
            expires_in_seconds=self._expires_in_seconds,
            dimensions={"model": model[:128], **(self._dimensions or {})},
        )
        return terms, skus, estimate

    def _metering(
        self, state: HeldState, skus: ModelSkus, estimate: TokenEstimate, read: Callable[[Any], Any]
    ) -> Metering:
        return Metering(
            state,
            TokenCount(estimate),
            skus,
            read,
            self._report_every_tokens,
            self._read_within_seconds,
            self._on_unsettled,
        )


    def _say_answer(self, state: HeldState, value: Any, skus: ModelSkus, estimate: TokenEstimate) -> None:
        """A whole answer is charged by its own count; by the estimate, which is told, when it tells nothing that is
        understood."""
        count = TokenCount(estimate)
        lines = lines_of(count.usage(), skus) if count.add(value) else []
        if lines:
            state.say(lambda: charge_of(None, lines))
        else:
            tell(self._on_unsettled, AnswerNotUnderstood(value), state.hold_id)

    def _tell(self, state: HeldState, settlement: Settlement) -> None:
        if settlement.trouble is not None:
            tell(self._on_unsettled, settlement.trouble, state.hold_id)


class Meter(_Metered):
    """The meter for threads."""

    def __init__(self, client: CreditsClient, account_id: AccountId, **options: Any) -> None:
        super().__init__(account_id, **options)
        self.client = client

    def plan(
        self, model: str, request: Any, output_max: float = math.inf
    ) -> tuple[Terms, ModelSkus, TokenEstimate]:
        card = self._known_card() or self._keep(self.client._run(card_in_effect()))
        return self._planned(card, model, request, output_max)

    def answer(self, model: str, request: Any, run: Callable[[], T], read: Callable[[T], Any] = same) -> T:
        """A whole answer. Raises `CreditsRefused` before the model is called. When `run` raises, nothing was answered and nothing
        is charged; when `read` does, something was, and that costs the estimate."""
        terms, skus, estimate = self.plan(model, request)
        state = self.client._run(open_work(terms))
        try:
            value = run()
        except BaseException:
            self._settle(state, None)
            raise
        try:
            self._say_answer(state, read(value), skus, estimate)
        finally:
            self._settle(state, terms.estimate.charge)
        return value

    def stream(
        self,
        model: str,
        request: Any,
        open: Callable[[], Iterable[E]],
        read: Callable[[Any], Any] = same,
    ) -> MeteredStream[E]:
        terms, skus, estimate = self.plan(model, request, _STREAMED_AT_FIRST)
        state = self.client._run(open_work(terms))
        return MeteredStream(self.client, self._metering(state, skus, estimate, read), open)

    def _settle(self, state: HeldState, instead: Charge | None) -> None:
        self._tell(state, self.client._run(settle_held(self.client, state, instead)))


class AsyncMeter(_Metered):
    """The meter for `asyncio`."""

    def __init__(self, client: AsyncCreditsClient, account_id: AccountId, **options: Any) -> None:
        super().__init__(account_id, **options)
        self.client = client

    async def plan(
        self, model: str, request: Any, output_max: float = math.inf, account_id: str | None = None
    ) -> tuple[Terms, ModelSkus, TokenEstimate]:
        card = self._known_card() or self._keep(await self.client._run(card_in_effect()))
        return self._planned(card, model, request, output_max, account_id)

    async def answer(
        self, model: str, request: Any, run: Callable[[], Awaitable[T]], read: Callable[[T], Any] = same
    ) -> T:
        """A whole answer. Raises `CreditsRefused` before the model is called. When `run` raises, nothing was answered and nothing
        is charged; when `read` does, something was, and that costs the estimate."""
        terms, skus, estimate = await self.plan(model, request)
        state = await self.client._run(open_work(terms))
        try:
            value = await run()
        except BaseException:
            await self._settle(state, None)
            raise
        try:
            self._say_answer(state, await _awaited(read(value)), skus, estimate)
        finally:
            await self._settle(state, terms.estimate.charge)
        return value

    async def stream(
        self,
        model: str,
        request: Any,
        open: Callable[[], Awaitable[AsyncIterable[E]]],
        read: Callable[[Any], Any] = same,
    ) -> AsyncMeteredStream[E]:
        terms, skus, estimate = await self.plan(model, request, _STREAMED_AT_FIRST)
        state = await self.client._run(open_work(terms))
        try:
            source = await open()
        except BaseException:
            await self._settle(state, None)
            raise
        return AsyncMeteredStream(self.client, self._metering(state, skus, estimate, read), source)

    async def _settle(self, state: HeldState, instead: Charge | None) -> None:
        self._tell(state, await self.client._run(settle_held(self.client, state, instead)))


async def _awaited(value: Any) -> Any:
    return await value if inspect.isawaitable(value) else value


def card_in_effect() -> Steps[RateCard]:
    listed: ListRateCardsAnswer = yield Call(operations.LIST_RATE_CARDS)
    if listed.in_effect is None:
        raise CreditsError("there is no rate card in effect")
    card: RateCard = yield Call(operations.READ_RATE_CARD, params={"version": listed.in_effect})
    return card


def estimate_usage(estimate: TokenEstimate, skus: ModelSkus) -> Usage:
    """With a line of nothing for each SKU that may be charged later: one without a price refuses the stream before it
    begins."""
    usage = TokenUsage({"input": estimate.input_tokens, "output": estimate.output_tokens})
    lines = dict(lines_of(usage, skus))
    if not lines:
        raise ValueError("a model is thought to use a token at least")
    charge = charge_of(None, [*lines.items(), *((sku, 0) for sku in skus_used(skus) if sku not in lines)])
    if not isinstance(charge, Usage):
        raise ValueError("a model is thought to use a token at least")
    return charge


_CHARACTERS_PER_TOKEN = 4
_OUTPUT_USUAL = 1_000
_OUTPUT_MEMBERS = ("max_completion_tokens", "max_output_tokens", "max_tokens", "maxTokens", "max_gen_len")


def estimate_of(request: Any, output_max: float) -> TokenEstimate:
    asked = next((each for each in map(_member(request), _OUTPUT_MEMBERS) if isinstance(each, int)), None)
    config = request.get("inferenceConfig") if isinstance(request, Mapping) else None
    if asked is None and isinstance(config, Mapping) and isinstance(config.get("maxTokens"), int):
        asked = config["maxTokens"]
    output = _OUTPUT_USUAL if asked is None else asked
    return TokenEstimate(
        input_tokens=max(1, math.ceil(_characters_in(request) / _CHARACTERS_PER_TOKEN)),
        output_tokens=int(max(1, min(output, output_max))),
    )


def _member(request: Any) -> Callable[[str], Any]:
    return lambda name: request.get(name) if isinstance(request, Mapping) else None


def _characters_in(value: Any) -> int:
    """Counts the characters of texts; a picture's data says nothing of its tokens."""
    if isinstance(value, str):
        return 0 if value.startswith("data:") else len(value)
    if isinstance(value, Mapping):
        return sum(map(_characters_in, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(_characters_in, value))
    return 0
