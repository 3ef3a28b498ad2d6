"""OpenAI's chat completions, streamed and whole, and the legacy completions; so do Groq, DeepSeek, Mistral, Moonshot, xAI,
OpenRouter, vLLM, Perplexity, LiteLLM and Ollama's `/v1` answer, each with some members of its own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from ..parts import Json, at, audio_tokens_in, first_count, list_at, text_in, text_of
from ..reported_usage import from_inclusive, served_by, some
from ..usage import ModelEvent, Usage, known, usage_in_all


def read_openai_chat(event: Json) -> ModelEvent | None:
    has_choices = isinstance(event.get("choices"), (list, tuple))
    if not has_choices and not text_of(event.get("object")).startswith("chat.completion"):
        return None
    choices = list_at(event, "choices")
    usage = _usage_in(event, choices)
    if usage is not None:
        usage = Usage(usage.counts, served_by(event.get("service_tier")))
    return ModelEvent(
        text="".join(map(_generated, choices)) if has_choices else text_in(event),
        other_tokens=sum(map(_audio_tokens, choices)),
        report=None if usage is None else usage_in_all(usage),
    )


def _generated(choice: Any) -> str:
    """Whatever a choice says, under `delta`, `message`, `text` or a name not known here."""
    if not isinstance(choice, Mapping):
        return text_in(choice)
    rest = {name: value for name, value in choice.items() if name not in ("usage", "delta")}
    delta = choice.get("delta")
    if not isinstance(delta, Mapping):
        return text_in(rest) + text_in(delta)
    # OpenRouter says reasoning in two ways at once.
    said = text_in({name: value for name, value in delta.items() if name != "reasoning_details"})
    return text_in(rest) + (said or text_in(delta.get("reasoning_details")))


def _audio_tokens(choice: Any) -> int:
    data = at(choice, "delta", "audio").get("data")
    return audio_tokens_in(data if data is not None else at(choice, "message", "audio").get("data"))


def _usage_in(event: Json, choices: Sequence[Any]) -> Usage | None:
    """Groq and Moonshot tell under names of their own."""
    candidates = (event.get("usage"), at(event, "x_groq").get("usage"), *(at(each).get("usage") for each in choices))
    usage = next((each for each in candidates if isinstance(each, Mapping)), None)
    return None if usage is None else read_openai_usage(usage)


def read_openai_usage(usage: Json) -> Usage:
    """A usage of either OpenAI API, with what others add to it."""
    prompt = {
        **at(usage, "input_token_details"),
        **at(usage, "input_tokens_details"),
        **at(usage, "prompt_tokens_details"),
    }
    output = {**at(usage, "output_tokens_details"), **at(usage, "completion_tokens_details")}
    counted = from_inclusive(
        {
            "prompt": first_count(usage.get("prompt_tokens"), usage.get("input_tokens")),
            "output": first_count(usage.get("completion_tokens"), usage.get("output_tokens")),
            "total": first_count(usage.get("total_tokens")),
            "cached": first_count(
                prompt.get("cached_tokens"),
                usage.get("cached_tokens"),
                usage.get("prompt_cache_hit_tokens"),
                usage.get("cache_read_input_tokens"),
            ),
            "written": first_count(
                prompt.get("cache_write_tokens"),
                prompt.get("cache_creation_tokens"),
                prompt.get("cache_creation_input_tokens"),
                usage.get("cache_creation_input_tokens"),
                usage.get("cache_write_tokens"),
            ),
            "written_for_an_hour": first_count(
                at(prompt, "cache_creation_token_details").get("ephemeral_1h_input_tokens"),
                at(usage, "cache_creation").get("ephemeral_1h_input_tokens"),
            ),
            "reasoning": first_count(output.get("reasoning_tokens"), usage.get("reasoning_tokens")),
            "input_audio": first_count(prompt.get("audio_tokens")),
            "input_image": first_count(prompt.get("image_tokens")),
            "input_video": first_count(prompt.get("video_tokens")),
            "cached_audio": first_count(at(prompt, "cached_tokens_details").get("audio_tokens")),
            "output_audio": first_count(output.get("audio_tokens")),
            "output_image": first_count(output.get("image_tokens")),
            "output_video": first_count(output.get("video_tokens")),
        }
    )
    return Usage({**counted.counts, **_things_counted(usage)})


def _things_counted(usage: Json) -> dict[str, int]:
    tools = {**at(usage, "server_side_tool_usage_details"), **at(usage, "server_tool_use")}
    is_duration = usage.get("type") == "duration"
    return known(
        {
            "web_searches": some(
                tools.get("web_search_requests"), tools.get("web_search_calls"), usage.get("num_search_queries")
            ),
            "file_searches": some(tools.get("file_search_calls")),
            "code_sessions": some(tools.get("code_interpreter_calls")),
            "citation_tokens": some(usage.get("citation_tokens")),
            "audio_seconds": some(whole_seconds(usage.get("seconds")))
            if is_duration
            else some(usage.get("prompt_audio_seconds")),
        }
    )


def whole_seconds(value: Any) -> int | None:
    """Begun seconds count."""
    try:
        return math.ceil(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
