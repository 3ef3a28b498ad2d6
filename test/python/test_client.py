"""The client over a local service: answers, refusals, repetitions, signatures, a service that is away."""

from __future__ import annotations

import os
import uuid
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import httpx
import pytest
from conftest import QUICK, URL, Switch, async_client, run

from credits_ledger import (
    BadAnswer,
    Credentials,
    CreditsClient,
    CreditsRefused,
    NoAnswer,
    RetryBounds,
    Unauthorized,
    new_request_key,
)
from credits_ledger._base import write_json
from credits_ledger.signing import Request, signed_headers


def test_a_debit_is_exact_and_its_answer_has_python_names(client: CreditsClient, account: str) -> None:
    receipt = client.debit_credits(account, {"credits": Decimal("12.500001"), "category": "ai"})

    assert receipt.entry.account_id == account
    assert receipt.entry.credits == Decimal("12.500001")
    assert receipt.balance.available == Decimal("87.499999")
    assert receipt.entry.at.tzinfo is not None
    assert not receipt.is_replay


def test_a_key_repeated_gets_the_first_answer_and_says_so(client: CreditsClient, account: str) -> None:
    first = client.debit_credits(account, {"credits": "2.50", "category": "ai"}, idempotency_key="k")
    again = client.debit_credits(account, {"credits": 2.5, "category": "ai"}, idempotency_key="k")

    assert again.is_replay
    assert again.model_dump() == first.model_dump()


def test_a_refusal_is_raised_with_its_code_and_the_ways_back(client: CreditsClient, account: str) -> None:
    with pytest.raises(CreditsRefused) as refused:
        client.debit_credits(account, {"credits": 1_000, "category": "ai"})

    assert refused.value.code == "insufficient-credits"
    assert refused.value.problem.shortfall == 900
    assert refused.value.problem.restore is not None


def test_usage_that_occurred_before_is_told_with_its_instant(client: CreditsClient, account: str) -> None:
    now = client.read_account(account).cycle.start + timedelta(microseconds=1_234)
    east = now.astimezone(timezone(timedelta(hours=5, minutes=30)))
    receipt = client.debit_credits(account, {"credits": 1, "category": "ai", "occurredAt": east})

    assert receipt.entry.occurred_at == now.replace(microsecond=now.microsecond // 1_000 * 1_000)
    with pytest.raises(ValueError, match="without a zone"):
        client.debit_credits(account, {"credits": 1, "category": "ai", "occurredAt": datetime(2026, 1, 1)})


def test_pages_filters_and_every_kind_of_value_go_through_a_query(client: CreditsClient, account: str) -> None:
    client.debit_credits(account, {"credits": 1, "category": "ai", "dimensions": {"user": "Ada Lovelace, Ü"}})
    page = client.read_ledger(account, limit=1, order="desc", dimension="user:Ada Lovelace, Ü")

    assert [entry.type for entry in page.entries] == ["debit"]
    assert client.check_access(account, credits=Decimal("99")).ai.allowed
    assert not client.check_access(account, credits=Decimal("99.000001")).ai.allowed


def test_both_kinds_of_client_answer_alike(client: CreditsClient, account: str) -> None:
    async def asked() -> Decimal:
        async with async_client() as other:
            with pytest.raises(CreditsRefused, match="account-not-found"):
                await other.read_account("nobody")
            return (await other.debit_credits(account, {"credits": 1, "category": "ai"})).balance.available

    assert run(asked()) == client.read_account(account).available


def test_what_can_not_be_reached_is_told_and_tried_within_bounds(client: CreditsClient, switch: Switch) -> None:
    switch.is_away = True
    with pytest.raises(NoAnswer):
        client.list_plans()
    assert switch.requests == QUICK.tries_max


def answering(*answers: httpx.Response) -> tuple[CreditsClient, list[httpx.Request]]:
    """A client whose service gives these answers, one after the other."""
    asked: list[httpx.Request] = []
    waiting = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return waiting.pop(0)

    bounds = RetryBounds(tries_max=6, total_seconds=20)
    transport = httpx.MockTransport(answer)
    return CreditsClient("http://credits", bounds=bounds, http_client=httpx.Client(transport=transport)), asked


JSON = {"content-type": "application/json"}


def test_a_change_keeps_its_key_across_tries(client: CreditsClient, account: str) -> None:
    good = httpx.Client().post(
        f"{URL}/accounts/{account}/debits",
        json={"credits": 1, "category": "ai"},
        headers={"idempotency-key": "good"},
    )
    transient = [httpx.Response(status, headers=JSON, text="{}") for status in (429, 500, 502, 503, 504)]
    other, asked = answering(*transient, httpx.Response(201, headers=JSON, text=good.text))
    other.debit_credits(account, {"credits": 1, "category": "ai"})

    keys = {request.headers["idempotency-key"] for request in asked}
    assert len(asked) == 6
    assert len(keys) == 1
    assert uuid.UUID(keys.pop()).version == 7


def test_a_quarantined_account_is_not_asked_again_and_a_stranger_is_no_service() -> None:
    problem = {
        "type": "/problems/account-quarantined",
        "code": "account-quarantined",
        "title": "t",
        "detail": "d",
        "status": 503,
        "retryable": True,
    }
    other, asked = answering(httpx.Response(503, headers=JSON, text=write_json(problem)))
    with pytest.raises(CreditsRefused, match="account-quarantined"):
        other.read_account("a")
    assert len(asked) == 1

    page = httpx.Response(200, headers={"content-type": "text/html"}, text="<html>")
    with pytest.raises(NoAnswer):
        answering(*[page] * 6)[0].read_account("a")
    with pytest.raises(BadAnswer):
        answering(httpx.Response(200, headers=JSON, text='{"hello":1}'))[0].read_account("a")
    with pytest.raises(Unauthorized):
        answering(httpx.Response(403, headers=JSON, text='{"message":"Forbidden"}'))[0].read_account("a")


def test_signed_requests_are_let_through_by_a_gateway_that_reckons_them_anew(account: str) -> None:
    key = Credentials(os.environ["SIGNING_KEY"], os.environ["SIGNING_SECRET"])
    with CreditsClient(os.environ["CREDITS_SIGNED_URL"], credentials=lambda: key, region="eu-west-1") as signed:
        signed.debit_credits(account, {"credits": 1, "category": "ai", "dimensions": {"user": "Ada Ü"}})
        signed.read_ledger(account, limit=5, dimension="user:Ada Ü")
        with pytest.raises(CreditsRefused, match="account-not-found"):
            signed.read_account("auth0|team:a@b+c=d")


@pytest.mark.parametrize("token", [None, "a/session+token="])
def test_signatures_are_botocores(token: str | None) -> None:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials as BotoCredentials

    url = "https://api.example/stage/accounts/auth0%7Cx/ledger?cursor=a%20b%2Fc&limit=5&empty="
    headers = {"content-type": "application/json", "idempotency-key": "a key of  mine"}
    request = AWSRequest("POST", url, headers=dict(headers), data=b'{"credits":1}')
    SigV4Auth(BotoCredentials("AKID", "secret", token), "execute-api", "eu-west-1").add_auth(request)
    now = datetime.strptime(request.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    mine = signed_headers(
        Request("POST", url, headers, b'{"credits":1}'), Credentials("AKID", "secret", token), region="eu-west-1", now=now
    )

    assert mine["authorization"] == request.headers["Authorization"]


def test_keys_made_later_sort_later() -> None:
    keys = [new_request_key() for _ in range(10_000)]

    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert {uuid.UUID(key).version for key in keys} == {7}
