"""Ollama's chat, generate and embed, streamed and whole."""

from __future__ import annotations

from collections.abc import Mapping

from ..parts import Json, first_count, text_in
from ..usage import ModelEvent, Usage, known, usage_in_all


def read_ollama(event: Json) -> ModelEvent | None:
    is_answer = isinstance(event.get("done"), bool) and (isinstance(event.get("message"), Mapping) or "response" in event)
    is_embedding = "prompt_eval_count" in event and ("embeddings" in event or "embedding" in event)
    if not is_answer and not is_embedding:
        return None
    usage = known(
        {
            "input": first_count(event.get("prompt_eval_count")),
            "output": 0 if is_embedding else first_count(event.get("eval_count")),
        }
    )
    return ModelEvent(text="" if is_embedding else text_in(event), report=usage_in_all(Usage(usage)))
