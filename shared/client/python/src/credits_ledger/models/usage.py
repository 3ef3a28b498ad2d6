"""The usage of a model's answer: the words that every provider's shape is read into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .parts import Json

PART_OF: Mapping[str, str] = {
    "input_audio": "input",
    "input_image": "input",
    "input_video": "input",
    "cached_audio": "cached_input",
    "cache_write_hour": "cache_write",
    "reasoning": "output",
    "output_audio": "output",
    "output_image": "output",
    "output_video": "output",
}
"""Parts of a count that may have a price of their own, and the count that each is a part of."""

COUNTED_THINGS: Sequence[str] = (
    "web_searches",
    "searched_prompts",
    "file_searches",
    "code_sessions",
    "citation_tokens",
    "queries",
    "images",
    "audio_seconds",
)
"""The things that are counted beside tokens."""

TOKEN_COUNTS: Sequence[str] = ("input", "output", "cached_input", "cache_write")
"""`input` is without what was read from or written to a cache; `output` is all that was generated."""


@dataclass(frozen=True)
class Usage:
    """Tokens, parts of them and other things, by kind; what didn't come is left out."""

    counts: Mapping[str, int]
    served: tuple[str, ...] = ()
    """How it was served, where that has a price of its own: `flex`, `priority`, `batches`, `fast`, a region."""

    def __getitem__(self, kind: str) -> int:
        return self.counts.get(kind, 0)

    def get(self, kind: str) -> int | None:
        return self.counts.get(kind)

    def with_counts(self, **counts: int | None) -> Usage:
        return replace(self, counts={**self.counts, **known(counts)})

    def over(self, before: Usage) -> Usage:
        """This, and what it doesn't tell as it was before."""
        return Usage({**before.counts, **self.counts}, self.served or before.served)


NO_USAGE = Usage({})

How = Literal["in-all", "so-far", "added", "sum"]


@dataclass(frozen=True)
class ReportedUsage:
    """Usage as a provider reported it. `in-all`: cumulative, final as far as it goes. `so-far`: the prompt's count is, the
    output's isn't. `added`: on top of what the same stream told before. `sum`: of what was added, for a stream that told
    no parts."""

    usage: Usage
    how: How


@dataclass(frozen=True)
class ModelEvent:
    """The content of one event of a stream, or a whole answer."""

    text: str = ""
    """The text that was generated and not said before: text, reasoning, the arguments of a tool."""
    again: str = ""
    """Text that repeats what came in pieces, or would have."""
    other_tokens: int = 0
    """Tokens of what isn't text, such as audio, where the provider hasn't told."""
    report: ReportedUsage | None = None
    is_failure: bool = False


ShapeReader = Callable[[Json], "ModelEvent | None"]

SILENCE = ModelEvent()
FAILURE = ModelEvent(is_failure=True)


def known(counts: Mapping[str, int | None]) -> dict[str, int]:
    """Without what wasn't told."""
    return {kind: count for kind, count in counts.items() if count is not None}


def sum_of(parts: Sequence[Usage]) -> Usage:
    """Usages of several steps as one."""
    sums: dict[str, int] = {}
    served: dict[str, None] = {}
    for part in parts:
        served.update(dict.fromkeys(part.served))
        for kind, count in part.counts.items():
            sums[kind] = sums.get(kind, 0) + count
    return Usage(sums, tuple(served))


def usage_in_all(usage: Usage) -> ReportedUsage | None:
    return ReportedUsage(usage, "in-all") if usage.counts or usage.served else None


