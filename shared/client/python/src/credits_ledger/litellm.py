"""A callback of the LiteLLM proxy: each call of a model is funded before it is made and charged by the model's own count.

    # credits_callback.py, and `callbacks: credits_callback.handler` in the proxy's configuration
    handler = CreditsCallback(AsyncCreditsClient("https://…"))

Not funded, the proxy answers 402 with the problem. Whose credits pay is the key's team, else its user, unless `account_of` says
otherwise.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any

from litellm.integrations.custom_logger import CustomLogger

from .client import AsyncCreditsClient
from .errors import CreditsError, CreditsRefused
from .hold import open_work
from .meter import AsyncMeter
from .models.count import TokenEstimate
from .models.skus import ModelSkus, NoPrice
from .stream import AsyncMeteredStream
from .terms import HeldState
from .trouble import tell

_CALLS_KEPT = 10_000
"""Calls under way that are remembered at most: of those forgotten, the clock settles the holds."""


@dataclass(frozen=True)
class _OpenCall:
    state: HeldState
    skus: ModelSkus
    estimate: TokenEstimate


def team_or_user(key: Any) -> str | None:
    return getattr(key, "team_id", None) or getattr(key, "user_id", None)


class CreditsCallback(CustomLogger):  # type: ignore[misc, unused-ignore]
    def __init__(
        self,
        client: AsyncCreditsClient,
        *,
        account_of: Callable[[Any], str | None] = team_or_user,
        **options: Any,
    ) -> None:
        """`options` are those of `AsyncMeter`. A key for which `account_of` answers None isn't metered."""
        super().__init__()
        self._client = client
        self._account_of = account_of
        self._meter = AsyncMeter(client, "", **options)
        self._calls: OrderedDict[str, _OpenCall] = OrderedDict()

    async def async_pre_call_hook(self, user_api_key_dict: Any, cache: Any, data: Any, call_type: Any) -> Any:
        account_id = self._account_of(user_api_key_dict)
        model = data.get("model")
        if account_id is None or not isinstance(model, str):
            return data
        if data.get("stream") is True and isinstance(data.get("messages"), list):
            data["stream_options"] = {**(data.get("stream_options") or {}), "include_usage": True}
        try:
            terms, skus, estimate = await self._meter.plan(model, _model_request(data), _output_at_first(data), account_id)
            state = await self._client._run(open_work(terms))
        except CreditsRefused as refused:
            problem = refused.problem.model_dump(mode="json", by_alias=True, exclude_none=True)
            raise _http_error(refused.problem.status, problem) from refused
        except NoPrice as cause:
            raise _http_error(422, {"code": "sku-unknown", "detail": str(cause)}) from cause
        self._calls[_call_id(data)] = _OpenCall(state, skus, estimate)
        while len(self._calls) > _CALLS_KEPT:
            _, lost = self._calls.popitem(last=False)
            trouble = CreditsError("more calls are under way than are remembered: the clock settles this one")
            tell(self._meter._on_unsettled, trouble, lost.state.hold_id)
        return data

    async def async_post_call_success_hook(self, data: Any, user_api_key_dict: Any, response: Any) -> Any:
        call = self._calls.pop(_call_id(data), None)
        if call is not None:
            try:
                self._meter._say_answer(call.state, response, call.skus, call.estimate)
            finally:
                await self._meter._settle(call.state, call.state.terms.estimate.charge)
        return response

    async def async_post_call_failure_hook(
        self, request_data: Any, original_exception: Exception, user_api_key_dict: Any, traceback_str: str | None = None
    ) -> Any:
        """A call that failed said nothing, and costs nothing."""
        call = self._calls.pop(_call_id(request_data), None)
        if call is not None:
            await self._meter._settle(call.state, None)
        return None

    async def async_post_call_streaming_iterator_hook(
        self, user_api_key_dict: Any, response: Any, request_data: Any
    ) -> AsyncGenerator[Any, None]:
        call = self._calls.pop(_call_id(request_data), None)
        if call is None:
            async for chunk in response:
                yield chunk
            return
        metering = self._meter._metering(call.state, call.skus, call.estimate, lambda chunk: chunk)
        last: Any = None
        async with AsyncMeteredStream(self._client, metering, response) as stream:
            async for chunk in stream:
                last = chunk
                yield chunk
        if stream.ending is not None and stream.ending.end == "paused" and last is not None:
            yield _cut(last)


_MODEL_MEMBERS = (
    "messages",
    "input",
    "prompt",
    "system",
    "tools",
    "max_tokens",
    "max_completion_tokens",
    "max_output_tokens",
)


def _model_request(data: Any) -> Any:
    """The part of a request that goes to the model, of all that the proxy keeps with it."""
    return {name: data[name] for name in _MODEL_MEMBERS if name in data}


def _output_at_first(data: Any) -> float:
    return 1_000 if data.get("stream") is True else float("inf")


def _call_id(data: Any) -> str:
    return str(data.get("litellm_call_id") or id(data))


def _cut(last: Any) -> Any:
    """The end of a stream that reached its length."""
    copy = last.model_copy(deep=True)
    for choice in getattr(copy, "choices", ()):
        choice.finish_reason = "length"
        for name in ("content", "tool_calls", "reasoning_content"):
            if getattr(choice.delta, name, None) is not None:
                setattr(choice.delta, name, None)
    return copy


def _http_error(status: int, problem: Any) -> Exception:
    """The proxy answers an error of FastAPI's as it is."""
    from fastapi import HTTPException  # type: ignore[import-not-found, unused-ignore]

    error: Exception = HTTPException(status_code=status, detail=problem)
    return error
