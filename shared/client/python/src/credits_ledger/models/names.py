"""Names of one model: providers, gateways and clouds put prefixes before it and dates after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_MAKERS = (
    "ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|writer|xai|zai"
)


def _without(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return lambda name: compiled.sub("", name, count=1)


def _hyphenated(name: str) -> str:
    """Gateways that write 4.5 for 4-5."""
    return re.sub(r"(?<=[0-9])\.(?=[0-9])", "-", name) if name.startswith("claude-") else name


_SHORTENINGS: Sequence[Callable[[str], str]] = (
    # A provider, gateway or path before it: the last part is the model.
    _without(r"^.*/(?=[^/]+$)"),
    # Bedrock's regions, makers and versions.
    _without(r"^(us|us-gov|eu|apac|ap|jp|au|ca|global)\.(?=[a-z0-9]+\.)"),
    _without(rf"^({_MAKERS})\.(?=[a-z])"),
    _without(r"-v(1|[0-9]+:[0-9]+)$"),
    _without(r":[0-9]+$"),
    # Dates and other marks of one release.
    _without(r"[-@](20[0-9]{6}|20[0-9]{2}-[0-9]{2}-[0-9]{2})$"),
    _without(r"[-@](latest|default|preview-[0-9]{2}-[0-9]{2}|[0-9]{3})$"),
    _hyphenated,
)
"""Each takes away one thing that doesn't name the model, and leaves other names as they are."""

_NAMES_MAX = 32


def model_names(model: str) -> list[str]:
    """The name, then what is left of it with one thing taken away, with two, and so on."""
    names = [model]
    for name in names:
        for shorten in _SHORTENINGS:
            shorter = shorten(name)
            if shorter != "" and shorter not in names and len(names) < _NAMES_MAX:
                names.append(shorter)
    return names


def canonical_model_name(model: str) -> str:
    """The name that is left when all has been taken away."""
    return model_names(model)[-1]
