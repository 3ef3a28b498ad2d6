"""The OpenAI SDK, metered: `openai = meter_openai(OpenAI(), credits, "acme")`. Chat, Responses, embeddings, streams and the
helpers above them are funded before they are called and charged by their own count. Refused, its calls raise the SDK's error
of status 402, whose `code` says why. An `AsyncOpenAI` takes an `AsyncCreditsClient`."""

from __future__ import annotations

import importlib
from typing import Any, TypeVar

from ._forms import OPENAI, ProviderForm
from .client import AsyncCreditsClient, CreditsClient
from .meter import AccountId, AsyncMeter, Meter
from .transport import AsyncMeteredTransport, Http, MeteredTransport

Sdk = TypeVar("Sdk")


def meter_openai(openai: Sdk, client: CreditsClient | AsyncCreditsClient, account_id: AccountId, **options: Any) -> Sdk:
    """The same client, whose requests are metered. `options` are those of `Meter`, and `transport` a transport of httpx to ask through."""
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
    """Asks through the `transport`, else through the SDK's own HTTP client, with its proxies, certificates and hooks. Closing
    what this answers closes that, as with the SDK's own copies."""
    with_options = getattr(sdk, "with_options", None)
    if with_options is None:
        raise TypeError(f"{type(sdk).__name__} is no client of the SDK")
    own = getattr(sdk, "_client", None)
    http = _http_of(own)
    how = {"timeout": getattr(sdk, "timeout", None), "follow_redirects": True}
    http_client: Any
    if isinstance(client, AsyncCreditsClient):
        inner = _AsyncWay(own, http) if transport is None else transport
        metered_async = AsyncMeteredTransport(http, AsyncMeter(client, account_id, **options), form, inner)
        http_client = http.AsyncClient(transport=metered_async, **how)
    else:
        inner = _Way(own, http) if transport is None else transport
        metered_sync = MeteredTransport(http, Meter(client, account_id, **options), form, inner)
        http_client = http.Client(transport=metered_sync, **how)
    copy: Sdk = with_options(http_client=http_client)
    return copy


class _Way:
    """A transport that asks through a client. It is open as long as the client is."""

    def __init__(self, client: Any, http: Http) -> None:
        if not isinstance(client, http.Client):
            raise TypeError("a CreditsClient meters a client for threads: take an AsyncCreditsClient for an asynchronous one")
        self._client = client

    def __enter__(self) -> _Way:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def handle_request(self, request: Any) -> Any:
        return self._client.send(request, stream=True, follow_redirects=False)

    def close(self) -> None:
        self._client.close()


class _AsyncWay:
    def __init__(self, client: Any, http: Http) -> None:
        if not isinstance(client, http.AsyncClient):
            raise TypeError("an AsyncCreditsClient meters an asynchronous client: take a CreditsClient for one for threads")
        self._client = client

    async def __aenter__(self) -> _AsyncWay:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def handle_async_request(self, request: Any) -> Any:
        return await self._client.send(request, stream=True, follow_redirects=False)

    async def aclose(self) -> None:
        await self._client.aclose()


def _http_of(client: Any) -> Http:
    """The module of the SDK's own HTTP client: `httpx`, or its successor."""
    names = [each.__module__.partition(".")[0] for each in type(client).__mro__]
    return importlib.import_module("httpx2" if "httpx2" in names else "httpx")
