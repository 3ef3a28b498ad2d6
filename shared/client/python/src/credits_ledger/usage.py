"""Usage that has happened, told in protocols of others: CloudEvents, traces of OTLP, LiteLLM's payloads. What is answered is kept and
will be charged, once each, whatever credits there are; the same again charges nothing twice. Of a deployment that takes usage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import Field

from ._base import Answer
from ._call import Call, Operation

T = TypeVar("T")


class PartialSuccess(Answer):
    """The spans that can't be read."""

    rejected_spans: int = 0
    error_message: str = ""


class TracesTaken(Answer):
    """OTLP's answer to traces."""

    partial_success: PartialSuccess = Field(default_factory=PartialSuccess)


class LogsTaken(Answer):
    """How many payloads are kept, and how many operators find beside the queue, with the reason."""

    kept: int
    put_aside: int


INGEST_EVENTS: Operation[None] = Operation("ingest-events", "POST", "/api/v1/events", False, 204, None)
EXPORT_TRACES: Operation[TracesTaken] = Operation("export-traces", "POST", "/v1/traces", False, 200, TracesTaken)
TAKE_LITE_LLM_LOGS: Operation[LogsTaken] = Operation(
    "take-lite-llm-logs", "POST", "/v1/litellm/logs", False, 200, LogsTaken
)

Event = Mapping[str, Any]
"""A CloudEvent 1.0: `specversion`, `id`, `source`, `type`, `subject` (the account), `time`, `data`."""


class UsageOperations:
    """One method a way in. What can't be read is raised as `CreditsRefused`, or as `BadAnswer` where it is traces."""

    def _send(self, call: Call[T]) -> T:
        raise NotImplementedError

    def ingest_events(self, events: Event | Sequence[Event]) -> None:
        """Tells of events, one or a list. Of a list with some that can't be read the others are kept: `problem.errors` names
        those by their place."""
        return self._send(Call(INGEST_EVENTS, body=events))

    def export_traces(self, traces: Mapping[str, Any]) -> TracesTaken:
        """Tells of calls of models by their spans: an `ExportTraceServiceRequest` in JSON."""
        return self._send(Call(EXPORT_TRACES, body=traces))

    def take_lite_llm_logs(self, payloads: Sequence[Mapping[str, Any]]) -> LogsTaken:
        """Tells of calls by LiteLLM's standard logging payloads."""
        return self._send(Call(TAKE_LITE_LLM_LOGS, body=payloads))


class AsyncUsageOperations:
    """The same for `asyncio`."""

    async def _send(self, call: Call[T]) -> T:
        raise NotImplementedError

    async def ingest_events(self, events: Event | Sequence[Event]) -> None:
        """Tells of events, one or a list. Of a list with some that can't be read the others are kept: `problem.errors` names
        those by their place."""
        return await self._send(Call(INGEST_EVENTS, body=events))

    async def export_traces(self, traces: Mapping[str, Any]) -> TracesTaken:
        """Tells of calls of models by their spans: an `ExportTraceServiceRequest` in JSON."""
        return await self._send(Call(EXPORT_TRACES, body=traces))

    async def take_lite_llm_logs(self, payloads: Sequence[Mapping[str, Any]]) -> LogsTaken:
        """Tells of calls by LiteLLM's standard logging payloads."""
        return await self._send(Call(TAKE_LITE_LLM_LOGS, body=payloads))
