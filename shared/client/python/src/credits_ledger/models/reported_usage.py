"""How providers count, in two manners: the prompt with what was cached in it, or beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .parts import first_count
from .usage import Usage, known

Counts = Mapping[str, "int | None"]


def from_inclusive(counts: Counts) -> Usage:
    """The usage of a count whose prompt includes what was read from and written to a cache: cached and written tokens come out of the
    prompt's, and a part is at most what it is a part of."""
    cached = counts.get("cached") or 0
    written = counts.get("written") or 0
    prompt = _prompt_of(counts)
    if prompt is None:
        return Usage(known(_output_of(counts)))
    rest = max(0, prompt - cached - written)
    audio = counts.get("input_audio")
    own_audio = None if audio is None else max(0, audio - (counts.get("cached_audio") or 0))
    return Usage(
        known(
            {
                "input": rest,
                "cached_input": cached,
                "cache_write": written,
                "cache_write_hour": part(counts.get("written_for_an_hour"), written),
                "input_audio": part(own_audio, rest),
                "input_image": part(counts.get("input_image"), rest),
                "input_video": part(counts.get("input_video"), rest),
                "cached_audio": part(counts.get("cached_audio"), cached),
                **_output_of(counts),
            }
        )
    )


def _prompt_of(counts: Counts) -> int | None:
    """Some tell the prompt of what has no output as a total alone."""
    prompt, total = counts.get("prompt"), counts.get("total")
    return prompt if prompt is not None or total is None or counts.get("output") is not None else total


def _output_of(counts: Counts) -> dict[str, int | None]:
    """Some leave reasoning out of the output; then the total tells, or reasoning that is more than the output."""
    whole = _all_output(counts)
    if whole is None:
        return {}
    return {
        "output": whole,
        "reasoning": part(counts.get("reasoning"), whole),
        "output_audio": part(counts.get("output_audio"), whole),
        "output_image": part(counts.get("output_image"), whole),
        "output_video": part(counts.get("output_video"), whole),
    }


def _all_output(counts: Counts) -> int | None:
    prompt, output, total = counts.get("prompt"), counts.get("output"), counts.get("total")
    reasoning = counts.get("reasoning") or 0
    rest = None if prompt is None or total is None else total - prompt
    if output is None:
        return None if rest is None or rest <= 0 else rest
    if rest is not None and rest > output:
        return rest
    return output + reasoning if reasoning > output else output


def part(count: int | None, whole: float) -> int | None:
    """None is not worth naming."""
    return None if count is None or count == 0 else int(min(count, whole))


def some(*values: Any) -> int | None:
    """A thing that was counted, where there was any."""
    return first_count(*values) or None


_SERVED_AS = {
    "batch": "batches",
    "batches": "batches",
    "fast": "fast",
    "flex": "flex",
    "on_demand_flex": "flex",
    "on_demand_priority": "priority",
    "priority": "priority",
}


def served_by(*tiers: Any) -> tuple[str, ...]:
    """Tiers and speeds with a price of their own; the standard one has none. Regions go by the name they have."""
    names = (_SERVED_AS.get(tier.lower()) for tier in tiers if isinstance(tier, str))
    return tuple(name for name in names if name is not None)
