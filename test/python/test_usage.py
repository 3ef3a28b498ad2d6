"""Usage that has happened, told to a local service in each protocol."""

from __future__ import annotations

import time

import pytest
from conftest import async_client, run

from credits_ledger import BadAnswer, CreditsClient, CreditsRefused


def event(account: str, id: str) -> dict[str, object]:
    return {
        "specversion": "1.0",
        "id": id,
        "source": "app",
        "type": "usage",
        "subject": account,
        "data": {"credits": "0.25", "category": "ai"},
    }


def left(client: CreditsClient, account: str, wanted: float) -> float:
    """Once what waits was charged."""
    end = time.monotonic() + 10
    while client.read_account(account).available != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return float(client.read_account(account).available)


def test_events_are_charged_once_however_often_they_are_told(client: CreditsClient, account: str) -> None:
    client.ingest_events(event(account, "one"))
    client.ingest_events([event(account, "one"), event(account, "two")])

    async def again() -> None:
        async with async_client() as other:
            await other.ingest_events([event(account, "two")])

    run(again())
    assert left(client, account, 99.5) == 99.5


def test_what_cant_be_read_of_a_list_is_named_and_the_others_are_kept(client: CreditsClient, account: str) -> None:
    with pytest.raises(CreditsRefused) as refused:
        client.ingest_events([event(account, "good"), {**event(account, "bad"), "data": None}])

    assert refused.value.code == "invalid-request"
    assert left(client, account, 99.75) == 99.75


def test_traces_and_payloads_say_how_many_cant_be_read(client: CreditsClient) -> None:
    assert client.export_traces({"resourceSpans": []}).partial_success.rejected_spans == 0
    with pytest.raises(BadAnswer):
        client.export_traces({"resourceSpans": 7})

    taken = client.take_lite_llm_logs([{"id": "no payload"}])
    assert (taken.kept, taken.put_aside) == (0, 1)
