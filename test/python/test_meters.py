"""The meters of SDKs, each with its own package: a full answer, a reader that leaves, zero, an unknown account, a service that is
away; whole, streamed, for threads and for asyncio."""

from __future__ import annotations

import binascii
import json
import struct
import threading
import time
from collections.abc import AsyncIterator, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import anthropic
import openai
import pytest
from conftest import MODEL_URL, AsyncSwitch, Switch, async_client, empty, run, spent

from credits_ledger import AnswerNotUnderstood, CreditsClient, CreditsRefused, Meter, NoAnswer, NotUnderstood
from credits_ledger.anthropic import meter_anthropic
from credits_ledger.bedrock import meter_bedrock
from credits_ledger.openai import _http_of, meter_openai

FULL = Decimal("0.325")
"""100 tokens in and 300 out, at 0.00025 and 0.001."""
MESSAGES: Any = [{"role": "user", "content": "Say it."}]


class Adapter:
    """One way to ask a model, as its user does."""

    def __init__(self, client: CreditsClient) -> None:
        self.client = client

    def stream(self, account_id: str) -> Iterator[str]:
        raise NotImplementedError

    def whole(self, account_id: str) -> str:
        raise NotImplementedError

    def code_of(self, cause: BaseException) -> str:
        return str(getattr(cause, "code", ""))


class OpenAi(Adapter):
    def _sdk(self, account_id: str) -> openai.OpenAI:
        sdk = openai.OpenAI(api_key="none", base_url=f"{MODEL_URL}/v1", max_retries=0)
        return meter_openai(sdk, self.client, account_id)

    def stream(self, account_id: str) -> Iterator[str]:
        with self._sdk(account_id).chat.completions.create(model="gpt-4o", messages=MESSAGES, stream=True) as chunks:
            for chunk in chunks:
                assert chunk.choices, "the usage that only the meter asked for is kept back"
                yield chunk.choices[0].delta.content or ""

    def whole(self, account_id: str) -> str:
        answer = self._sdk(account_id).chat.completions.create(model="gpt-4o", messages=MESSAGES)
        return answer.choices[0].message.content or ""

    def code_of(self, cause: BaseException) -> str:
        return str(cause.code) if isinstance(cause, openai.APIStatusError) else repr(cause)


class Anthropic(Adapter):
    def _sdk(self, account_id: str) -> anthropic.Anthropic:
        sdk = anthropic.Anthropic(api_key="none", base_url=MODEL_URL, max_retries=0)
        return meter_anthropic(sdk, self.client, account_id)

    def stream(self, account_id: str) -> Iterator[str]:
        with self._sdk(account_id).messages.stream(model="gpt-4o", messages=MESSAGES, max_tokens=1_000) as stream:
            yield from stream.text_stream

    def whole(self, account_id: str) -> str:
        answer = self._sdk(account_id).messages.create(model="gpt-4o", messages=MESSAGES, max_tokens=1_000)
        return "".join(block.text for block in answer.content if block.type == "text")

    def code_of(self, cause: BaseException) -> str:
        if not isinstance(cause, anthropic.APIStatusError):
            return repr(cause)
        body: Any = cause.body
        return str(body["error"]["type"])


class BedrockModel(BaseHTTPRequestHandler):
    """Converse and InvokeModel of this machine, over the event stream that AWS speaks."""

    calls = 0

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        type(self).calls += 1
        self.rfile.read(int(self.headers["content-length"]))
        usage = {"inputTokens": 100, "outputTokens": 300, "totalTokens": 400}
        is_streamed = "stream" in self.path
        if not is_streamed and "invoke" in self.path:
            whole = {"content": [{"type": "text", "text": "word " * 300}], "type": "message"}
            self._answer({**whole, "usage": {"input_tokens": 100, "output_tokens": 300}})
        elif not is_streamed:
            message = {"role": "assistant", "content": [{"text": "word " * 300}]}
            self._answer({"output": {"message": message}, "stopReason": "end_turn", "usage": usage, "metrics": {"latencyMs": 1}})
        else:
            self.send_response(200)
            self.send_header("content-type", "application/vnd.amazon.eventstream")
            self.end_headers()
            try:
                for _ in range(300):
                    self._event("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "word"}})
                self._event("messageStop", {"stopReason": "end_turn"})
                self._event("metadata", {"usage": usage, "metrics": {"latencyMs": 1}})
            except OSError:
                pass

    def _answer(self, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _event(self, name: str, body: object) -> None:
        headers = b""
        for key, value in ((":event-type", name), (":content-type", "application/json"), (":message-type", "event")):
            headers += bytes([len(key)]) + key.encode() + b"\x07" + struct.pack(">H", len(value)) + value.encode()
        payload = json.dumps(body).encode()
        prelude = struct.pack(">II", 16 + len(headers) + len(payload), len(headers))
        message = prelude + struct.pack(">I", binascii.crc32(prelude)) + headers + payload
        self.wfile.write(message + struct.pack(">I", binascii.crc32(message)))


_bedrock = ThreadingHTTPServer(("127.0.0.1", 0), BedrockModel)
threading.Thread(target=_bedrock.serve_forever, daemon=True).start()


class Bedrock(Adapter):
    def _sdk(self, account_id: str) -> Any:
        import boto3
        from botocore.config import Config

        runtime = boto3.client(
            "bedrock-runtime",
            region_name="us-east-1",
            endpoint_url=f"http://127.0.0.1:{_bedrock.server_port}",
            aws_access_key_id="none",
            aws_secret_access_key="none",
            config=Config(retries={"max_attempts": 0}),
        )
        return meter_bedrock(runtime, self.client, account_id)

    def stream(self, account_id: str) -> Iterator[str]:
        messages = [{"role": "user", "content": [{"text": "Say it."}]}]
        stream = self._sdk(account_id).converse_stream(modelId="gpt-4o", messages=messages)["stream"]
        try:
            for event in stream:
                yield event.get("contentBlockDelta", {}).get("delta", {}).get("text", "")
        finally:
            stream.close()

    def whole(self, account_id: str) -> str:
        messages = [{"role": "user", "content": [{"text": "Say it."}]}]
        answer = self._sdk(account_id).converse(modelId="gpt-4o", messages=messages)
        return str(answer["output"]["message"]["content"][0]["text"])


ADAPTERS = [OpenAi, Anthropic, Bedrock]


@pytest.mark.parametrize("kind", ADAPTERS)
def test_a_full_answer_is_passed_on_and_charged_exactly(kind: type[Adapter], client: CreditsClient, account: str) -> None:
    adapter = kind(client)
    assert "".join(adapter.stream(account)) == "word" * 300
    assert spent(client, account) == FULL
    assert adapter.whole(account) == "word " * 300
    assert spent(client, account) == 2 * FULL


@pytest.mark.parametrize("kind", ADAPTERS)
def test_a_reader_that_leaves_is_charged_what_had_come(kind: type[Adapter], client: CreditsClient, account: str) -> None:
    read = 0
    pieces = kind(client).stream(account)
    for piece in pieces:
        read += len(piece) // 4
        if read >= 100:
            break
    pieces.close()  # type: ignore[attr-defined]

    assert Decimal("0.1") <= spent(client, account) < FULL


@pytest.mark.parametrize("kind", ADAPTERS)
def test_at_zero_and_of_an_account_that_there_is_not_the_model_is_not_called(
    kind: type[Adapter], client: CreditsClient, account: str
) -> None:
    empty(client, account)
    before = BedrockModel.calls
    for account_id, code in ((account, "insufficient-credits"), ("nobody", "account-not-found")):
        for ask in (lambda each: list(kind(client).stream(each)), kind(client).whole):
            with pytest.raises(Exception) as refused:
                ask(account_id)
            assert kind(client).code_of(refused.value) == code
    assert BedrockModel.calls == before
    assert spent(client, account) == 100


@pytest.mark.parametrize("kind", ADAPTERS)
def test_while_the_service_is_away_the_model_is_not_called(
    kind: type[Adapter], client: CreditsClient, account: str, switch: Switch
) -> None:
    switch.is_away = True
    before = BedrockModel.calls
    with pytest.raises(Exception) as away:
        kind(client).whole(account)
    causes = (away.value, away.value.__cause__)
    assert any(isinstance(cause, NoAnswer) for cause in causes)
    assert BedrockModel.calls == before


@pytest.mark.parametrize("kind", ADAPTERS)
def test_a_stream_that_runs_out_of_credits_ends_with_what_it_had(
    kind: type[Adapter], client: CreditsClient, account: str
) -> None:
    client.debit_credits(account, {"credits": Decimal("98.97"), "category": "ai"})
    with_a_slice = kind(client)
    text = "".join(with_a_slice.stream(account))
    assert "word" in text
    assert spent(client, account) <= 100


def test_invoke_model_is_charged_by_the_models_own_count(client: CreditsClient, account: str) -> None:
    body = json.dumps({"messages": MESSAGES, "max_tokens": 500})
    answer = Bedrock(client)._sdk(account).invoke_model(modelId="gpt-4o", body=body)

    assert json.loads(answer["body"].read())["usage"]["output_tokens"] == 300
    assert spent(client, account) == FULL


def test_async_sdks_are_metered_alike(client: CreditsClient, account: str) -> None:
    async def ask() -> None:
        async with async_client() as other:
            sdk = meter_openai(openai.AsyncOpenAI(api_key="none", base_url=f"{MODEL_URL}/v1"), other, account)
            chunks = await sdk.chat.completions.create(model="gpt-4o", messages=MESSAGES, stream=True)
            text = [chunk.choices[0].delta.content or "" async for chunk in chunks]
            assert "".join(text) == "word" * 300
            claude = meter_anthropic(anthropic.AsyncAnthropic(api_key="none", base_url=MODEL_URL), other, account)
            await claude.messages.create(model="gpt-4o", messages=MESSAGES, max_tokens=1_000)
            left = await sdk.chat.completions.create(model="gpt-4o", messages=MESSAGES, stream=True)
            async with left:
                async for _ in left:
                    break
            with pytest.raises(openai.APIStatusError) as refused:
                nobody = meter_openai(sdk, other, "nobody")
                await nobody.chat.completions.create(model="gpt-4o", messages=MESSAGES)
            assert refused.value.status_code == 404 and refused.value.code == "account-not-found"

    run(ask())
    assert 2 * FULL < spent(client, account) < 3 * FULL


def test_a_first_event_of_no_known_shape_ends_the_call_and_costs_nothing(client: CreditsClient, account: str) -> None:
    meter = Meter(client, account)
    stream = meter.stream("gpt-4o", {"messages": MESSAGES}, lambda: iter([{"said": "Hello"}, {"said": "you"}]))
    with pytest.raises(NotUnderstood):
        next(stream)

    assert stream.ending is not None and stream.ending.end == "not-understood"
    assert spent(client, account) == 0


def test_a_later_one_is_charged_the_larger_of_the_text_and_the_estimate(client: CreditsClient, account: str) -> None:
    meter = Meter(client, account)
    request = {"messages": MESSAGES, "max_tokens": 400}
    chunk = {"choices": [{"delta": {"content": "word"}}]}
    stream = meter.stream("gpt-4o", request, lambda: iter([chunk, {"said": "Hello"}]))
    list(stream)

    assert stream.ending is not None and stream.ending.unknown_events == 1
    assert stream.ending.usage["output"] == 400
    assert spent(client, account) > Decimal("0.4")


def test_a_stream_that_nobody_reads_settles_itself(client: CreditsClient, account: str) -> None:
    meter = Meter(client, account, read_within_seconds=0.2)
    stream = meter.stream("gpt-4o", {"messages": MESSAGES}, lambda: iter(["word"]))

    deadline = time.monotonic() + 10
    while stream.ending is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert stream.ending is not None and stream.ending.end == "stopped"
    assert spent(client, account) == 0
    assert list(stream) == []


def test_one_that_breaks_is_charged_by_what_came_and_its_error_is_kept(client: CreditsClient, account: str) -> None:
    def broken() -> Iterator[Any]:
        for _ in range(10):
            yield {"choices": [{"delta": {"content": "word"}}]}
        raise ConnectionResetError("of the model’s")

    stream = Meter(client, account).stream("gpt-4o", {"messages": MESSAGES}, broken)
    with pytest.raises(ConnectionResetError):
        list(stream)

    assert stream.ending is not None and stream.ending.end == "failed" and stream.ending.is_estimate
    assert Decimal("0.01") <= spent(client, account) <= Decimal("0.02")


class Key:
    def __init__(self, team_id: str | None) -> None:
        self.team_id = team_id
        self.user_id = None


def test_the_litellm_callback_funds_and_charges_calls_of_the_proxy(client: CreditsClient, account: str) -> None:
    from fastapi import HTTPException
    from litellm.types.utils import ModelResponse, ModelResponseStream

    from credits_ledger.litellm import CreditsCallback

    def streamed(content: str, usage: Any = None) -> Any:
        choice = {"index": 0, "delta": {"content": content}, "finish_reason": None}
        more = {} if usage is None else {"usage": usage}
        return ModelResponseStream(id="1", model="gpt-4o", choices=[choice], **more)

    usage = {"prompt_tokens": 100, "completion_tokens": 300, "total_tokens": 400}

    async def chunks() -> AsyncIterator[Any]:
        for _ in range(300):
            yield streamed("word")
        yield streamed("", usage)

    async def proxied() -> None:
        switch = AsyncSwitch()
        async with async_client(switch) as other:
            callback = CreditsCallback(other)
            key: Any = Key(account)

            def asked(call_id: str, **more: Any) -> Any:
                return {"model": "gpt-4o", "messages": MESSAGES, "litellm_call_id": call_id, **more}

            data = await callback.async_pre_call_hook(key, None, asked("1"), "acompletion")
            choice = {"index": 0, "message": {"role": "assistant", "content": "word " * 300}, "finish_reason": "stop"}
            answer = ModelResponse(id="1", model="gpt-4o", choices=[choice], usage=usage)
            assert await callback.async_post_call_success_hook(data, key, answer) is answer

            data = await callback.async_pre_call_hook(key, None, asked("2", stream=True), "acompletion")
            assert data["stream_options"] == {"include_usage": True}
            text = [each async for each in callback.async_post_call_streaming_iterator_hook(key, chunks(), data)]
            assert len(text) == 301

            data = await callback.async_pre_call_hook(key, None, asked("3"), "acompletion")
            await callback.async_post_call_failure_hook(data, RuntimeError("of the provider’s"), key)

            for team, status in (("nobody", 404), (account, 402)):
                if team == account:
                    balance = await other.read_account(account)
                    await other.debit_credits(account, {"credits": balance.available, "category": "ai"})
                with pytest.raises(HTTPException) as refused:
                    await callback.async_pre_call_hook(Key(team), None, asked("4"), "acompletion")
                assert refused.value.status_code == status
            assert await callback.async_pre_call_hook(Key(None), None, asked("5"), "acompletion")
            switch.is_away = True
            with pytest.raises(NoAnswer):
                await callback.async_pre_call_hook(key, None, asked("6"), "acompletion")

    run(proxied())
    entries = client.read_ledger(account).entries
    captured = [entry.credits for entry in entries if entry.type == "capture"]
    assert captured == [FULL, FULL]
    assert sum(1 for entry in entries if entry.type == "release") == 1


http: Any = _http_of(openai.OpenAI(api_key="none")._client)
"""The SDK's own: httpx, or its successor."""
CHUNK = {"choices": [{"index": 0, "delta": {"content": "word"}}]}
WHOLE = {
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "word " * 300}}],
    "usage": {"prompt_tokens": 100, "completion_tokens": 300, "total_tokens": 400},
}


def data(event: object) -> str:
    return f"data: {json.dumps(event)}\n\n"


class Provider(http.BaseTransport):  # type: ignore[misc]
    """A provider that gives one answer, in two pieces."""

    def __init__(self, text: str, breaks: bool = False) -> None:
        self._text = text
        self._breaks = breaks
        self.closed = 0

    def handle_request(self, request: Any) -> Any:
        def pieces() -> Iterator[bytes]:
            content = self._text.encode()
            yield content[:20]
            if self._breaks:
                raise http.ReadError("broken", request=request)
            yield content[20:]

        return http.Response(200, content=pieces(), request=request)

    def close(self) -> None:
        self.closed += 1


def ask(client: CreditsClient, account: str, transport: Any, *, stream: bool, **options: Any) -> bytes:
    own = openai.OpenAI(api_key="none", base_url="http://provider/v1", max_retries=0)
    sdk = meter_openai(own, client, account, transport=transport, **options)
    body = {"model": "gpt-4o", "messages": MESSAGES, "max_tokens": 500, "stream": stream}
    with sdk._client.stream("POST", "http://provider/v1/chat/completions", json=body) as response:
        return b"".join(response.iter_bytes())


@pytest.mark.parametrize("text", [json.dumps(WHOLE), json.dumps(WHOLE).replace(",", ",\n\n", 1)])
def test_a_whole_answer_where_a_stream_was_asked_for_is_charged_by_its_own_count(
    client: CreditsClient, account: str, text: str
) -> None:
    assert ask(client, account, Provider(text), stream=True).decode() == text
    assert spent(client, account) == FULL


@pytest.mark.parametrize(
    "text",
    ["<html>\n\n<p>Hello</p></html>", "data: Hello you\n\ndata: [DONE]\n\n", '{"said":"Hello"}\n{"said":"you"}\n'],
)
def test_what_is_neither_stream_nor_answer_ends_the_call(client: CreditsClient, account: str, text: str) -> None:
    with pytest.raises(NotUnderstood):
        ask(client, account, Provider(text), stream=True)
    assert spent(client, account) == 0


def test_text_among_the_events_counts_as_what_was_estimated(client: CreditsClient, account: str) -> None:
    text = data(CHUNK) + "data: Hello you\n\ndata: [DONE]\n\n"
    assert ask(client, account, Provider(text), stream=True).decode() == text
    assert spent(client, account) > Decimal("0.5")


def test_only_the_usage_that_the_meter_asked_for_is_kept_back(client: CreditsClient, account: str) -> None:
    filters = data({"choices": [], "prompt_filter_results": []})
    usage = data({"choices": [], "usage": WHOLE["usage"]})
    text = ask(client, account, Provider(filters + data(CHUNK) + usage), stream=True)

    assert text.decode() == filters + data(CHUNK)
    assert spent(client, account) == FULL


def test_nothing_but_comments_costs_nothing(client: CreditsClient, account: str) -> None:
    ask(client, account, Provider(": waiting\n\ndata: [DONE]\n\n"), stream=True)
    assert spent(client, account) == 0


def test_an_answer_that_breaks_while_it_is_read_costs_its_estimate(client: CreditsClient, account: str) -> None:
    with pytest.raises(http.ReadError):
        ask(client, account, Provider(json.dumps(WHOLE), breaks=True), stream=False)
    assert spent(client, account) > Decimal("0.5")


def test_async_answers_that_break_or_come_whole_are_charged_alike(client: CreditsClient, account: str) -> None:
    class AsyncProvider(http.AsyncBaseTransport):  # type: ignore[misc]
        def __init__(self, breaks: bool) -> None:
            self._breaks = breaks

        async def handle_async_request(self, request: Any) -> Any:
            async def pieces() -> AsyncIterator[bytes]:
                yield json.dumps(WHOLE).encode()
                if self._breaks:
                    raise http.ReadError("broken", request=request)

            return http.Response(200, content=pieces(), request=request)

    async def ask_both() -> None:
        async with async_client() as other:
            for breaks, stream in ((False, True), (True, False)):
                own = openai.AsyncOpenAI(api_key="none", base_url="http://provider/v1", max_retries=0)
                sdk = meter_openai(own, other, account, transport=AsyncProvider(breaks))
                body = {"model": "gpt-4o", "messages": MESSAGES, "max_tokens": 500, "stream": stream}
                asked = sdk._client.post("http://provider/v1/chat/completions", json=body)
                if breaks:
                    with pytest.raises(http.ReadError):
                        await asked
                else:
                    assert (await asked).json() == WHOLE

    run(ask_both())
    assert spent(client, account) > FULL + Decimal("0.5")


def test_an_answer_of_no_known_shape_is_charged_its_estimate_and_told(client: CreditsClient, account: str) -> None:
    told: list[BaseException] = []
    meter = Meter(client, account, on_unsettled=lambda trouble, _: told.append(trouble))
    answer = meter.answer("gpt-4o", {"messages": MESSAGES, "max_tokens": 500}, lambda: {"said": "Hello"})

    assert answer == {"said": "Hello"}
    assert isinstance(told[0], AnswerNotUnderstood)
    assert spent(client, account) > Decimal("0.5")


def test_the_sdks_own_way_to_its_provider_is_kept_and_closed(client: CreditsClient, account: str) -> None:
    heard: list[str] = []
    way = Provider(json.dumps(WHOLE))
    http_client = http.Client(transport=way, event_hooks={"request": [lambda request: heard.append(request.url.path)]})
    own = openai.OpenAI(api_key="none", base_url="http://provider/v1", max_retries=0, http_client=http_client)
    with meter_openai(own, client, account) as sdk:
        sdk.chat.completions.create(model="gpt-4o", messages=MESSAGES)
        assert way.closed == 0

    assert heard == ["/v1/chat/completions"]
    assert way.closed == 1 and http_client.is_closed
    assert spent(client, account) == FULL

    given = Provider(json.dumps(WHOLE))
    with meter_openai(own, client, account, transport=given) as sdk:
        sdk.chat.completions.create(model="gpt-4o", messages=MESSAGES)
    assert given.closed == 1


def test_a_client_of_the_other_kind_is_refused_by_name(client: CreditsClient, account: str) -> None:
    with pytest.raises(TypeError, match="AsyncCreditsClient"):
        meter_openai(openai.AsyncOpenAI(api_key="none"), client, account)


def test_nothing_is_held_that_a_refusal_named(client: CreditsClient, account: str) -> None:
    with pytest.raises(CreditsRefused):
        Meter(client, "nobody").answer("gpt-4o", {"messages": MESSAGES}, lambda: {})
    assert spent(client, account) == 0
