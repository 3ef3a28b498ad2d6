"""Gemini's and Vertex's GenerateContent, streamed and whole, its Live messages, embeddings and images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..parts import Json, at, count_of, first_count, list_at, text_in, text_of
from ..reported_usage import from_inclusive, served_by, some
from ..usage import NO_USAGE, SILENCE, ModelEvent, ReportedUsage, Usage, known, usage_in_all

_MEMBERS = (
    "candidates",
    "generatedImages",
    "goAway",
    "promptFeedback",
    "serverContent",
    "sessionResumptionUpdate",
    "setupComplete",
    "usageMetadata",
)


def read_gemini(event: Json) -> ModelEvent | None:
    # The older Vertex SDK puts a whole answer into one of its own.
    inner = at(event, "response")
    if "candidates" in inner:
        return read_gemini(inner)
    if "totalTokens" in event and "cachedContentTokenCount" in event:
        return SILENCE
    if not any(isinstance(event.get(name), (Mapping, list, tuple)) for name in _MEMBERS):
        return None
    candidates = list_at(event, "candidates")
    contents = [at(each).get("content") for each in candidates]
    text = text_in(event)
    live = at(event, "serverContent", "modelTurn")
    return ModelEvent(
        text=text,
        other_tokens=_data_in([*contents, live]) if text == "" else 0,
        report=_telling(event, candidates),
    )


def _data_in(contents: Sequence[Any]) -> int:
    """Pieces of audio or images: a token each, until it tells."""
    parts = (part for content in contents for part in list_at(at(content), "parts"))
    return sum(1 for part in parts if isinstance(at(part).get("inlineData"), Mapping))


def _telling(event: Json, candidates: Sequence[Any]) -> ReportedUsage | None:
    searches = sum(len(list_at(at(each, "groundingMetadata"), "webSearchQueries")) for each in candidates)
    counted = known(
        {
            "web_searches": some(searches),
            "searched_prompts": None if searches == 0 else 1,
            "images": some(len(list_at(event, "generatedImages"))),
        }
    )
    told = event.get("usageMetadata")
    usage = read_gemini_usage(told) if isinstance(told, Mapping) else NO_USAGE
    return usage_in_all(Usage({**usage.counts, **counted}, usage.served))


def read_gemini_usage(usage: Json) -> Usage:
    """The prompt includes what was cached; what tools read comes on top of it, and thoughts on top of the answer."""
    prompt = count_of(usage.get("promptTokenCount"))
    answer = first_count(usage.get("candidatesTokenCount"), usage.get("responseTokenCount"))
    thoughts = count_of(usage.get("thoughtsTokenCount"))
    output = None if answer is None and thoughts is None else (answer or 0) + (thoughts or 0)

    def of(name: str, modality: str) -> int | None:
        details = (at(each) for each in list_at(usage, name))
        found = next((each for each in details if text_of(each.get("modality")).upper() == modality), {})
        return count_of(found.get("tokenCount"))

    has_candidates = isinstance(usage.get("candidatesTokensDetails"), (list, tuple))
    answered = "candidatesTokensDetails" if has_candidates else "responseTokensDetails"
    counted = from_inclusive(
        {
            "prompt": None if prompt is None else prompt + (count_of(usage.get("toolUsePromptTokenCount")) or 0),
            "output": output,
            "total": count_of(usage.get("totalTokenCount")),
            "cached": count_of(usage.get("cachedContentTokenCount")),
            "reasoning": thoughts,
            "input_audio": of("promptTokensDetails", "AUDIO"),
            "input_image": of("promptTokensDetails", "IMAGE"),
            "input_video": of("promptTokensDetails", "VIDEO"),
            "cached_audio": of("cacheTokensDetails", "AUDIO"),
            "output_audio": of(answered, "AUDIO"),
            "output_image": of(answered, "IMAGE"),
            "output_video": of(answered, "VIDEO"),
        }
    )
    return Usage(counted.counts, served_by(usage.get("trafficType"), usage.get("serviceTier")))
