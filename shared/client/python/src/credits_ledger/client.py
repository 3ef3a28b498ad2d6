"""The client for other workloads: one method an operation of the API, in two kinds, for threads and for `asyncio`.

    credits = CreditsClient("https://…")
    receipt = credits.debit_credits("acme", {"credits": "12.5", "category": "ai"})

A refusal is raised as `CreditsRefused`, whose `problem` has the code; `NoAnswer` when the service can't be reached within the
bounds, `Unauthorized` when it doesn't know or doesn't let the caller, `BadAnswer` when what answers isn't the service.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from ._call import Call, Pause, Steps
from ._operations import AsyncOperations, Operations
from ._retry import SHOWN_MAX, RetryBounds, Tried, is_ours, is_transient, pause_seconds, retry_after_seconds
from .errors import NoAnswer
from .keys import new_request_key
from .signing import CredentialProvider, Request, environment_credentials, signed_headers
from .usage import AsyncUsageOperations, UsageOperations

T = TypeVar("T")

ApiKey = str | Callable[[], str]
"""A key, or what gives it: asked before every try, so that a key can be rotated."""


def _told(api_key: ApiKey) -> Callable[[], str | None]:
    return (lambda: api_key) if isinstance(api_key, str) else api_key


def _is_private(url: str) -> bool:
    """Nobody between reads what is sent: by TLS, or since it stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")



class _Settings:
    """The part that both kinds of client share: how a request is written, signed and judged."""

    def __init__(
        self,
        url: str,
        *,
        credentials: CredentialProvider = environment_credentials,
        region: str | None = None,
        token: Callable[[], str | None] | None = None,
        api_key: ApiKey | None = None,
        bounds: RetryBounds | None = None,
    ) -> None:
        if token is not None and api_key is not None:
            raise TypeError("either a token or an api_key is sent, not both")
        if api_key is not None and not _is_private(url):
            raise TypeError(f"an API key isn't sent in the open, to {url}")
        self.url = url.rstrip("/")
        self.bounds = bounds or RetryBounds()
        self._credentials = credentials
        self._region = region or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
        self._token = token if api_key is None else _told(api_key)

    def request(self, call: Call[Any]) -> Request:
        """With its key, which is kept across all tries."""
        content = call.content()
        headers = {} if content is None else {"content-type": "application/json"}
        if call.operation.is_change:
            headers["idempotency-key"] = call.idempotency_key or new_request_key()
        return Request(call.operation.method, self.url + call.target(), headers, content)

    def authenticated(self, request: Request) -> dict[str, str]:
        """Asked before every try, since signatures age. A person's session, or an API key, is sent in place of a
        signature."""
        if self._token is not None:
            token = self._token()
            return {**request.headers, **({} if token is None else {"authorization": f"Bearer {token}"})}
        credentials = self._credentials()
        if credentials is None:
            return dict(request.headers)
        return signed_headers(request, credentials, region=self._region)

    def judged(self, call: Call[T], response: httpx.Response) -> T | Tried:
        text = response.text
        if is_transient(response.status_code, text):
            cause = RuntimeError(f"the service answered {response.status_code}: {text[:SHOWN_MAX]}")
            return Tried(cause, retry_after_seconds(response.headers.get("retry-after")))
        is_emptied = response.status_code == 204 and call.operation.status == 204
        if response.is_success and not is_emptied and not is_ours(response.headers.get("content-type", ""), text):
            return Tried(RuntimeError(f"not an answer of the service: {text[:SHOWN_MAX]}"))
        if response.is_redirect:
            # A redirected request would arrive with a signature for another address.
            return Tried(RuntimeError(f"redirected by {response.status_code}"))
        is_replay = response.headers.get("idempotency-replayed") == "true"
        return call.read(response.status_code, text, is_replay=is_replay)

    def no_answer(self, last: Tried | None) -> NoAnswer:
        error = NoAnswer(f"no answer from {self.url}")
        error.__cause__ = None if last is None else last.cause
        return error

    def deadline(self, call: Call[Any]) -> float:
        within = self.bounds.total_seconds if call.within_seconds is None else call.within_seconds
        return time.monotonic() + within

    def pause_before(self, tries: int, last: Tried | None, end: float) -> float | None:
        """How long to wait before a try; None when there is no time for it."""
        pause = 0.0 if last is None else pause_seconds(tries, last.wait_seconds)
        return pause if tries < self.bounds.tries_max and time.monotonic() + pause < end else None

    def try_timeout(self, end: float) -> float:
        return max(0.001, min(self.bounds.try_timeout_seconds, end - time.monotonic()))


class CreditsClient(Operations, UsageOperations):
    """The client for threads. Safe to share between them; close it, or use it in a `with`."""

    def __init__(
        self,
        url: str,
        *,
        credentials: CredentialProvider = environment_credentials,
        region: str | None = None,
        token: Callable[[], str | None] | None = None,
        api_key: ApiKey | None = None,
        bounds: RetryBounds | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        """`credentials` are the environment's when left out; `region` is `AWS_REGION`; `token` gives a person's session, and
        `api_key` a key that the service gave out, sent in place of a signature: over https alone, or to this machine."""
        self._settings = _Settings(
            url, credentials=credentials, region=region, token=token, api_key=api_key, bounds=bounds
        )
        self._http = http_client or httpx.Client()

    def __enter__(self) -> CreditsClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def _send(self, call: Call[T]) -> T:
        settings = self._settings
        request = settings.request(call)
        end = settings.deadline(call)
        last: Tried | None = None
        tries = 0
        while (pause := settings.pause_before(tries, last, end)) is not None:
            time.sleep(pause)
            tries += 1
            headers = settings.authenticated(request)
            try:
                response = self._http.request(
                    request.method,
                    request.url,
                    headers=headers,
                    content=request.content,
                    timeout=settings.try_timeout(end),
                    follow_redirects=False,
                )
            except httpx.TransportError as cause:
                last = Tried(cause)
                continue
            judged = settings.judged(call, response)
            if not isinstance(judged, Tried):
                return judged
            last = judged
        raise settings.no_answer(last)

    def _carry_out(self, step: Call[Any] | Pause) -> Any:
        if isinstance(step, Call):
            return self._send(step)
        time.sleep(step.seconds)
        return None

    def _run(self, steps: Steps[T]) -> T:
        """Carries steps out, one after the other."""
        try:
            step = next(steps)
            while True:
                try:
                    answer = self._carry_out(step)
                except Exception as cause:
                    step = steps.throw(cause)
                else:
                    step = steps.send(answer)
        except StopIteration as done:
            value: T = done.value
            return value


class AsyncCreditsClient(AsyncOperations, AsyncUsageOperations):
    """The client for `asyncio`. Close it, or use it in an `async with`."""

    def __init__(
        self,
        url: str,
        *,
        credentials: CredentialProvider = environment_credentials,
        region: str | None = None,
        token: Callable[[], str | None] | None = None,
        api_key: ApiKey | None = None,
        bounds: RetryBounds | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        self._settings = _Settings(
            url, credentials=credentials, region=region, token=token, api_key=api_key, bounds=bounds
        )
        self._http = http_client or httpx.AsyncClient()

    async def __aenter__(self) -> AsyncCreditsClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def _send(self, call: Call[T]) -> T:
        settings = self._settings
        request = settings.request(call)
        end = settings.deadline(call)
        last: Tried | None = None
        tries = 0
        while (pause := settings.pause_before(tries, last, end)) is not None:
            await asyncio.sleep(pause)
            tries += 1
            headers = settings.authenticated(request)
            try:
                response = await self._http.request(
                    request.method,
                    request.url,
                    headers=headers,
                    content=request.content,
                    timeout=settings.try_timeout(end),
                    follow_redirects=False,
                )
            except httpx.TransportError as cause:
                last = Tried(cause)
                continue
            judged = settings.judged(call, response)
            if not isinstance(judged, Tried):
                return judged
            last = judged
        raise settings.no_answer(last)

    async def _carry_out(self, step: Call[Any] | Pause) -> Any:
        return await (asyncio.sleep(step.seconds) if isinstance(step, Pause) else self._send(step))

    async def _run(self, steps: Steps[T]) -> T:
        """Carries steps out, one after the other."""
        try:
            step = next(steps)
            while True:
                try:
                    answer = await self._carry_out(step)
                except Exception as cause:
                    step = steps.throw(cause)
                else:
                    step = steps.send(answer)
        except StopIteration as done:
            value: T = done.value
            return value
