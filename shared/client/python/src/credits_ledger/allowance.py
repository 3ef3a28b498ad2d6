"""The work that a process may run on trust while the service gives no answer: so many credits of it at most, for so long at
most, each piece told at once and settled as soon as the service answers again. Kept in memory: when the process ends before
that, what is outstanding is not charged."""

from __future__ import annotations

import asyncio
import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ._base import Amount
from ._call import Pause, Steps
from .client import AsyncCreditsClient, CreditsClient
from .errors import NoAnswer
from .settlement import Settlement
from .trouble import log_trouble

_log = logging.getLogger("credits_ledger")
_PAUSE_MAX_SECONDS = 60.0


@dataclass(frozen=True)
class AllowedWork:
    account_id: str
    key: str
    """The work's name at the service: settling twice settles once."""
    credits: Decimal
    """The credits that it is expected to use: 0 or more. Infinite where nobody knows, and then there is no room for it."""
    cause: BaseException
    """Why the service couldn't be asked."""


class Allowance:
    def __init__(
        self,
        *,
        credits: Amount,
        seconds: float,
        on_allowed: Callable[[AllowedWork], None],
        on_settled: Callable[[AllowedWork, Settlement], None] | None = None,
        settle_within_seconds: float = 86_400.0,
        pause_seconds: float = 1.0,
    ) -> None:
        """`credits` of work may be under way or unsettled without being funded, over all accounts; `seconds` count from the
        first request without an answer, and an answer begins them anew. Both are bounds, so finite. `on_allowed` is told of
        each piece of work that runs without being funded, and refuses it by raising; `on_settled` is told how each was settled
        in the end. Without it, work that wasn't charged as it said is logged."""
        self._credits = Decimal(str(credits))
        if not self._credits.is_finite() or self._credits < 0:
            raise ValueError(f"not a bound of an allowance: {credits} credits")
        if not math.isfinite(seconds) or seconds < 0:
            raise ValueError(f"not a bound of an allowance: {seconds} seconds")
        self._seconds = seconds
        self._on_allowed = on_allowed
        self._on_settled = on_settled
        self._settle_within_seconds = settle_within_seconds
        self._pause_seconds = pause_seconds
        self._lock = threading.Lock()
        self._outstanding = Decimal(0)
        self._silent_since: float | None = None
        self._threads: set[threading.Thread] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def outstanding(self) -> Decimal:
        """Credits of work under way or not yet settled."""
        with self._lock:
            return self._outstanding

    def take(self, work: AllowedWork) -> bool:
        """Takes work in, or says that there is no room for it."""
        if work.credits.is_nan() or work.credits < 0:
            raise ValueError(f"not credits that work is expected to use: {work.credits}")
        with self._lock:
            now = time.monotonic()
            if self._silent_since is None:
                self._silent_since = now
            is_in_time = now - self._silent_since <= self._seconds
            if not is_in_time or self._outstanding + work.credits > self._credits:
                return False
            self._outstanding += work.credits
        try:
            self._on_allowed(work)
        except BaseException:
            self._give_back(work)
            raise
        return True

    def answered(self) -> None:
        """The service answered: the time begins anew."""
        with self._lock:
            self._silent_since = None

    def settle_later(
        self, client: CreditsClient | AsyncCreditsClient, work: AllowedWork, settle: Callable[[], Steps[Settlement]]
    ) -> None:
        """Settles work that was taken in, now or when the service answers again, in the background."""
        if isinstance(client, AsyncCreditsClient):
            task = asyncio.get_running_loop().create_task(client._run(self._settle_in_time(work, settle)))
            self._tasks.add(task)
            task.add_done_callback(lambda done: self._end_task(done, work))
            return

        def run() -> None:
            client._run(self._settle_in_time(work, settle))
            self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=run, name="credits-ledger allowance", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _settle_in_time(self, work: AllowedWork, settle: Callable[[], Steps[Settlement]]) -> Steps[None]:
        end = time.monotonic() + self._settle_within_seconds
        pause = self._pause_seconds
        while True:
            try:
                settlement = yield from settle()
                break
            except Exception as cause:
                if time.monotonic() + pause > end:
                    settlement = Settlement("unanswered", trouble=cause)
                    break
            yield Pause(pause)
            pause = min(_PAUSE_MAX_SECONDS, pause * 2)
        self._end(work, settlement)

    def _end_task(self, task: asyncio.Task[None], work: AllowedWork) -> None:
        """A loop that ends cancels what it still has to do."""
        self._tasks.discard(task)
        if task.cancelled():
            self._end(work, Settlement("unanswered", trouble=NoAnswer("the loop ended before the service answered")))

    def settled(self, timeout_seconds: float | None = None) -> None:
        """Returns when nothing waits to be settled, as before a process ends."""
        for thread in list(self._threads):
            thread.join(timeout_seconds)

    async def settled_async(self) -> None:
        await asyncio.gather(*self._tasks)

    def _end(self, work: AllowedWork, settlement: Settlement) -> None:
        self._give_back(work)
        try:
            if self._on_settled is not None:
                self._on_settled(work, settlement)
            elif settlement.trouble is not None:
                log_trouble(settlement.trouble, f"key {work.key}")
        except Exception:
            # This work is settled, and no other's settling ends by its listener.
            _log.exception("on_settled raised of work of key %s", work.key)

    def _give_back(self, work: AllowedWork) -> None:
        with self._lock:
            self._outstanding = max(Decimal(0), self._outstanding - work.credits)
