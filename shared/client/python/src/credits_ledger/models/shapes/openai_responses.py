"""OpenAI's Responses, streamed and whole; xAI and LM Studio answer so too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..parts import Json, at, audio_tokens_in, list_at, text_in, text_of
from ..reported_usage import part, served_by
from ..usage import NO_USAGE, SILENCE, ModelEvent, ReportedUsage, Usage, known
from .openai_chat import read_openai_usage

_FOUND = frozenset(("error", "output", "outputs", "result", "results", "server_label", "tools"))
"""Members of items that tools found: nothing of them is generated."""


def read_openai_responses(event: Json) -> ModelEvent | None:
    if event.get("object") == "response":
        return _whole_response(event)
    kind = text_of(event.get("type"))
    if kind == "keepalive":
        return SILENCE
    if not kind.startswith("response."):
        return None
    if isinstance(event.get("response"), Mapping):
        return _whole_response(event["response"])
    return _piece(kind, event)


def _piece(kind: str, event: Json) -> ModelEvent:
    """Deltas say what is new, under whatever event; the others repeat it, or tell how far a tool has come."""
    if kind == "response.audio.delta":
        return ModelEvent(other_tokens=audio_tokens_in(event.get("delta")))
    if kind.endswith(".delta"):
        return ModelEvent(text=text_in(event))
    if kind == "response.output_item.done":
        counted = _tools_in([event.get("item")])
        return ModelEvent(
            again=text_in(_without_findings(event.get("item"))),
            report=ReportedUsage(Usage(counted), "added") if counted else None,
        )
    return ModelEvent(again=text_in(_without_findings(event)))


def _without_findings(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    return {name: value for name, value in item.items() if name not in _FOUND}


def _tools_in(items: Sequence[Any]) -> dict[str, int]:
    """Each finished call of a tool is one more; the response as a whole then says them all."""
    types = [text_of(at(item).get("type")) for item in items]
    containers = {at(item).get("container_id") for item in items if at(item).get("type") == "code_interpreter_call"}
    return known(
        {
            "web_searches": part(types.count("web_search_call"), len(items)),
            "file_searches": part(types.count("file_search_call"), len(items)),
            "code_sessions": part(len(containers), len(items)),
        }
    )


def _is_beginning(response: Json) -> bool:
    """It answers with the request's own texts and no output yet."""
    return text_of(response.get("status")) in ("queued", "in_progress") or isinstance(
        response.get("output"), (list, tuple)
    )


def _whole_response(response: Json) -> ModelEvent:
    items = [item for item in list_at(response, "output") if isinstance(item, Mapping)]
    said = text_in(response if not items and not _is_beginning(response) else [_without_findings(item) for item in items])
    told = response.get("usage")
    counted = read_openai_usage(told) if isinstance(told, Mapping) else NO_USAGE
    usage = Usage({**_tools_in(items), **counted.counts}, served_by(response.get("service_tier")))
    return ModelEvent(
        again=said,
        report=ReportedUsage(usage, "in-all") if isinstance(told, Mapping) else None,
        is_failure=response.get("status") == "failed",
    )
