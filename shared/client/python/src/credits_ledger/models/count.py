"""The usage of a stream so far: counted from its text until the provider tells, and then as the provider counts.

1. A piece of text is a token at least, and one for every four characters when it is long. The prompt is what the caller
   thinks it is until it is told.
2. The provider's count is believed up to the last piece that it knew of. A count of nothing isn't, where there was text, nor
   one that stands still while text comes.
3. An event that no shape knows may have said anything: from then on the output is at least what the caller thought it would
   be, until the provider tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .events import read_model_event
from .parts import length_of, rounded
from .usage import NO_USAGE, ModelEvent, Usage, sum_of

_CHARACTERS_PER_TOKEN = 4
_OTHER_THINGS = ("audio_seconds", "images", "queries")
"""The things that are counted in place of tokens."""


@dataclass(frozen=True)
class TokenEstimate:
    """The tokens that prompt and answer are expected to come to."""

    input_tokens: int
    output_tokens: int


class TokenCount:
    def __init__(self, estimate: TokenEstimate) -> None:
        self._estimate = estimate
        self._pieces = 0
        self._is_counted = False
        self._output_min = 0
        self._last_count = 0
        self._reported = NO_USAGE
        self._added: Usage | None = None
        self.has_begun = False
        """True once anything was generated or counted: a stream that only failed did nothing."""
        self.unknown_events = 0
        """Events that no shape knew."""

    def add(self, event: Any) -> bool:
        """Takes in one event of the stream, or a whole answer. False when no shape knows it."""
        read = read_model_event(event)
        if read is not None:
            self._take(read)
            return True
        self.unknown_events += 1
        self._is_counted = False
        self.has_begun = True
        self._output_min = self._estimate.output_tokens
        return False

    def usage(self) -> Usage:
        counts = {"input": self._estimate.input_tokens, "cached_input": 0, "cache_write": 0, **self._reported.counts}
        output = self._reported["output"]
        counts["output"] = output if self._is_counted else max(self._pieces, output, self._output_min)
        return Usage(counts, self._reported.served)

    @property
    def is_estimate(self) -> bool:
        """True until the provider has told what was generated, up to the last piece."""
        return not self._is_counted

    def _take(self, event: ModelEvent) -> None:
        more = _tokens_of(event.text) + event.other_tokens
        whole = max(self._pieces + more, _tokens_of(event.again))
        if more > 0:
            self._is_counted = False
        self._pieces = whole
        if not event.is_failure:
            self.has_begun = True
        if event.report is None:
            return
        how = event.report.how
        own = _believable(event.report.usage, has_text=whole > 0)
        if how == "sum" and self._added is not None:
            return
        usage = own
        if how == "added":
            self._added = usage = sum_of([self._added or NO_USAGE, own])
        self._reported = _merged(self._reported, usage, is_so_far=how == "so-far")
        self.has_begun = True
        output = own.get("output")
        if how != "so-far" and output is not None:
            self._is_counted = more == 0 or output > self._last_count
        self._last_count = max(self._last_count, output or 0)


def _tokens_of(text: str) -> int:
    return 0 if text == "" else max(1, rounded(length_of(text) / _CHARACTERS_PER_TOKEN))


def _believable(usage: Usage, *, has_text: bool) -> Usage:
    """Without counts that can't be: no prompt at all, or no output where there was text."""
    if any(usage.get(thing) is not None for thing in _OTHER_THINGS):
        return usage
    counts = dict(usage.counts)
    if usage["input"] + usage["cached_input"] + usage["cache_write"] == 0:
        for kind in ("input", "cached_input", "cache_write"):
            counts.pop(kind, None)
    if counts.get("output") == 0 and has_text:
        del counts["output"]
    return Usage(counts, usage.served)


def _merged(before: Usage, now: Usage, *, is_so_far: bool) -> Usage:
    """Two counts as one: what is reported again takes the place of what was."""
    merged = now.over(before)
    if is_so_far and before.get("output") is not None:
        return merged.with_counts(output=max(before["output"], now["output"]))
    return merged
