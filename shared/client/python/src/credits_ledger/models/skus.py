"""The SKUs that a model's usage is priced by: those of a rate card for each kind of token and thing, by how it was served."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from .names import canonical_model_name, model_names
from .usage import COUNTED_THINGS, PART_OF, TOKEN_COUNTS, Usage

UsageLines = list[tuple[str, int]]
"""SKUs and quantities, for the rate card to price."""


class PricedSku(Protocol):
    @property
    def sku(self) -> str: ...


class PricedSkus(Protocol):
    """A rate card, as the service answers it."""

    @property
    def version(self) -> str: ...
    @property
    def prices(self) -> Sequence[PricedSku]: ...
    @property
    def aliases(self) -> Mapping[str, str] | None: ...


class NoPrice(Exception):
    """The rate card has no price for a model. Raised before it is called."""


@dataclass(frozen=True)
class RequestTerms:
    """The terms that the request asks for and its answer may not tell."""

    tier: Literal["flex", "priority", "batches"] | None = None
    region: str | None = None
    """Where a region has prices of its own: `eu`, `us`."""
    search_context_size: Literal["low", "medium", "high"] = "medium"


@dataclass(frozen=True)
class ModelSkus:
    """A SKU for each kind. Cached and written tokens without one count as input; a part without one, as what it is a part of;
    output without one, as input. Things beside tokens without one aren't charged, nor are images that are told in tokens."""

    by_kind: Mapping[str, str]
    served: tuple[str, ...] = ()
    """How it is served where the answer doesn't tell: a tier, a region."""
    when: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Where that has prices of its own: `flex`, `priority`, `batches`, `eu`, `flex-eu`."""


def lines_of(usage: Usage, skus: ModelSkus) -> UsageLines:
    """As usage lines. None for nothing: zero is no charge."""
    quantities: dict[str, int] = {}
    sku_of = _sku_chooser(skus, usage.served)

    def add(sku: str | None, quantity: int) -> None:
        if sku is not None and quantity > 0:
            quantities[sku] = quantities.get(sku, 0) + quantity

    rest = {kind: usage[kind] for kind in TOKEN_COUNTS}
    for part, whole in PART_OF.items():
        sku = sku_of(part)
        if sku is None:
            continue
        quantity = min(usage[part], rest[whole])
        rest[whole] -= quantity
        add(sku, quantity)
    add(sku_of("input"), rest["input"])
    for kind in ("output", "cached_input", "cache_write"):
        add(sku_of(kind) or sku_of("input"), rest[kind])
    for thing in COUNTED_THINGS:
        if thing != "images" or usage.get("output_image") is None:
            add(sku_of(thing), usage[thing])
    return list(quantities.items())


def skus_used(skus: ModelSkus) -> list[str]:
    """All that a usage served so may be charged as."""
    sku_of = _sku_chooser(skus, ())
    kinds = (*TOKEN_COUNTS, *PART_OF, *COUNTED_THINGS)
    return list(dict.fromkeys(sku for sku in map(sku_of, kinds) if sku is not None))


_TIERS = ("flex", "priority", "batches")


def _sku_chooser(skus: ModelSkus, told: Sequence[str]) -> Callable[[str], str | None]:
    """The price of its tier and region together, else of one of them, else the usual."""
    is_tier_told = any(word in _TIERS for word in told)
    asked = [word for word in skus.served if not is_tier_told or word not in _TIERS]
    words = sorted({*told, *asked}, key=lambda word: (word not in _TIERS, word))
    names = ["-".join(words), *words] if len(words) > 1 else words

    def sku_of(kind: str) -> str | None:
        for name in names:
            sku = skus.when.get(name, {}).get(kind)
            if sku is not None:
                return sku
        return skus.by_kind.get(kind)

    return sku_of


_THINGS: Mapping[str, Sequence[str]] = {
    "input": ("input-token",),
    "output": ("output-token",),
    "cached_input": ("cached-input-token", "input-token-cache-hit"),
    "cache_write": ("cache-write-token",),
    "input_audio": ("input-audio-token",),
    "input_image": ("input-image-token",),
    "input_video": ("input-video-token",),
    "cached_audio": ("cached-input-audio-token",),
    "cache_write_hour": ("cache-write-token-above-1hr",),
    "reasoning": ("output-reasoning-token",),
    "output_audio": ("output-audio-token",),
    "output_image": ("output-image-token",),
    "output_video": ("output-video-token",),
    "web_searches": ("search-query-medium", "search-query"),
    "searched_prompts": ("search-prompt-medium", "search-prompt"),
    "file_searches": ("file-search-call",),
    "code_sessions": ("code-interpreter-session",),
    "citation_tokens": ("citation-token",),
    "queries": ("input-query",),
    "images": ("output-image",),
    "audio_seconds": ("input-second", "output-second"),
}
"""The thing that the last part of a SKU prices, in order of preference."""

_LONGEST_FIRST = sorted((thing for things in _THINGS.values() for thing in things), key=len, reverse=True)
_STEM_PREFIX = "ai."
_SUFFIX = re.compile(r"(?!above|cache-hit)[a-z]+(?:-[a-z]+)*")


def skus_of(model: str, card: PricedSkus, terms: RequestTerms | None = None) -> ModelSkus:
    """The SKUs that a rate card has for a model. The name may carry a provider, a region or a date that the card's hasn't, or
    be an alias in the card. Raises `NoPrice` when the card knows none of its names."""
    terms = terms or RequestTerms()
    index = _index_of(card)
    stem = _stem_of(model, card, index)
    if stem is None:
        raise NoPrice(f"rate card {card.version} has no price for {model}")
    priced = index[stem]
    sized = {
        "web_searches": f"search-query-{terms.search_context_size}",
        "searched_prompts": f"search-prompt-{terms.search_context_size}",
    }
    return ModelSkus(
        by_kind={
            **_skus_for(stem, priced, ""),
            **{kind: f"{stem}.{thing}" for kind, thing in sized.items() if thing in priced},
        },
        served=tuple(word for word in (terms.tier, terms.region) if word is not None),
        when={suffix: _skus_for(stem, priced, f"-{suffix}") for suffix in _suffixes_in(priced)},
    )


def _skus_for(stem: str, priced: frozenset[str], suffix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, things in _THINGS.items():
        thing = next((each for each in things if f"{each}{suffix}" in priced), None)
        if thing is not None:
            found[kind] = f"{stem}.{thing}{suffix}"
    return found


def _suffixes_in(priced: frozenset[str]) -> set[str]:
    """Tiers, regions and speeds that something of the model has a price for."""
    suffixes = set()
    for thing in priced:
        known = next((each for each in _LONGEST_FIRST if thing == each or thing.startswith(f"{each}-")), None)
        suffix = "" if known is None else thing[len(known) + 1 :]
        if _SUFFIX.fullmatch(suffix):
            suffixes.add(suffix)
    return suffixes


def _index_of(card: PricedSkus) -> Mapping[str, frozenset[str]]:
    """Things priced, by stem."""
    by_stem: dict[str, set[str]] = {}
    for price in card.prices:
        stem, _, thing = price.sku.rpartition(".")
        if stem.startswith(_STEM_PREFIX):
            by_stem.setdefault(stem, set()).add(thing)
    return {stem: frozenset(things) for stem, things in by_stem.items()}


def _stem_of(model: str, card: PricedSkus, index: Mapping[str, frozenset[str]]) -> str | None:
    """The name itself goes before an alias, and an alias before what is left of the name."""
    aliases = card.aliases or {}
    for name in model_names(model):
        stem = f"{_STEM_PREFIX}{name}"
        if stem in index:
            return stem
        alias = aliases.get(stem)
        if alias is not None and alias in index:
            return alias
    canonical = {canonical_model_name(stem[len(_STEM_PREFIX) :]): stem for stem in sorted(index)}
    return canonical.get(canonical_model_name(model))
