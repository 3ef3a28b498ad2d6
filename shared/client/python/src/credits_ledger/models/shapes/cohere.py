"""Cohere's Chat, version 2 and 1, streamed and whole, its embeddings and rankings, and its answers on Bedrock."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..parts import Json, at, first_count, text_in, text_of
from ..reported_usage import from_inclusive, some
from ..usage import SILENCE, ModelEvent, ReportedUsage, Usage, known

_SILENT = frozenset(
    """
    message-start content-end tool-call-end citation-start citation-end debug stream-start search-queries-generation
    search-results citation-generation tool-calls-generation
    """.split()
)
_PIECES = re.compile(r"content-start|content-delta|tool-plan-delta|tool-call-start|tool-call-delta")


def read_cohere(event: Json) -> ModelEvent | None:
    kind = text_of(event.get("type")) or text_of(event.get("event_type"))
    if kind == "message-end":
        return replace(_telling(at(event, "delta").get("usage")), again=text_in(event))
    if kind == "stream-end":
        return replace(_telling(at(event, "response").get("meta")), again=text_in(event))
    if kind in ("text-generation", "tool-calls-chunk") or (_PIECES.fullmatch(kind) and "delta" in event):
        return ModelEvent(text=text_in(event))
    if kind in _SILENT and "toolCallId" not in event:
        return SILENCE
    return _whole(event)


def _whole(event: Json) -> ModelEvent | None:
    message, usage = event.get("message"), event.get("usage")
    if isinstance(message, Mapping) and isinstance(usage, Mapping) and "finish_reason" in event:
        return replace(_telling(usage), again=text_in(message))
    if isinstance(event.get("generations"), (list, tuple)):
        return _generated(event["generations"])
    if isinstance(at(event, "meta").get("billed_units"), Mapping):
        return replace(_telling(event["meta"]), again=text_in(event.get("text")))
    text = event.get("text")
    if isinstance(text, str) and any(name in event for name in ("is_finished", "generation_id", "response_id")):
        return ModelEvent(text=text)
    return None


def _generated(generations: Sequence[Any]) -> ModelEvent:
    """Command's own answer: a stream's generations say whether they are finished, and hold a piece each."""
    text = text_in(generations)
    if any(isinstance(generation, Mapping) and "is_finished" in generation for generation in generations):
        return ModelEvent(text=text)
    return ModelEvent(again=text)


def _telling(usage: Any) -> ModelEvent:
    """Reads usage: billed counts go before those of the model."""
    if not isinstance(usage, Mapping):
        return SILENCE
    billed, tokens = at(usage, "billed_units"), at(usage, "tokens")
    is_billed = "input_tokens" in billed or "output_tokens" in billed
    counts = billed if is_billed else tokens
    things = known({"queries": some(billed.get("search_units")), "images": some(billed.get("images"))})
    prompt = first_count(counts.get("input_tokens"))
    output = first_count(counts.get("output_tokens"))
    if output is None and prompt is not None:
        output = 0
    cached = None if is_billed else first_count(usage.get("cached_tokens"))
    counted = from_inclusive({"prompt": prompt, "output": output, "cached": cached})
    return ModelEvent(report=ReportedUsage(Usage({**counted.counts, **things}), "in-all"))
