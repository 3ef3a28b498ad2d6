"""Members of what a provider sent, read without trusting any of it."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

COUNT_MAX = 1_000_000_000_000
"""As many as any quantity may be (R3)."""

_SAFE_MAX = 2**53 - 1
_DEPTH_MAX = 12

_SILENT_NAMES = frozenset(
    """
    amazon-bedrock-invocationMetrics annotations b64_json automaticFunctionCallingHistory call_id caller citation
    citations container_id createTime created_at data done_reason encrypted_content event_id event_type expires_at
    file_id finishReason finish_reason format groundingMetadata id index item_id logprobs generation_id meta mimeType
    mime_type model modelVersion native_finish_reason obfuscation object partial_image_b64 promptFeedback provider
    providerMetadata redactedContent responseId response_id role sdkHttpResponse service_tier signature stop_reason
    system_fingerprint thoughtSignature thought_signature toolUseId tool_call_id type url usage usageMetadata x_groq
    """.split()
)
"""Names under which no shape says anything that was generated."""

_ARGUMENT_NAMES = frozenset(("args", "arguments", "input"))
"""The arguments of a tool are generated, names and all."""


def plain(value: Any) -> Any:
    """The mapping that the provider sent, of what an SDK hands out as an object."""
    dump = getattr(value, "model_dump", None)
    if callable(dump):
        return dump(exclude_unset=True, warnings=False) if _takes_warnings(value) else dump(exclude_unset=True)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return value


def _takes_warnings(value: Any) -> bool:
    return hasattr(value, "__pydantic_fields_set__")


def at(value: Any, *path: str) -> Json:
    """The object at a path; an empty one where there is none."""
    current = value
    for name in path:
        current = current.get(name) if isinstance(current, Mapping) else None
    return current if isinstance(current, Mapping) else {}


def list_at(value: Any, name: str) -> Sequence[Any]:
    found = value.get(name) if isinstance(value, Mapping) else None
    return found if isinstance(found, (list, tuple)) else ()


def count_of(value: Any) -> int | None:
    """A whole number that a quantity can be, also as text, as protocol buffers write long ones."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,13}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, float):
        if not value.is_integer():
            return None
        value = int(value)
    return value if 0 <= value <= COUNT_MAX else None


def first_count(*values: Any) -> int | None:
    """The first that is a count."""
    for value in values:
        count = count_of(value)
        if count is not None:
            return count
    return None


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def length_of(text: str) -> int:
    """In UTF-16 units, as the other client counts, so that both charge alike."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def rounded(number: float) -> int:
    """To the nearest whole number, halves up."""
    return math.floor(number + 0.5)


def text_in(value: Any, depth: int = 0) -> str:
    """All text in a piece of what was generated, whatever the names of its members: what a provider renames or adds is
    counted too. Left out is what only labels it."""
    if isinstance(value, str):
        return value
    if depth == _DEPTH_MAX:
        return ""
    if isinstance(value, (list, tuple)):
        return "".join(text_in(each, depth + 1) for each in value)
    if not isinstance(value, Mapping):
        return ""
    return "".join(_text_of_member(name, each, depth) for name, each in value.items())


def _text_of_member(name: str, value: Any, depth: int) -> str:
    if name in _SILENT_NAMES:
        return ""
    if name in _ARGUMENT_NAMES and isinstance(value, Mapping) and len(value) > 0:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=str)
    return text_in(value, depth + 1)


_CHARACTERS_PER_AUDIO_TOKEN = 3_200
"""24,000 samples of 16 bits a second, in base 64, at 20 tokens a second."""


def audio_tokens_in(data: Any) -> int:
    """The tokens that audio in base 64 is expected to come to, until the provider tells."""
    length = len(text_of(data))
    return 0 if length == 0 else max(1, rounded(length / _CHARACTERS_PER_AUDIO_TOKEN))


def parsed_body(body: Any) -> Any:
    """An answer's body in bytes or text, as JSON; None for anything else."""
    if not isinstance(body, (bytes, bytearray, str)):
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None
