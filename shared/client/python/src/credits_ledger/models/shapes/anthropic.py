"""Anthropic's Messages, streamed and whole, from its own API, Bedrock's InvokeModel or Vertex."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..parts import Json, at, first_count, text_in, text_of
from ..reported_usage import part, served_by, some
from ..usage import SILENCE, How, ModelEvent, ReportedUsage, Usage, known


def _start_text(block: Json) -> str:
    """A block begins empty, or with its first words; what a tool of the server found isn't generated."""
    return text_of(block.get("text")) + text_of(block.get("thinking"))


def _telling(usage: Any, how: How) -> ReportedUsage | None:
    return ReportedUsage(read_anthropic_usage(usage), how) if isinstance(usage, Mapping) else None


_READERS: Mapping[str, Callable[[Json], ModelEvent]] = {
    "message": lambda event: ModelEvent(
        again=text_in(event.get("content")), report=_telling(event.get("usage"), "in-all")
    ),
    "message_start": lambda event: ModelEvent(report=_telling(at(event, "message").get("usage"), "so-far")),
    "content_block_start": lambda event: ModelEvent(text=_start_text(at(event, "content_block"))),
    "content_block_delta": lambda event: ModelEvent(text=text_in(event)),
    "content_block_stop": lambda _: SILENCE,
    "message_delta": lambda event: ModelEvent(report=_telling(event.get("usage"), "in-all")),
    "message_stop": lambda _: SILENCE,
    "ping": lambda _: SILENCE,
}
"""A type that isn't here is unknown."""


def read_anthropic(event: Json) -> ModelEvent | None:
    kind = text_of(event.get("type"))
    if kind == "message" and not isinstance(event.get("content"), (list, tuple)):
        return None
    reader = _READERS.get(kind)
    return None if reader is None else reader(event)


def read_anthropic_usage(usage: Json) -> Usage:
    """The prompt is told without what was read from and written to the cache."""
    written = first_count(usage.get("cache_creation_input_tokens"))
    output = first_count(usage.get("output_tokens"))
    tools = at(usage, "server_tool_use")
    hour = first_count(at(usage, "cache_creation").get("ephemeral_1h_input_tokens"))
    region = text_of(usage.get("inference_geo"))
    has_region = re.fullmatch(r"[a-z]{2,10}", region) is not None and region != "global"
    counts = known(
        {
            "input": first_count(usage.get("input_tokens")),
            "output": output,
            "cached_input": first_count(usage.get("cache_read_input_tokens")),
            "cache_write": written,
            "cache_write_hour": part(hour, float("inf") if written is None else written),
            "reasoning": part(first_count(at(usage, "output_tokens_details").get("thinking_tokens")), output or 0),
            "web_searches": some(tools.get("web_search_requests")),
            "code_sessions": some(tools.get("code_execution_requests")),
        }
    )
    return Usage(counts, served_by(usage.get("service_tier"), usage.get("speed")) + ((region,) if has_region else ()))
