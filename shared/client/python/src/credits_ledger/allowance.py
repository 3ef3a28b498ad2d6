"""The work that a process may run on trust while the service gives no answer: so many credits of it at most, for so long at
most, each piece told at once and settled as soon as the service answers again. Kept in memory: when the process ends before
that, what is outstanding is not charged."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal

from ._base import Amount
from .settlement import Settlement


@dataclass(frozen=True)
class AllowedWork:
    account_id: str
    key: str
    """The work's name at the service: settling twice settles once."""
    credits: Decimal
    """The credits that it is expected to use."""
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
        first request without an answer, and an answer begins them anew. `on_allowed` is told of each piece of work that runs
        without being funded, `on_settled` how each was settled in the end."""
        self._credits = Decimal(str(credits))
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
        with self._lock:
            now = time.monotonic()
            if self._silent_since is None:
                self._silent_since = now
            is_in_time = now - self._silent_since <= self._seconds
            if not is_in_time or self._outstanding + work.credits > self._credits:
                return False
            self._outstanding += work.credits
        self._on_allowed(work)
        return True

    def answered(self) -> None:
        """The service answered: the time begins anew."""
        with self._lock:
            self._silent_since = None

    def settle_later(self, work: AllowedWork, settle: Callable[[], Settlement]) -> None:
        """Settles work that was taken in, now or when the service answers again."""

        def run() -> None:
            end = time.monotonic() + self._settle_within_seconds
            pause = self._pause_seconds
            while True:
                try:
                    self._done(work, settle())
                    break
                except Exception as cause:
                    if time.monotonic() + pause > end:
                        self._done(work, Settlement("unanswered", trouble=cause))
                        break
                    time.sleep(pause)
                    pause = min(60.0, pause * 2)
            self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=run, name="credits-ledger allowance", daemon=True)
        self._threads.add(thread)
        thread.start()

    def settle_later_async(self, work: AllowedWork, settle: Callable[[], Awaitable[Settlement]]) -> None:
        async def run() -> None:
            end = time.monotonic() + self._settle_within_seconds
            pause = self._pause_seconds
            while True:
                try:
                    self._done(work, await settle())
                    return
                except Exception as cause:
                    if time.monotonic() + pause > end:
                        self._done(work, Settlement("unanswered", trouble=cause))
                        return
                    await asyncio.sleep(pause)
                    pause = min(60.0, pause * 2)

        task = asyncio.get_running_loop().create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def settled(self, timeout_seconds: float | None = None) -> None:
        """Returns when nothing waits to be settled, as before a process ends."""
        for thread in list(self._threads):
            thread.join(timeout_seconds)

    async def settled_async(self) -> None:
        await asyncio.gather(*self._tasks)

    def _done(self, work: AllowedWork, settlement: Settlement) -> None:
        with self._lock:
            self._outstanding = max(Decimal(0), self._outstanding - work.credits)
        if self._on_settled is not None:
            self._on_settled(work, settlement)


