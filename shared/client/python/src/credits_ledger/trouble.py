"""Tells what goes wrong with the charge for work that was done."""

from __future__ import annotations

import logging
from collections.abc import Callable

_log = logging.getLogger("credits_ledger")

Listener = Callable[[BaseException, "str | None"], None]
"""ReportedUsage of a trouble, and the hold's id, where the work has one."""


def log_trouble(trouble: BaseException, hold_id: str | None) -> None:
    _log.error("work of %s was not charged as it said", hold_id or "no hold", exc_info=trouble)


def tell(listener: Listener, trouble: BaseException, hold_id: str | None) -> None:
    """Logs what the listener itself raises, with the trouble: the work is done, and what it came to isn't lost to that."""
    try:
        listener(trouble, hold_id)
    except Exception:
        log_trouble(trouble, hold_id)
        _log.exception("on_unsettled raised")
