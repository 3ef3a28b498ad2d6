"""What the tests have in common: clients of the local service, accounts, and services that can be away."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Coroutine, Iterator
from decimal import Decimal
from typing import Any, TypeVar

import httpx
import pytest

from credits_ledger import AsyncCreditsClient, CreditsClient, RetryBounds

T = TypeVar("T")
URL = os.environ["CREDITS_URL"]
MODEL_URL = os.environ["MODEL_URL"]
QUICK = RetryBounds(tries_max=2, try_timeout_seconds=5, total_seconds=5)

_numbers = itertools.count(1)


class Switch(httpx.BaseTransport):
    """A way to the service that can be cut."""

    def __init__(self) -> None:
        self.is_away = False
        self.requests = 0
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        if self.is_away:
            raise httpx.ConnectError("away", request=request)
        return self._inner.handle_request(request)


class AsyncSwitch(httpx.AsyncBaseTransport):
    def __init__(self) -> None:
        self.is_away = False
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.is_away:
            raise httpx.ConnectError("away", request=request)
        return await self._inner.handle_async_request(request)


@pytest.fixture
def switch() -> Switch:
    return Switch()


@pytest.fixture
def client(switch: Switch) -> Iterator[CreditsClient]:
    with CreditsClient(URL, bounds=QUICK, http_client=httpx.Client(transport=switch)) as made:
        yield made


@pytest.fixture
def account(client: CreditsClient) -> str:
    """An account of its own, with 100 credits."""
    account_id = f"python-{os.getpid()}-{next(_numbers)}"
    client.open_account(account_id, {"planId": "free"})
    return account_id


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(coroutine)


def async_client(switch: AsyncSwitch | None = None) -> AsyncCreditsClient:
    transport = switch or AsyncSwitch()
    return AsyncCreditsClient(URL, bounds=QUICK, http_client=httpx.AsyncClient(transport=transport))


def spent(client: CreditsClient, account_id: str) -> Decimal:
    """Once nothing is held: what was used has been settled."""
    for _ in range(200):
        balance = client.read_account(account_id)
        if balance.held == 0:
            return 100 - balance.available
        time.sleep(0.05)
    raise AssertionError("never settled")


def empty(client: CreditsClient, account_id: str) -> None:
    client.debit_credits(account_id, {"credits": 100, "category": "ai"})
