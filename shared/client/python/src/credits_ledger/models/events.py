"""Finds out whose event, or whole answer, it is, and reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .parts import plain
from .shapes.anthropic import read_anthropic
from .shapes.bedrock import read_converse, read_invoked, read_llama
from .shapes.cohere import read_cohere
from .shapes.gemini import read_gemini
from .shapes.ollama import read_ollama
from .shapes.openai_chat import read_openai_chat
from .shapes.openai_media import read_openai_media
from .shapes.openai_responses import read_openai_responses
from .usage import FAILURE, ModelEvent, ShapeReader

_SHAPES: Sequence[ShapeReader] = (
    read_invoked,
    read_openai_chat,
    read_openai_responses,
    read_anthropic,
    read_converse,
    read_gemini,
    read_cohere,
    read_ollama,
    read_openai_media,
    read_llama,
)
"""In this order: the first that knows it reads it."""


def read_model_event(event: Any) -> ModelEvent | None:
    """None for what no shape knows. Text alone is what was generated."""
    if isinstance(event, str):
        return ModelEvent(text=event)
    value = plain(event)
    if not isinstance(value, Mapping):
        return None
    for shape in _SHAPES:
        read = shape(value)
        if read is not None:
            return read
    error = value.get("error")
    return FAILURE if isinstance(error, Mapping) or (isinstance(error, str) and error != "") else None
