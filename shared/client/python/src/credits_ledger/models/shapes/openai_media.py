"""OpenAI's embeddings, images, transcripts and speech; streamed where they stream."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..parts import Json, audio_tokens_in, list_at, text_in, text_of
from ..usage import NO_USAGE, SILENCE, ModelEvent, ReportedUsage, Usage, usage_in_all
from .openai_chat import read_openai_usage, whole_seconds


def read_openai_media(event: Json) -> ModelEvent | None:
    kind = text_of(event.get("type"))
    has_data = isinstance(event.get("data"), (list, tuple))
    if re.match(r"image_(generation|edit)\.", kind):
        return _image(kind, event)
    if kind.startswith("transcript.text."):
        return _transcript(kind, event)
    if kind.startswith("speech.audio."):
        return _speech(kind, event)
    if event.get("object") == "list" and has_data:
        return _telling(event, {})
    if has_data and "created" in event:
        return _pictures(event)
    if isinstance(event.get("text"), str) and (isinstance(event.get("usage"), Mapping) or "duration" in event):
        return _transcribed(event)
    return None


def _image(kind: str, event: Json) -> ModelEvent:
    """Until the provider tells, an image is one token."""
    if not kind.endswith(".completed"):
        return SILENCE
    return replace(_drawn(_telling(event, {"images": 1})), other_tokens=1)


def _drawn(event: ModelEvent) -> ModelEvent:
    """Tokens that it doesn't tell apart are of the image."""
    if event.report is None:
        return event
    usage = event.report.usage
    if usage.get("output_image") is not None or not usage["output"]:
        return event
    return replace(event, report=ReportedUsage(usage.with_counts(output_image=usage["output"]), event.report.how))


def _pictures(event: Json) -> ModelEvent:
    images = len(list_at(event, "data"))
    return replace(_drawn(_telling(event, {} if images == 0 else {"images": images})), other_tokens=images)


def _transcript(kind: str, event: Json) -> ModelEvent:
    if kind.endswith(".delta"):
        return ModelEvent(text=text_in(event))
    return replace(_telling(event, {}), again=text_in(event.get("text"))) if kind.endswith(".done") else SILENCE


def _transcribed(event: Json) -> ModelEvent:
    read = _telling(event, {})
    usage = read.report.usage if read.report is not None else NO_USAGE
    seconds = usage.get("audio_seconds") or whole_seconds(event.get("duration"))
    again = text_in(event.get("text"))
    if seconds is None or seconds <= 0 or usage.get("input") is not None:
        return replace(read, again=again)
    return ModelEvent(again=again, report=ReportedUsage(Usage({"input": 0, "output": 0, "audio_seconds": seconds}), "in-all"))


def _speech(kind: str, event: Json) -> ModelEvent:
    if kind.endswith(".delta"):
        return ModelEvent(other_tokens=audio_tokens_in(event.get("audio")))
    told = _telling(event, {}).report
    if told is None or told.usage.get("output") is None:
        return SILENCE
    return ModelEvent(report=ReportedUsage(told.usage.with_counts(output_audio=told.usage["output"]), told.how))


def _telling(event: Json, more: Mapping[str, int]) -> ModelEvent:
    told = event.get("usage")
    counts = read_openai_usage(told).counts if isinstance(told, Mapping) else {}
    # An answer that has no output of tokens says none.
    output = {"output": 0} if "input" in counts and "output" not in counts else {}
    return ModelEvent(report=usage_in_all(Usage({**output, **counts, **more})))
