"""Work that is funded before it runs and charged with what it says it used, over a local service."""

from __future__ import annotations

import asyncio
import threading
from decimal import Decimal

import pytest
from conftest import AsyncSwitch, Switch, async_client, empty, run, spent

from credits_ledger import (
    Allowance,
    AllowedWork,
    AlreadyCharged,
    CreditsClient,
    CreditsRefused,
    CreditsShort,
    NoAnswer,
    Unchargeable,
    hold,
    round_up_credits,
)
from credits_ledger.settlement import Settlement


class Troubles(list[BaseException]):
    def __call__(self, trouble: BaseException, _hold_id: str | None) -> None:
        self.append(trouble)


def test_work_is_charged_what_it_said_and_the_rest_goes_back(client: CreditsClient, account: str) -> None:
    with hold(client, account, credits=5, category="ai") as work:
        assert client.read_account(account).held == 5
        work.use(credits=1)
        work.use(credits=0.1 + 0.2)

    assert work.settlement is not None and work.settlement.kind == "captured"
    assert spent(client, account) == Decimal("0.3")


def test_usage_is_priced_by_the_card(client: CreditsClient, account: str) -> None:
    with hold(client, account, usage={"ai.gpt-4o.input-token": 4_000}) as work:
        work.use(usage={"ai.gpt-4o.input-token": 374, "ai.gpt-4o.output-token": 44})

    assert spent(client, account) == Decimal("0.1375")


def test_work_that_said_nothing_is_charged_its_estimate_and_one_that_raised_nothing(
    client: CreditsClient, account: str
) -> None:
    with hold(client, account, credits=5, category="ai"):
        pass
    assert spent(client, account) == 5

    with pytest.raises(KeyError), hold(client, account, credits=5, category="ai"):
        raise KeyError("of the work’s own")
    assert spent(client, account) == 5

    with pytest.raises(KeyError), hold(client, account, credits=5, category="ai") as work:
        work.use(credits=2)
        raise KeyError("of the work’s own")
    assert spent(client, account) == 7

    with hold(client, account, credits=5, category="ai", when_silent="nothing"):
        pass
    assert spent(client, account) == 7


def test_nothing_is_charged_for_work_that_used_nothing(client: CreditsClient, account: str) -> None:
    with hold(client, account, credits=5, category="ai") as work:
        work.use(credits=0)

    assert work.settlement is not None and work.settlement.kind == "released"
    assert spent(client, account) == 0


@pytest.mark.parametrize(
    "said",
    [
        {"usage": {"ai.no-such.token": 5}},
        {"credits": float("nan")},
        {"credits": float("inf")},
        {"credits": Decimal("NaN")},
        {"credits": Decimal("Infinity")},
        {"credits": -1},
        {"credits": True},
        {"credits": None},
        {"credits": "five"},
        {"credits": 1, "usage": {"a.b": 1}},
        {},
        {"usage": {"a.b": -1}},
        {"usage": {"a.b": None}},
        {"usage": {"a.b": Decimal("NaN")}},
        {"usage": [("a.b",)]},
        {"usage": 5},
    ],
)
def test_what_can_not_be_charged_as_it_was_said_is_charged_the_estimate_and_told(
    client: CreditsClient, account: str, said: dict[str, object]
) -> None:
    troubles = Troubles()
    with hold(client, account, credits=5, category="ai", on_unsettled=troubles) as work:
        work.use(**said)  # type: ignore[arg-type]

    assert spent(client, account) == 5
    assert isinstance(troubles[0], (CreditsRefused, Unchargeable))


def test_work_that_is_not_funded_does_not_run(client: CreditsClient, account: str) -> None:
    empty(client, account)
    with pytest.raises(CreditsRefused, match="insufficient-credits"), hold(client, account, credits=5, category="ai"):
        raise AssertionError("it ran")
    with pytest.raises(CreditsRefused, match="account-not-found"), hold(client, "nobody", credits=5, category="ai"):
        raise AssertionError("it ran")


def test_work_of_one_key_is_charged_once_and_one_given_back_is_funded_anew(client: CreditsClient, account: str) -> None:
    key = "message, with a comma and ünicode"
    with pytest.raises(KeyError), hold(client, account, credits=5, category="ai", key=key):
        raise KeyError("failed, to be delivered again")
    for _ in range(3):
        with hold(client, account, credits=5, category="ai", key=key) as work:
            work.use(credits=2)
    assert work.is_repeat
    assert work.settlement is not None and work.settlement.kind == "settled-before"
    assert spent(client, account) == 2

    with pytest.raises(AlreadyCharged), hold(
        client, account, credits=5, category="ai", key=key, when_repeated="refuse"
    ):
        raise AssertionError("it ran")


def test_a_report_says_whether_there_is_enough_to_go_on(client: CreditsClient, account: str) -> None:
    with hold(client, account, credits=60, category="ai") as work:
        assert work.report(credits=50)
        assert not work.report(credits=150)

    assert spent(client, account) == 100


def test_work_that_used_more_than_there_is_is_charged_what_there_is_and_told(client: CreditsClient, account: str) -> None:
    troubles = Troubles()
    with hold(client, account, credits=60, category="ai", on_unsettled=troubles) as work:
        work.use(credits=150)

    assert work.settlement is not None and work.settlement.kind == "captured-short"
    assert isinstance(troubles[0], CreditsShort) and troubles[0].uncovered > 0


def test_while_the_service_is_away_nothing_runs(client: CreditsClient, account: str, switch: Switch) -> None:
    switch.is_away = True
    with pytest.raises(NoAnswer), hold(client, account, credits=5, category="ai"):
        raise AssertionError("it ran")


def test_an_allowance_lets_so_much_run_on_trust_and_it_is_settled_later(
    client: CreditsClient, account: str, switch: Switch
) -> None:
    told: list[str] = []
    allowance = Allowance(
        credits=8,
        seconds=60,
        pause_seconds=0.05,
        on_allowed=lambda work: told.append(f"allowed {work.credits:.0f}"),
        on_settled=lambda _work, settlement: told.append(settlement.kind),
    )
    switch.is_away = True
    with hold(client, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance) as work:
        assert work.hold_id is None
        assert work.report(credits=1)
        work.use(credits=3)
    assert allowance.outstanding == 5
    with pytest.raises(NoAnswer), hold(
        client, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance
    ):
        raise AssertionError("it ran")

    switch.is_away = False
    allowance.settled(20)
    assert told == ["allowed 5", "captured"]
    assert allowance.outstanding == 0
    assert spent(client, account) == 3


def test_what_can_not_be_charged_on_trust_is_charged_the_estimate_and_told(
    client: CreditsClient, account: str, switch: Switch
) -> None:
    settled: list[Settlement] = []
    allowed: list[AllowedWork] = []
    heard: list[AllowedWork] = []

    def on_settled(work: AllowedWork, settlement: Settlement) -> None:
        heard.append(work)
        settled.append(settlement)

    allowance = Allowance(
        credits=8, seconds=60, pause_seconds=0.05, on_allowed=allowed.append, on_settled=on_settled
    )
    switch.is_away = True
    with hold(client, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance) as work:
        work.use(credits=None)
    switch.is_away = False
    allowance.settled(20)

    assert [each.kind for each in settled] == ["captured-estimate"]
    assert isinstance(settled[0].trouble, Unchargeable) and "neither credits nor usage" in str(settled[0].trouble)
    assert heard == allowed
    assert spent(client, account) == 5


def test_an_allowance_keeps_to_its_bound_whatever_its_listeners_raise(
    client: CreditsClient, account: str, switch: Switch, caplog: pytest.LogCaptureFixture
) -> None:
    def raises(*_: object) -> None:
        raise KeyError("of the listener’s own")

    def allow(allowance: Allowance) -> None:
        with hold(client, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance):
            pass

    untold = Allowance(credits=8, seconds=60, pause_seconds=0.05, on_allowed=raises)
    unheard = Allowance(credits=8, seconds=60, pause_seconds=0.05, on_allowed=lambda _: None, on_settled=raises)
    switch.is_away = True
    with pytest.raises(KeyError):
        allow(untold)
    assert untold.outstanding == 0
    allow(unheard)
    with pytest.raises(NoAnswer):
        allow(unheard)
    switch.is_away = False
    unheard.settled(20)
    assert unheard.outstanding == 0
    assert "of the listener’s own" in caplog.text
    assert spent(client, account) == 5


def test_work_that_was_settled_later_and_not_as_it_said_is_logged_where_nobody_listens(
    client: CreditsClient, account: str, switch: Switch, caplog: pytest.LogCaptureFixture
) -> None:
    allowance = Allowance(credits=8, seconds=60, pause_seconds=0.05, on_allowed=lambda _: None)
    switch.is_away = True
    with hold(client, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance) as work:
        work.use(credits=-1)
    switch.is_away = False
    allowance.settled(20)
    assert "not an amount of credits that work can use: -1" in caplog.text


@pytest.mark.parametrize(
    "bounds",
    [
        {"credits": float("inf"), "seconds": 60},
        {"credits": float("nan"), "seconds": 60},
        {"credits": -1, "seconds": 60},
        {"credits": 5, "seconds": float("inf")},
    ],
)
def test_an_allowance_is_a_bound(bounds: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not a bound of an allowance"):
        Allowance(credits=bounds["credits"], seconds=bounds["seconds"], on_allowed=lambda _: None)


@pytest.mark.parametrize("credits", [Decimal(-1), Decimal("NaN")])
def test_an_allowance_takes_in_no_work_that_would_make_room(credits: Decimal) -> None:
    allowance = Allowance(credits=5, seconds=60, on_allowed=lambda _: None)
    with pytest.raises(ValueError):
        allowance.take(AllowedWork("acme", "one", credits, NoAnswer("away")))
    assert allowance.outstanding == 0


def test_what_waits_when_its_loop_ends_is_told(client: CreditsClient, account: str) -> None:
    settled: list[Settlement] = []
    allowance = Allowance(
        credits=5, seconds=60, on_allowed=lambda _: None, on_settled=lambda _, settlement: settled.append(settlement)
    )

    async def work_through() -> None:
        switch = AsyncSwitch()
        switch.is_away = True
        async with async_client(switch) as other:
            async with hold(other, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance):
                pass
            await asyncio.sleep(0.1)

    run(work_through())
    assert [each.kind for each in settled] == ["unanswered"]
    assert allowance.outstanding == 0


def test_what_the_work_raised_is_kept_though_its_listener_raises_too(
    client: CreditsClient, account: str, caplog: pytest.LogCaptureFixture
) -> None:
    def raises(*_: object) -> None:
        raise TypeError("of the listener’s own")

    with pytest.raises(KeyError), hold(client, account, credits=5, category="ai", on_unsettled=raises) as work:
        work.use(credits=None)
        raise KeyError("of the work’s own")
    assert "of the listener’s own" in caplog.text
    assert spent(client, account) == 5


def test_a_capture_that_gets_no_answer_is_repeated_until_it_does(
    client: CreditsClient, account: str, switch: Switch
) -> None:
    settled: list[Settlement] = []
    allowance = Allowance(
        credits=8,
        seconds=60,
        pause_seconds=0.05,
        on_allowed=lambda _: None,
        on_settled=lambda _, settlement: settled.append(settlement),
    )
    with hold(client, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance) as work:
        work.use(credits=3)
        switch.is_away = True
    assert work.settlement is not None and work.settlement.kind == "later"
    switch.is_away = False
    allowance.settled(20)
    assert [each.kind for each in settled] == ["captured"]
    assert spent(client, account) == 3


def test_work_in_asyncio_keeps_the_same_rules(client: CreditsClient, account: str) -> None:
    switch = AsyncSwitch()

    async def work_through() -> None:
        async with async_client(switch) as other:
            async with hold(other, account, credits=5, category="ai") as work:
                assert await work.report(credits=1)
                work.use(credits=2)
            with pytest.raises(KeyError):
                async with hold(other, account, credits=5, category="ai"):
                    raise KeyError("of the work’s own")
            with pytest.raises(CreditsRefused, match="insufficient-credits"):
                async with hold(other, account, credits=500, category="ai"):
                    raise AssertionError("it ran")
            switch.is_away = True
            with pytest.raises(NoAnswer):
                async with hold(other, account, credits=5, category="ai"):
                    raise AssertionError("it ran")
            allowance = Allowance(credits=5, seconds=60, pause_seconds=0.05, on_allowed=lambda _: None)
            async with hold(
                other, account, credits=5, category="ai", when_unavailable="allow", allowance=allowance
            ) as trusted:
                trusted.use(credits=1)
            switch.is_away = False
            await allowance.settled_async()

    run(work_through())
    assert spent(client, account) == 3


def test_many_threads_share_a_client(client: CreditsClient, account: str) -> None:
    def work_once() -> None:
        with hold(client, account, credits=2, category="ai") as work:
            work.use(credits="1.5")

    threads = [threading.Thread(target=work_once) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert spent(client, account) == 30


@pytest.mark.parametrize(
    ("given", "rounded"),
    [(0.1 + 0.2, "0.3"), (1 / 3, "0.333334"), (0.0000001, "0.000001"), (Decimal("1.0000001"), "1.000001"), ("2", "2")],
)
def test_amounts_are_rounded_up_without_the_noise_of_doubles(given: float | Decimal | str, rounded: str) -> None:
    assert round_up_credits(given) == Decimal(rounded)
