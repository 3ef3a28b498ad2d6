"""Bedrock: Converse and ConverseStream, and InvokeModel with its stream, whose bytes hold a model's own answer, Anthropic's,
Nova's, Llama's, Mistral's, Cohere's, Titan's or one like OpenAI's, and Bedrock's own count beside the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..parts import Json, at, count_of, first_count, list_at, parsed_body, text_in, text_of
from ..reported_usage import part, served_by
from ..usage import FAILURE, SILENCE, ModelEvent, ShapeReader, ReportedUsage, Usage, known
from .anthropic import read_anthropic
from .cohere import read_cohere
from .openai_chat import read_openai_chat

_SILENT = ("messageStart", "contentBlockStart", "contentBlockStop", "messageStop")


def read_converse(event: Json) -> ModelEvent | None:
    if isinstance(event.get("contentBlockDelta"), Mapping):
        return ModelEvent(text=text_in(event))
    if isinstance(event.get("metadata"), Mapping):
        return _read(event["metadata"])
    if any(isinstance(event.get(name), Mapping) for name in _SILENT):
        return SILENCE
    if any(name.endswith("Exception") and isinstance(value, Mapping) for name, value in event.items()):
        return FAILURE
    if not isinstance(at(event, "output").get("message"), Mapping):
        return None
    return replace(_read(event), again=text_in(at(event, "output", "message").get("content")))


def _read(metadata: Json) -> ModelEvent:
    usage = metadata.get("usage")
    if not isinstance(usage, Mapping):
        return SILENCE
    served = served_by(at(metadata, "serviceTier").get("type"), at(metadata, "performanceConfig").get("latency"))
    return ModelEvent(report=ReportedUsage(Usage(_converse_counts(usage), served), "in-all"))


def _converse_counts(usage: Json) -> dict[str, int]:
    """The prompt is told without what was read from and written to the cache."""
    written = first_count(usage.get("cacheWriteInputTokens"), usage.get("cacheWriteInputTokenCount"))
    output = first_count(usage.get("outputTokens"))
    return known(
        {
            "input": first_count(usage.get("inputTokens")),
            "output": _output_of(usage) if output is None else output,
            "cached_input": first_count(usage.get("cacheReadInputTokens"), usage.get("cacheReadInputTokenCount")),
            "cache_write": written,
            "cache_write_hour": part(_written_for_an_hour(usage), written or 0),
        }
    )


def _output_of(usage: Json) -> int | None:
    total, prompt = count_of(usage.get("totalTokens")), count_of(usage.get("inputTokens"))
    if total is None or prompt is None:
        return None
    cached = count_of(usage.get("cacheReadInputTokens")) or 0
    rest = total - prompt - cached - (count_of(usage.get("cacheWriteInputTokens")) or 0)
    return rest if rest > 0 else None


def _written_for_an_hour(usage: Json) -> int:
    details = (at(each) for each in list_at(usage, "cacheDetails"))
    return sum(count_of(each.get("inputTokens")) or 0 for each in details if text_of(each.get("ttl")) == "1h")


def read_invoked(event: Json) -> ModelEvent | None:
    inner = at(event, "chunk").get("bytes")
    body = parsed_body(event.get("body") if inner is None else inner)
    return _read_answer(body) if isinstance(body, Mapping) else None


def _read_answer(answer: Json) -> ModelEvent | None:
    metrics = at(answer, "amazon-bedrock-invocationMetrics")
    for family in _FAMILIES:
        event = family(answer)
        if event is not None:
            return _with_metrics(event, metrics)
    return _with_metrics(SILENCE, metrics) if metrics else None


def _with_metrics(event: ModelEvent, metrics: Json) -> ModelEvent:
    """Adds the metrics of an invocation. What the model tells itself goes before."""
    usage = known(
        {
            "input": first_count(metrics.get("inputTokenCount")),
            "output": first_count(metrics.get("outputTokenCount")),
            "cached_input": first_count(metrics.get("cacheReadInputTokenCount")),
            "cache_write": first_count(metrics.get("cacheWriteInputTokenCount")),
        }
    )
    if not usage:
        return event
    own = Usage({}) if event.report is None else event.report.usage
    return replace(event, report=ReportedUsage(own.over(Usage(usage)), "in-all"))


def read_llama(answer: Json) -> ModelEvent | None:
    """Streamed, the prompt comes with the first piece and the count so far with each."""
    if "generation" not in answer:
        return None
    usage = known(
        {
            "input": part(first_count(answer.get("prompt_token_count")), float("inf")),
            "output": first_count(answer.get("generation_token_count")),
        }
    )
    is_last = text_of(answer.get("stop_reason")) != ""
    report = ReportedUsage(Usage(usage), "in-all" if is_last else "so-far") if usage else None
    return ModelEvent(text=text_in(answer["generation"]), report=report)


def _read_mistral_text(answer: Json) -> ModelEvent | None:
    """Its text completions tell no counts."""
    if not isinstance(answer.get("outputs"), (list, tuple)):
        return None
    return ModelEvent(text="".join(map(text_in, list_at(answer, "outputs"))))


def _read_titan(answer: Json) -> ModelEvent | None:
    prompt = first_count(answer.get("inputTextTokenCount"))
    if "outputText" in answer:
        output = first_count(answer.get("totalOutputTextTokenCount"))
        usage = Usage(known({"input": prompt, "output": output}))
        return ModelEvent(text=text_in(answer["outputText"]), report=ReportedUsage(usage, "in-all"))
    if prompt is None:
        return None
    results = [at(each) for each in list_at(answer, "results")]
    output = sum(first_count(each.get("tokenCount")) or 0 for each in results)
    again = text_in([each.get("outputText") for each in results])
    return ModelEvent(again=again, report=ReportedUsage(Usage({"input": prompt, "output": output}), "in-all"))


_FAMILIES: Sequence[ShapeReader] = (
    read_anthropic,
    read_converse,
    read_llama,
    _read_mistral_text,
    _read_titan,
    read_openai_chat,
    read_cohere,
)
