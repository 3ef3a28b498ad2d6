"""Transports of httpx, or of its successor httpx2, that are funded before they ask a model and charge what the answer tells:
so an SDK is metered in all its ways to call one, its retries and helpers included, without being changed.

1. A request whose body names a model is metered; any other passes.
2. Not funded: a 402 in the provider's own form, which SDKs raise and don't repeat.
3. An answer that isn't ok costs nothing. One that tells nothing that is understood, or that breaks while it is read, costs the
   estimate.
4. A stream that pauses at zero is ended as one that came to its length.
5. A whole answer where a stream was asked for is read as what it is. What is neither ends the call: nothing of it is passed on.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from ._answers import Problem
from ._forms import ProviderForm, ServerEvent, server_events, value_of
from .errors import CreditsRefused
from .meter import AsyncMeter, Meter
from .models.parts import parsed_body
from .stream import NO_EVENT, AsyncMeteredStream, MeteredStream


Http = Any
"""The module `httpx` or `httpx2`: an SDK takes objects of the one that it uses alone."""


class _NotAnswered(Exception):
    """An answer of the provider's that isn't an answer of the model: nothing is charged for it."""

    def __init__(self, response: Any) -> None:
        super().__init__(f"the provider answered {response.status_code}")
        self.response = response


_OPAQUE = Problem(
    type="/problems/invalid-request",
    code="invalid-request",
    title="A call that can’t be metered",
    status=400,
    detail="What this request uses can’t be told from its answer. Fund it by hold() and call the model by a client of its own.",
    retryable=False,
)


def _model_request(content: bytes) -> dict[str, Any] | None:
    """The body of a request that names a model."""
    body = parsed_body(content) if content.lstrip()[:1] == b"{" else None
    return body if isinstance(body, dict) and isinstance(body.get("model"), str) else None


def _is_opaque(request: Any, content: bytes) -> bool:
    """A form that names a model, as a transcription does: its use can't be read here."""
    is_form = request.headers.get("content-type", "").startswith("multipart/form-data")
    return is_form and b'name="model"' in content


def _refusal(http: Http, form: ProviderForm, problem: Problem, request: Any) -> Any:
    # Asked again it would be refused again.
    headers = {"content-type": "application/json", "x-should-retry": "false"}
    content = json.dumps(form.refusal(problem)).encode()
    return http.Response(problem.status, headers=headers, content=content, request=request)


def _plain_headers(response: Any) -> list[tuple[str, str]]:
    """Without those that speak of how the body was sent."""
    left_out = ("content-encoding", "content-length", "transfer-encoding")
    return [(name, value) for name, value in response.headers.multi_items() if name.lower() not in left_out]


def _with_usage(http: Http, request: Any, body: dict[str, Any]) -> Any:
    content = json.dumps(body).encode()
    headers = [(n, v) for n, v in request.headers.multi_items() if n.lower() != "content-length"]
    return http.Request(
        request.method, request.url, headers=headers, content=content, extensions=request.extensions
    )


class _Passing:
    """The part of a stream that is handed on."""

    def __init__(self, form: ProviderForm, is_added: bool) -> None:
        self._form = form
        self._is_added = is_added
        self._last: Any = None

    def text_of(self, event: ServerEvent) -> str:
        if event.value is not NO_EVENT:
            self._last = event.value
            if self._is_added and self._form.is_usage_only(event.value):
                return ""
        return event.raw

    def tail(self) -> str:
        return self._form.paused_tail(self._last)


class MeteredTransport:
    def __init__(self, http: Http, meter: Meter, form: ProviderForm, inner: Any) -> None:
        self._http = http
        self._meter = meter
        self._form = form
        self._inner = inner

    def __enter__(self) -> MeteredTransport:
        self._inner.__enter__()
        return self

    def __exit__(self, *cause: Any) -> None:
        self._inner.__exit__(*cause)

    def close(self) -> None:
        self._inner.close()

    def handle_request(self, request: Any) -> Any:
        content = request.read()
        if _is_opaque(request, content):
            return _refusal(self._http, self._form, _OPAQUE, request)
        body = _model_request(content)
        if body is None:
            return self._inner.handle_request(request)
        try:
            return self._stream(request, body) if body.get("stream") is True else self._answer(request, body)
        except _NotAnswered as cause:
            return cause.response
        except CreditsRefused as cause:
            return _refusal(self._http, self._form, cause.problem, request)

    def _answer(self, request: Any, body: dict[str, Any]) -> Any:
        response = self._meter.answer(body["model"], body, lambda: self._ok(request), _read)
        return self._http.Response(
            response.status_code, headers=_plain_headers(response), content=response.content, request=request
        )

    def _stream(self, request: Any, body: dict[str, Any]) -> Any:
        is_added = self._form.ask_for_usage(body)
        sent = _with_usage(self._http, request, body) if is_added else request
        found: list[Any] = []

        def open() -> Iterator[ServerEvent]:
            found.append(self._ok(sent))
            return _events_of(found[0])

        metered = self._meter.stream(body["model"], body, open, value_of)
        headers = _plain_headers(found[0])
        stream = _bytes(self._http.SyncByteStream, _MeteredBytes)(metered, _Passing(self._form, is_added))
        return self._http.Response(200, headers=headers, stream=stream, request=request)

    def _ok(self, request: Any) -> Any:
        response = self._inner.handle_request(request)
        response.request = request
        if not response.is_success:
            content = response.read()
            response.close()
            raise _NotAnswered(
                self._http.Response(
                    response.status_code, headers=_plain_headers(response), content=content, request=request
                )
            )
        return response


def _read(response: Any) -> Any:
    try:
        return parsed_body(response.read())
    finally:
        response.close()


async def _read_async(response: Any) -> Any:
    try:
        return parsed_body(await response.aread())
    finally:
        await response.aclose()


def _events_of(response: Any) -> Iterator[ServerEvent]:
    parser = server_events()
    next(parser)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        for chunk in response.iter_bytes():
            yield from parser.send(decoder.decode(chunk))
        yield from parser.send(decoder.decode(b"", final=True))
        yield from parser.send(None)
    finally:
        response.close()


def _bytes(base: Any, own: type) -> Any:
    """As the module wants it: a stream of a class of its own."""
    return type(own.__name__, (own, base), {})


class _MeteredBytes:
    def __init__(self, metered: MeteredStream[ServerEvent], passing: _Passing) -> None:
        self._metered = metered
        self._passing = passing

    def __iter__(self) -> Iterator[bytes]:
        for event in self._metered:
            text = self._passing.text_of(event)
            if text:
                yield text.encode()
        ending = self._metered.ending
        if ending is not None and ending.end == "paused":
            yield self._passing.tail().encode()

    def close(self) -> None:
        self._metered.close()


class AsyncMeteredTransport:
    def __init__(self, http: Http, meter: AsyncMeter, form: ProviderForm, inner: Any) -> None:
        self._http = http
        self._meter = meter
        self._form = form
        self._inner = inner

    async def __aenter__(self) -> AsyncMeteredTransport:
        await self._inner.__aenter__()
        return self

    async def __aexit__(self, *cause: Any) -> None:
        await self._inner.__aexit__(*cause)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def handle_async_request(self, request: Any) -> Any:
        content = await request.aread()
        if _is_opaque(request, content):
            return _refusal(self._http, self._form, _OPAQUE, request)
        body = _model_request(content)
        if body is None:
            return await self._inner.handle_async_request(request)
        try:
            if body.get("stream") is True:
                return await self._stream(request, body)
            return await self._answer(request, body)
        except _NotAnswered as cause:
            return cause.response
        except CreditsRefused as cause:
            return _refusal(self._http, self._form, cause.problem, request)

    async def _answer(self, request: Any, body: dict[str, Any]) -> Any:
        response = await self._meter.answer(body["model"], body, lambda: self._ok(request), _read_async)
        return self._http.Response(
            response.status_code, headers=_plain_headers(response), content=response.content, request=request
        )

    async def _stream(self, request: Any, body: dict[str, Any]) -> Any:
        is_added = self._form.ask_for_usage(body)
        sent = _with_usage(self._http, request, body) if is_added else request
        found: list[Any] = []

        async def open() -> AsyncIterator[ServerEvent]:
            found.append(await self._ok(sent))
            return _async_events_of(found[0])

        metered = await self._meter.stream(body["model"], body, open, value_of)
        headers = _plain_headers(found[0])
        stream = _bytes(self._http.AsyncByteStream, _AsyncMeteredBytes)(metered, _Passing(self._form, is_added))
        return self._http.Response(200, headers=headers, stream=stream, request=request)

    async def _ok(self, request: Any) -> Any:
        response = await self._inner.handle_async_request(request)
        response.request = request
        if not response.is_success:
            content = await response.aread()
            await response.aclose()
            raise _NotAnswered(
                self._http.Response(
                    response.status_code, headers=_plain_headers(response), content=content, request=request
                )
            )
        return response


async def _async_events_of(response: Any) -> AsyncIterator[ServerEvent]:
    parser = server_events()
    next(parser)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        async for chunk in response.aiter_bytes():
            for event in parser.send(decoder.decode(chunk)):
                yield event
        for event in parser.send(decoder.decode(b"", final=True)):
            yield event
        for event in parser.send(None):
            yield event
    finally:
        await response.aclose()


class _AsyncMeteredBytes:
    def __init__(self, metered: AsyncMeteredStream[ServerEvent], passing: _Passing) -> None:
        self._metered = metered
        self._passing = passing

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for event in self._metered:
            text = self._passing.text_of(event)
            if text:
                yield text.encode()
        ending = self._metered.ending
        if ending is not None and ending.end == "paused":
            yield self._passing.tail().encode()

    async def aclose(self) -> None:
        await self._metered.aclose()
