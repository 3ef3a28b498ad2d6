"""The OpenAI SDK, metered: `openai = meter_openai(OpenAI(), credits, "acme")`. Chat, Responses, embeddings, streams and the
helpers above them are funded before they are called and charged by their own count. Refused, its calls raise the SDK's error
of status 402, whose `code` says why. An `AsyncOpenAI` takes an `AsyncCreditsClient`."""

from __future__ import annotations

import importlib
from typing import Any, TypeVar

from ._forms import OPENAI, ProviderForm
from .client import AsyncCreditsClient, CreditsClient
from .meter import AccountId, AsyncMeter, Meter
from .transport import AsyncMeteredTransport, MeteredTransport

Sdk = TypeVar("Sdk")


def meter_openai(openai: Sdk, client: CreditsClient | AsyncCreditsClient, account_id: AccountId, **options: Any) -> Sdk:
    """The same client, whose requests are metered. `options` are those of `Meter`, and `transport` an own one of httpx."""
    return metered(openai, OPENAI, client, account_id, **options)


def metered(
    sdk: Sdk,
    form: ProviderForm,
    client: CreditsClient | AsyncCreditsClient,
    account_id: AccountId,
    *,
    transport: Any = None,
    **options: Any,
) -> Sdk:
    with_options = getattr(sdk, "with_options", None)
    if with_options is None:
        raise TypeError(f"{type(sdk).__name__} is no client of the SDK")
    http = _http_of(sdk)
    how = {"timeout": getattr(sdk, "timeout", None), "follow_redirects": True}
    http_client: Any
    if isinstance(client, AsyncCreditsClient):
        metered_async = AsyncMeteredTransport(http, AsyncMeter(client, account_id, **options), form, transport)
        http_client = http.AsyncClient(transport=metered_async, **how)
    else:
        metered_sync = MeteredTransport(http, Meter(client, account_id, **options), form, transport)
        http_client = http.Client(transport=metered_sync, **how)
    copy: Sdk = with_options(http_client=http_client)
    return copy


def _http_of(sdk: Any) -> Any:
    """The module of the SDK's own HTTP client: `httpx`, or its successor."""
    own = getattr(sdk, "_client", None)
    names = [each.__module__.partition(".")[0] for each in type(own).__mro__]
    return importlib.import_module("httpx2" if "httpx2" in names else "httpx")
