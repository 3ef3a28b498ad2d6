"""When a request is repeated, and how long to wait before."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

SHOWN_MAX = 500


@dataclass(frozen=True)
class RetryBounds:
    tries_max: int = 6
    try_timeout_seconds: float = 15.0
    total_seconds: float = 45.0
    """For all tries and the pauses between them."""


@dataclass
class Tried:
    """A try that told nothing of the request's fate."""

    cause: BaseException
    wait_seconds: float = 0.0
    """The time that the service asked to wait."""


def is_transient(status: int, text: str) -> bool:
    """Answers that say nothing of the request: it may or may not have been carried out, and its key settles which. An account
    that is quarantined answers 503 too, but stays so until people have looked."""
    return status in (429, 500, 502, 503, 504) and '"account-quarantined"' not in text


def is_ours(content_type: str, text: str) -> bool:
    """Tells an answer of the service from one by something else, which may stand between and call it a success."""
    if re.match(r"(text/csv|application/x-ndjson)\b", content_type):
        return True
    return re.match(r"application/([a-z0-9.+-]+\+)?json\b", content_type, re.I) is not None and text[:1] in ("{", "[")


def pause_seconds(tries: int, wait_seconds: float) -> float:
    """Full jitter over a window that doubles; on top of what the service asked for, so that callers don't come back at once."""
    return wait_seconds + random.random() * min(5.0, 0.2 * 2.0 ** (tries - 1))


def retry_after_seconds(header: str | None) -> float:
    """`Retry-After`: seconds, or an instant. Zero when it says neither."""
    if header is None:
        return 0.0
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return float(header)
    try:
        at: float = parsedate_to_datetime(header).timestamp()
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, at - time.time())
