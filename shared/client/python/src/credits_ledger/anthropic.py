"""The Anthropic SDK, metered: `anthropic = meter_anthropic(Anthropic(), credits, "acme")`. Messages, streamed or whole, and the
helpers above them are funded before they are called and charged by their own count. Refused, its calls raise the SDK's error
of status 402."""

from __future__ import annotations

from typing import Any

from ._forms import ANTHROPIC
from .client import AsyncCreditsClient, CreditsClient
from .meter import AccountId
from .openai import Sdk, metered


def meter_anthropic(
    anthropic: Sdk, client: CreditsClient | AsyncCreditsClient, account_id: AccountId, **options: Any
) -> Sdk:
    """The same client, whose requests are metered. `options` are those of `Meter`, and `transport` an own one of httpx."""
    return metered(anthropic, ANTHROPIC, client, account_id, **options)
