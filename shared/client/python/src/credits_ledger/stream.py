"""A model's stream, paid for as it goes. A hold funds it before the model is called; while tokens come, what was used is
reported; when credits run out and the hold's policy is `pause`, the stream ends with what it had; however it ends, it is
charged with what it used.

1. The model is called only once the hold is granted.
2. A report is made every `report_every_tokens`, in the background, and its answer is awaited before the next. So the stream is
   ahead of the answers by two reports at most.
3. Finished, paused, left by its reader or failed: what was used is captured, by the model's own count where it came to tell.
   A stream that broke before it began is released.
4. Reports that get no answer are made good by the next. After three in a row the stream ends as paused.
5. Nothing is passed on before an event was understood: one that isn't ends the call as `not-understood`, and releases the
   hold. A later one is passed on, and the output charged as at least what was estimated, until the model tells.
6. A stream that nobody begins to read is cancelled after `read_within_seconds`.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any, Generic, Literal, TypeVar

from ._answers import Problem
from .charges import Charge, charge_of
from .client import AsyncCreditsClient, CreditsClient
from .errors import CreditsRefused, NotUnderstood
from .hold import settle_held
from .models.count import TokenCount
from .models.skus import ModelSkus, lines_of
from .models.usage import Usage
from .settlement import Settlement
from .terms import HeldState
from .trouble import Listener, log_trouble, tell

E = TypeVar("E")
End = Literal["finished", "paused", "stopped", "failed", "not-understood"]

NO_EVENT: Any = object()
"""Read of what carries no event, as a comment in a stream: it is passed on, and says nothing."""

_MISSES_MAX = 3


@dataclass(frozen=True)
class StreamEnding:
    end: End
    """`stopped`: its reader left. `failed`: it raised. `not-understood`: its first event was of no known shape."""
    usage: Usage
    is_estimate: bool
    """True when the model didn't come to tell what it used."""
    unknown_events: int
    """Events of no known shape. Where the model told nothing after them, the output is at least what was estimated."""
    settlement: Settlement
    problem: Problem | None = None
    """Why it paused, where the service said more than that."""


@dataclass
class Metering:
    """The state that a stream is metered by."""

    state: HeldState
    count: TokenCount
    skus: ModelSkus
    read: Callable[[Any], Any]
    report_every_tokens: int = 64
    read_within_seconds: float = 10.0
    on_unsettled: Listener = log_trouble

    def charge(self) -> Charge | None:
        lines = lines_of(self.count.usage(), self.skus)
        return charge_of(None, lines) if lines else None

    @property
    def left_min(self) -> Decimal:
        """Half a slice, to six decimals."""
        hold = self.state.hold
        whole = self.state.held if hold is None else hold.slice
        return (whole / 2).quantize(Decimal("0.000001"), rounding=ROUND_CEILING) if whole.is_finite() else whole

    def has_to_report(self, reported: int) -> bool:
        return self.count.usage()["output"] - reported >= self.report_every_tokens

    def say_all(self, end: End) -> None:
        """The last word, before it is settled."""
        is_nothing = end == "not-understood" or not self.count.has_begun
        self.state.say(lambda: None if is_nothing else self.charge())

    def understand(self, event: Any, is_understood: bool) -> bool:
        """True once an event was understood. Raises for a first one that isn't."""
        value = self.read(event)
        if value is NO_EVENT:
            return is_understood
        if not self.count.add(value) and not is_understood:
            raise NotUnderstood(event)
        return True

    def ending(self, end: End, settlement: Settlement, problem: Problem | None) -> StreamEnding:
        if settlement.trouble is not None:
            tell(self.on_unsettled, settlement.trouble, self.state.hold_id)
        count = self.count
        return StreamEnding(end, count.usage(), count.is_estimate, count.unknown_events, settlement, problem)


class _Reports:
    """The state that the reports of one stream have come to."""

    def __init__(self) -> None:
        self.reported = 0
        self.misses = 0
        self.is_paused = False
        self.problem: Problem | None = None

    def answered(self, goes_on: bool) -> None:
        self.misses = 0
        self.is_paused = not goes_on

    def failed(self, cause: Exception) -> None:
        if isinstance(cause, CreditsRefused):
            self.problem = cause.problem
            self.is_paused = True
        else:
            self.misses += 1
            self.is_paused = self.misses >= _MISSES_MAX


class MeteredStream(Generic[E]):
    """Iterate over it once; close it, or leave it in a `with`, when it isn't read to its end."""

    def __init__(self, client: CreditsClient, metering: Metering, open: Callable[[], Iterable[E]]) -> None:
        self._client = client
        self._metering = metering
        self._reports = _Reports()
        self._pending: threading.Thread | None = None
        self._lock = threading.Lock()
        self._is_begun = False
        self.ending: StreamEnding | None = None
        """How it ended, once it has."""
        try:
            self._source = open()
        except BaseException:
            self._end("failed")
            raise
        self._flow = self._flowing()
        self._timer = threading.Timer(metering.read_within_seconds, self._cancel_unread)
        self._timer.daemon = True
        self._timer.start()

    @property
    def hold_id(self) -> str | None:
        """None for a stream that runs on trust."""
        return self._metering.state.hold_id

    def __iter__(self) -> Iterator[E]:
        return self

    def __next__(self) -> E:
        if not self._is_begun:
            with self._lock:
                self._is_begun = True
                self._timer.cancel()
        return next(self._flow)

    def __enter__(self) -> MeteredStream[E]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Settles with what came. For a stream that isn't read on."""
        self._timer.cancel()
        self._flow.close()
        if self.ending is None:
            _close(self._source)
            self._end("stopped")

    def _cancel_unread(self) -> None:
        with self._lock:
            if self._is_begun:
                return
            self._is_begun = True
        self.close()

    def _flowing(self) -> Generator[E, None, None]:
        metering = self._metering
        end: End = "stopped"
        is_understood = False
        try:
            if self.ending is not None:
                return
            for event in self._source:
                is_understood = metering.understand(event, is_understood)
                yield event
                if self._is_paused():
                    end = "paused"
                    return
            end = "finished"
        except GeneratorExit:
            raise
        except NotUnderstood:
            end = "not-understood"
            raise
        except BaseException:
            end = "failed"
            raise
        finally:
            if self.ending is None:
                if end != "finished":
                    _close(self._source)
                self._end(end)

    def _is_paused(self) -> bool:
        metering, reports = self._metering, self._reports
        if not metering.has_to_report(reports.reported):
            return reports.is_paused
        self._wait()
        if reports.is_paused:
            return True
        reports.reported = metering.count.usage()["output"]
        charge, left_min = metering.state.say(metering.charge), metering.left_min

        def report() -> None:
            try:
                reports.answered(self._client._run(metering.state.report(charge, left_min)))
            except Exception as cause:
                reports.failed(cause)

        self._pending = threading.Thread(target=report, name="credits-ledger report", daemon=True)
        self._pending.start()
        return False

    def _wait(self) -> None:
        if self._pending is not None:
            self._pending.join()

    def _end(self, end: End) -> None:
        self._wait()
        self._metering.say_all(end)
        settlement = self._client._run(settle_held(self._client, self._metering.state, None))
        self.ending = self._metering.ending(end, settlement, self._reports.problem)


class AsyncMeteredStream(Generic[E]):
    """Iterate over it once with `async for`; close it, or leave it in an `async with`, when it isn't read to its end."""

    def __init__(self, client: AsyncCreditsClient, metering: Metering, source: AsyncIterable[E]) -> None:
        self._client = client
        self._metering = metering
        self._reports = _Reports()
        self._pending: asyncio.Task[None] | None = None
        self._source = source
        self._flow = self._flowing()
        self._is_begun = False
        self.ending: StreamEnding | None = None
        """How it ended, once it has."""
        self._unread = asyncio.get_running_loop().create_task(self._cancel_unread())

    @property
    def hold_id(self) -> str | None:
        """None for a stream that runs on trust."""
        return self._metering.state.hold_id

    def __aiter__(self) -> AsyncIterator[E]:
        return self

    async def __anext__(self) -> E:
        if not self._is_begun:
            self._is_begun = True
            self._unread.cancel()
        return await self._flow.__anext__()

    async def __aenter__(self) -> AsyncMeteredStream[E]:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Settles with what came. For a stream that isn't read on."""
        self._is_begun = True
        if self._unread is not asyncio.current_task():
            self._unread.cancel()
        await self._flow.aclose()
        if self.ending is None:
            await _aclose(self._source)
            await self._end("stopped")

    async def _cancel_unread(self) -> None:
        await asyncio.sleep(self._metering.read_within_seconds)
        if not self._is_begun:
            await self.aclose()

    async def _flowing(self) -> AsyncGenerator[E, None]:
        metering = self._metering
        end: End = "stopped"
        is_understood = False
        try:
            if self.ending is not None:
                return
            async for event in self._source:
                is_understood = metering.understand(event, is_understood)
                yield event
                if await self._is_paused():
                    end = "paused"
                    return
            end = "finished"
        except (GeneratorExit, asyncio.CancelledError):
            raise
        except NotUnderstood:
            end = "not-understood"
            raise
        except BaseException:
            end = "failed"
            raise
        finally:
            if self.ending is None:
                # What ends the reader's task must not end this: what ran is charged.
                await asyncio.shield(self._close_and_end(end))

    async def _close_and_end(self, end: End) -> None:
        if end != "finished":
            await _aclose(self._source)
        await self._end(end)

    async def _is_paused(self) -> bool:
        metering, reports = self._metering, self._reports
        if not metering.has_to_report(reports.reported):
            return reports.is_paused
        await self._wait()
        if reports.is_paused:
            return True
        reports.reported = metering.count.usage()["output"]
        charge, left_min = metering.state.say(metering.charge), metering.left_min

        async def report() -> None:
            try:
                reports.answered(await self._client._run(metering.state.report(charge, left_min)))
            except Exception as cause:
                reports.failed(cause)

        self._pending = asyncio.get_running_loop().create_task(report())
        return False

    async def _wait(self) -> None:
        if self._pending is not None:
            await self._pending

    async def _end(self, end: End) -> None:
        await self._wait()
        self._metering.say_all(end)
        settlement = await self._client._run(settle_held(self._client, self._metering.state, None))
        self.ending = self._metering.ending(end, settlement, self._reports.problem)


def _close(source: object) -> None:
    close = getattr(source, "close", None)
    if callable(close):
        try:
            close()
        except Exception:
            pass


async def _aclose(source: object) -> None:
    close = getattr(source, "aclose", None) or getattr(source, "close", None)
    if callable(close):
        try:
            result = close()
            if asyncio.iscoroutine(result):
                await result
        except Exception:
            pass
