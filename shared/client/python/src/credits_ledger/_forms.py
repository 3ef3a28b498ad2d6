"""How providers speak over HTTP: an error of the SDK's kind, the end of a stream that paused, and server-sent events."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from ._answers import Problem
from .stream import NO_EVENT


@dataclass(frozen=True)
class ProviderForm:
    refusal: Callable[[Problem], Any]
    """Makes an error of the SDK's kind of a problem."""
    paused_tail: Callable[[Any], str]
    """Ends a stream that paused, after its last event."""
    ask_for_usage: Callable[[dict[str, Any]], bool] = lambda _: False
    """Makes a streamed answer tell its usage at its end; true when the request had not asked for that."""
    is_usage_only: Callable[[Any], bool] = lambda _: False
    """An event that came only because of that."""


@dataclass(frozen=True)
class ServerEvent:
    raw: str
    """As it came, with what came before it and carried no event."""
    value: Any
    """Its data; `NO_EVENT` where it carries none."""


def value_of(event: ServerEvent) -> Any:
    return event.value


_END = re.compile(r"\r?\n\r?\n")
_LINE = re.compile(r"\r?\n")
_FIELD = re.compile(r":|(?:data|event|id|retry)(?::|$)|$")


def server_events() -> Generator[list[ServerEvent], str | None, None]:
    """Takes pieces of text, gives the events that they complete; None is the end. What carries no event, as a comment, waits
    for the next that does, so that nothing is passed on before one was understood. Data that is no object, and a body that is
    no stream of events, are an event too, of what can be read of them: nobody knows what they cost."""
    rest = waiting = ""
    is_stream, has_event = True, False
    events: list[ServerEvent] = []
    while True:
        text = yield events
        events = []
        is_end = text is None
        rest += text or ""
        while True:
            found = _END.search(rest)
            if found is None and not (is_end and rest):
                break
            at = len(rest) if found is None else found.end()
            raw, rest = rest[:at], rest[at:]
            is_stream = is_stream and (has_event or _is_block(raw))
            value = _data_in(raw) if is_stream else NO_EVENT
            if value is NO_EVENT:
                waiting += raw
            else:
                has_event = True
                events.append(ServerEvent(waiting + raw, value))
                waiting = ""
        if is_end:
            if waiting:
                events.append(ServerEvent(waiting, NO_EVENT if is_stream else _object_in(waiting)))
            yield events
            return


def _is_block(raw: str) -> bool:
    """True for what is written as server-sent events are."""
    return all(_FIELD.match(line) for line in _LINE.split(raw))


def _data_in(raw: str) -> Any:
    data = "\n".join(line[5:].lstrip() for line in _LINE.split(raw) if line.startswith("data:"))
    if data == "[DONE]" or (data == "" and _is_block(raw)):
        return NO_EVENT
    return _object_in(data, raw)


def _object_in(text: str, raw: str | None = None) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {"unreadable": text if raw is None else raw}


def _openai_refusal(problem: Problem) -> Any:
    whole = problem.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        "error": {
            "message": problem.detail,
            "type": "credits",
            "code": problem.code,
            "param": None,
            "problem": whole,
        }
    }


def _openai_asks(request: dict[str, Any]) -> bool:
    # The older API alone tells nothing unless it is asked to.
    if not isinstance(request.get("messages"), list):
        return False
    asked = request.get("stream_options") or {}
    if asked.get("include_usage") is True:
        return False
    request["stream_options"] = {**asked, "include_usage": True}
    return True


def _openai_tail(last: Any) -> str:
    if not isinstance(last, dict) or "choices" not in last:
        return ""
    choice = {"index": 0, "delta": {}, "finish_reason": "length", "logprobs": None}
    chunk = {**{name: last.get(name) for name in ("id", "created", "model")}, "object": "chat.completion.chunk"}
    return f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\ndata: [DONE]\n\n"


def _is_openai_usage(event: Any) -> bool:
    """Others come without choices too, as the first of Azure's, which tells of its filters."""
    return isinstance(event, dict) and event.get("choices") == [] and isinstance(event.get("usage"), dict)


OPENAI = ProviderForm(
    refusal=_openai_refusal,
    ask_for_usage=_openai_asks,
    is_usage_only=_is_openai_usage,
    paused_tail=_openai_tail,
)


def _anthropic_refusal(problem: Problem) -> Any:
    whole = problem.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"type": "error", "error": {"type": problem.code, "message": problem.detail, "problem": whole}}


def _anthropic_tail(last: Any) -> str:
    event = last if isinstance(last, dict) else {}
    is_open = event.get("type") in ("content_block_delta", "content_block_start")
    events: list[dict[str, Any]] = [
        *([{"type": "content_block_stop", "index": event.get("index", 0)}] if is_open else []),
        {"type": "message_delta", "delta": {"stop_reason": "max_tokens", "stop_sequence": None}, "usage": {}},
        {"type": "message_stop"},
    ]
    return "".join(f"event: {each['type']}\ndata: {json.dumps(each)}\n\n" for each in events)


ANTHROPIC = ProviderForm(refusal=_anthropic_refusal, paused_tail=_anthropic_tail)
