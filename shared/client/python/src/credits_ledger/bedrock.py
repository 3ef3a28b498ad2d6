"""boto3's `bedrock-runtime`, metered: `bedrock = meter_bedrock(boto3.client("bedrock-runtime"), credits, "acme")`. Converse and
InvokeModel, streamed or whole, are funded before they are called and charged by their own count; refused, they raise
`CreditsRefused`. A stream that runs out of credits ends as one that reached its length."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from .client import CreditsClient
from .meter import AccountId, Meter
from .models.parts import parsed_body
from .stream import MeteredStream


class MeteredBedrock:
    """Passes everything else on to the client of boto3."""

    def __init__(self, bedrock: Any, meter: Meter) -> None:
        self._bedrock = bedrock
        self._meter = meter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bedrock, name)

    def converse(self, **request: Any) -> Any:
        return self._meter.answer(request["modelId"], request, lambda: self._bedrock.converse(**request))

    def converse_stream(self, **request: Any) -> Any:
        return self._streamed("converse_stream", "stream", request, request)

    def invoke_model(self, **request: Any) -> Any:
        bodies: list[bytes] = []

        def read(response: Any) -> Any:
            bodies.append(response["body"].read())
            return {**response, "body": bodies[0]}

        asked = parsed_body(request.get("body")) or request
        response = self._meter.answer(request["modelId"], asked, lambda: self._bedrock.invoke_model(**request), read)
        return {**response, "body": io.BytesIO(bodies[0])}

    def invoke_model_with_response_stream(self, **request: Any) -> Any:
        asked = parsed_body(request.get("body")) or request
        return self._streamed("invoke_model_with_response_stream", "body", request, asked)

    def _streamed(self, operation: str, member: str, request: dict[str, Any], asked: Any) -> Any:
        found: list[dict[str, Any]] = []

        def open() -> Any:
            found.append(getattr(self._bedrock, operation)(**request))
            return found[0][member]

        metered = self._meter.stream(request["modelId"], asked, open)
        return {**found[0], member: BedrockStream(metered, member)}


class BedrockStream:
    """As boto3's event stream: iterate over it, or close it."""

    def __init__(self, metered: MeteredStream[Any], member: str) -> None:
        self.metered = metered
        self._is_converse = member == "stream"

    def __iter__(self) -> Iterator[Any]:
        yield from self.metered
        ending = self.metered.ending
        if self._is_converse and ending is not None and ending.end == "paused":
            yield {"messageStop": {"stopReason": "max_tokens"}}

    def close(self) -> None:
        self.metered.close()


def meter_bedrock(bedrock: Any, client: CreditsClient, account_id: AccountId, **options: Any) -> Any:
    """The same client, whose calls of models are metered. `options` are those of `Meter`."""
    return MeteredBedrock(bedrock, Meter(client, account_id, **options))
