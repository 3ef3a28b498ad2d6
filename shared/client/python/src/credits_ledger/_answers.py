"""Answers of the API. Written by `npm run openapi` from the contract: change that, never this."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Union

from pydantic import Field

from ._base import Answer


class Abstention(Answer):
    """Why nothing is foretold, and when it will be."""
    status: Literal["abstains"]
    reason: AbstentionReason
    history_days: int
    history_days_min: int
    used_hours: int
    used_hours_min: int


class Access(Answer):
    ai: Verdict
    infrastructure: Verdict
    platform: Verdict
    read: AccessRead
    available: Decimal
    """Credits, exact to 6 decimals."""
    available_for: AccessAvailableFor | None = None
    restore: Restore | None = None


class AccessAvailableFor(Answer):
    """What each category may spend of `available`. Present while some of it is for one category alone; elsewhere
    each may spend all of it."""
    ai: Decimal
    """Credits, exact to 6 decimals."""
    infrastructure: Decimal
    """Credits, exact to 6 decimals."""
    platform: Decimal
    """Credits, exact to 6 decimals."""


class AccessRead(Answer):
    allowed: bool


class Account(Answer):
    account_id: str
    name: str | None = None
    """That people know it by, as it is now."""
    external_id: str | None = None
    """That its owner’s other systems have for it, as it is now."""
    plan_id: str
    next_plan_id: str | None = None
    """The plan of the next cycle, where a change waits for it."""
    seats: int | None = None
    """How many times it gets the credits of a plan that is sold by the seat. Left out where once."""
    next_seats: int | None = None
    """Those of the next cycle, where a change of them waits for it."""
    state: AccountState
    subscription: Subscription | None = None
    suspended_since: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    exhausted_since: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    closed_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    available: Decimal
    """What can be spent now."""
    held: Decimal
    """Set aside for work in progress."""
    overrun: Decimal
    """What work in progress and standing usage took beyond what was available."""
    debt: Decimal | None = None
    """Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is
    none."""
    waiting: Decimal | None = None
    """Of the plan’s credits, what can’t be spent until the plan is paid for: they are left, and wait. Absent where
    nothing waits."""
    available_for: AccountAvailableFor | None = None
    seq: int
    """Number of the entry in its ledger, from 1 without gaps."""
    cycle: AccountCycle
    renews_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    cycle_anchor: datetime
    """ISO 8601 in UTC with milliseconds."""
    time_zone: str
    grants: list[Grant]
    auto_top_up: AutoTopUp | None = None
    top_up_request: TopUpRequest | None = None
    through: AccountThrough | None = None
    quarantine: Quarantine | None = None
    unprovable: list[AccountUnprovableItem] | None = None
    """Entries that are missing, or not what was written: none of them is in this."""


class AccountAvailableFor(Answer):
    """What each category may spend of `available`. Present while some of it is for one category alone; elsewhere
    each may spend all of it."""
    ai: Decimal
    """Credits, exact to 6 decimals."""
    infrastructure: Decimal
    """Credits, exact to 6 decimals."""
    platform: Decimal
    """Credits, exact to 6 decimals."""


class AccountCycle(Answer):
    index: int
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""


class AccountDetails(Answer):
    account_id: str
    name: str | None = None
    external_id: str | None = None
    changes: list[AccountDetailsChangesItem]
    """The last twenty, the newest first."""


class AccountDetailsChangesItem(Answer):
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    caller: str
    actor: str | None = None
    members: list[AccountDetailsChangesItemMembersItem]
    """Those that became another, or went."""


class AccountThrough(Answer):
    """With `at`: the newest entry by then. All is as that entry left it."""
    seq: int
    """Number of the entry in its ledger, from 1 without gaps."""
    at: datetime
    """ISO 8601 in UTC with milliseconds."""


class AccountUnprovableItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    finding: str


class AdviceAddOnExpiresUnused(Answer):
    code: Literal["add-on-expires-unused"]
    """Likely use leaves some of what was paid for."""
    grant_id: str
    expires_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    remaining: Decimal
    """Credits, exact to 6 decimals."""
    unused: Decimal
    """Credits, exact to 6 decimals."""


class AdviceBuyAddOnBefore(Answer):
    code: Literal["buy-add-on-before"]
    """Likely use empties the balance before the renewal."""
    before: datetime
    """The earliest instant at which it may be empty."""
    available: Decimal
    """Credits, exact to 6 decimals."""
    expected_use: UseRange
    missing: Decimal
    """Of the likely use."""
    pack: PackOffer | None
    """The cheapest that covers it and lasts until the renewal."""
    renews_at: datetime
    """ISO 8601 in UTC with milliseconds."""


class AdviceCreditsExpiredUnused(Answer):
    code: Literal["credits-expired-unused"]
    """A quarter or more of what was granted in the cycles looked back on."""
    cycles: int
    granted: Decimal
    unused: Decimal
    plan: AdviceCreditsExpiredUnusedPlan | None = None


class AdviceCreditsExpiredUnusedPlan(Answer):
    """The cheapest that costs less than the present one and grants as much as was used in any of those cycles."""
    plan_id: str
    credits: Decimal
    """Credits, exact to 6 decimals."""


class AdviceRunHeavyWorkBeforeRenewal(Answer):
    code: Literal["run-heavy-work-before-renewal"]
    """Even high use leaves a tenth or more of what this cycle granted."""
    left: UseRange
    granted: Decimal
    """Credits, exact to 6 decimals."""
    renews_at: datetime
    """ISO 8601 in UTC with milliseconds."""


class AdviceShiftHeavyWorkAfterRenewal(Answer):
    code: Literal["shift-heavy-work-after-renewal"]
    """High use takes more than there is before the renewal."""
    available: Decimal
    """Credits, exact to 6 decimals."""
    expected_use: UseRange
    missing: Decimal
    """Of the high use."""
    renews_at: datetime
    """ISO 8601 in UTC with milliseconds."""


class AdviceUsageGrew(Answer):
    code: Literal["usage-grew"]
    """By a quarter or more against the same part of the cycle before."""
    credits: Decimal
    previous: Decimal
    category: Category
    """The one that grew most."""
    category_credits: Decimal
    category_previous: Decimal


class ApiKey(Answer):
    key_id: str
    name: str
    permissions: list[ApiKeyPermissionsItem]
    account_ids: list[str] | None = None
    """The accounts that it reaches, besides those of its prefix."""
    account_prefix: str | None = None
    """It reaches the accounts whose ids begin with it. All of them where neither is said."""
    state: ApiKeyState
    created_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    expires_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    revoked_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    secret_made_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    former_secrets_end_at: datetime | None = None
    """Until then a secret from before the last rotation is taken, too."""
    last_used_at: datetime | None = None
    """When it last let somebody in, to an hour or so. Left out of one that never did."""


class AutoTopUp(Answer):
    """A pack is asked for when less than the threshold is available."""
    pack_id: str
    threshold: Decimal
    """Credits, exact to 6 decimals."""
    max_per_cycle: int
    max_price: Money | None = None
    """The most that one pack may cost. Left out where any price may be paid."""


class Balance(Answer):
    available: Decimal
    """What can be spent now."""
    held: Decimal
    """Set aside for work in progress."""
    overrun: Decimal
    """What work in progress and standing usage took beyond what was available."""
    debt: Decimal | None = None
    """Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is
    none."""
    waiting: Decimal | None = None
    """Of the plan’s credits, what can’t be spent until the plan is paid for: they are left, and wait. Absent where
    nothing waits."""


class Brake(Answer):
    account_id: str
    dimension: str | None = None
    """The dimension whose values it watches; off without one."""
    set: BrakeSet | None = None


class BrakeSet(Answer):
    """When it was turned on, to another dimension, or off, and by whom."""
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    caller: str
    actor: str | None = None


class Burn(Answer):
    """How fast credits go, in all and by category."""
    spans: BurnSpans
    total: BurnRates
    by_category: BurnByCategory


class BurnByCategory(Answer):
    ai: BurnRates
    infrastructure: BurnRates
    platform: BurnRates


class BurnDown(Answer):
    """What was left in the present cycle, and what is expected to be left."""
    past: list[BurnDownPastItem]
    """Every six hours of the present cycle, and at each hour in which credits came or ended."""
    ahead: list[BurnDownAheadItem]
    """Credits left every six hours until the renewal, estimate; empty where nothing is foretold."""


class BurnDownAheadItem(Answer):
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    low: Decimal
    """One in ten ends below."""
    likely: Decimal
    """Half of them end below."""
    high: Decimal
    """One in ten ends above."""


class BurnDownPastItem(Answer):
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    left: Decimal
    """Credits available, what is set aside included."""


class BurnRate(Answer):
    """The last 24 hours that are over, or as many as there are."""
    credits: Decimal
    per_hour: Decimal
    per_day: Decimal


class BurnRates(Answer):
    last_day: BurnRate | None = None
    """The last 24 hours that are over, or as many as there are."""
    last_week: BurnRate | None = None
    """The last 168."""
    cycle: BurnRate | None = None
    """The present cycle so far; its rates are over an hour at least."""
    previous_cycle: BurnRate | None = None
    """The one before, whole; absent where it is more than 18 weeks back."""
    previous_cycle_to_date: BurnRate | None = None
    """The one before, up to the point at which this one is."""


class BurnSpan(Answer):
    cycle: int | None = None
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""


class BurnSpans(Answer):
    last_day: BurnSpan | None = None
    """The last 24 hours that are over, or as many as there are."""
    last_week: BurnSpan | None = None
    """The last 168."""
    cycle: BurnSpan | None = None
    """The present cycle so far; its rates are over an hour at least."""
    previous_cycle: BurnSpan | None = None
    """The one before, whole; absent where it is more than 18 weeks back."""
    previous_cycle_to_date: BurnSpan | None = None
    """The one before, up to the point at which this one is."""


class CardReplay(Answer):
    version: str
    accounts: list[CardReplayAccountsItem]
    """By id. One whose cycle is longer than one request reads is on the next page too: its figures are to be added
    up."""
    passed: CardReplayPassed
    next_cursor: str | None = None
    """Ask with it for the next page; absent on the last."""


class CardReplayAccountsItem(Answer):
    account_id: str
    name: str | None = None
    cycle: int
    """Index of the cycle."""
    entries: int
    """Charges and reversals."""
    before: Decimal
    """Credits that they charged, less what they gave back, exact to 6 decimals."""
    after: Decimal
    """The same under the card."""
    amounts: Decimal
    """The part of it that was charged by amount, without quantities: it stays."""
    refused: CardReplayAccountsItemRefused
    partial: bool | None = None
    """Parts of its ledger can’t be proved, and are left out."""


class CardReplayAccountsItemRefused(Answer):
    """Charges that the card has no price for, or not with the others: they stay, and are counted."""
    charges: int
    credits: Decimal
    """As they were charged."""
    skus: list[str]


class CardReplayPassed(Answer):
    """Accounts left out: closed ones, those without a whole cycle yet, and those that the card of another plan, or
    of theirs, prices."""
    closed: int
    first_cycle: int
    other_card: int


class Checkout(Answer):
    checkout_id: str
    url: str
    """Send the customer there."""
    expires_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    pack_id: str
    count: int | None = None
    credits: Decimal
    """Credits, exact to 6 decimals."""
    price: Money


class CreateApiKeyAnswer(Answer):
    key: str
    """What the holder sends as `Authorization: Bearer <key>`. It is told this once, and kept nowhere: scanners for
    secrets know it by `credits_key_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}`."""
    api_key: ApiKey


class CreateEndpointAnswer(Answer):
    secret: str
    """What the receiver verifies signatures with, by Standard Webhooks: `whsec_` and base64. It is told this
    once."""
    endpoint: Endpoint


class CustomerPortal(Answer):
    url: str
    """Send the customer there."""


class DebitBatchAnswer(Answer):
    results: list[DebitBatchAnswerResultsItem]


class DebitBatchAnswerResultsItem(Answer):
    status: int
    replayed: bool | None = None
    """The answer was given before, under this key."""
    body: DebitBatchAnswerResultsItemBody


class DeleteEndpointAnswer(Answer):
    endpoint_id: str


class Delivery(Answer):
    delivery_id: str
    """What its receiver has as `webhook-id`."""
    event_id: str
    type: str
    account_id: str | None = None
    at: datetime
    """When it happened."""
    state: DeliveryState
    next_try_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    tries: list[DeliveryTriesItem]
    """The newest tries, the newest last. Nothing of what the receiver answered is kept but its status."""


class DeliveryTriesItem(Answer):
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    status: int | None = None
    """The status that the receiver answered."""
    failure: DeliveryTriesItemFailure | None = None


class Endpoint(Answer):
    endpoint_id: str
    name: str
    form: EndpointForm
    url: str | None = None
    """Where to. Of the form `slack` the host alone: the rest is what lets anybody post there. Left out of the form
    `email`."""
    event_types: list[str] | None = None
    """The types that are delivered; all but entries when left out."""
    account_ids: list[str] | None = None
    account_prefix: str | None = None
    state: EndpointState
    failing_since: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    disabled_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    disabled_reason: EndpointDisabledReason | None = None
    created_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    secret_made_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    former_secrets_end_at: datetime | None = None
    """Until then a secret from before the last rotation signs, too."""


class Entry(Answer):
    """One immutable line of the ledger. `hash` is the SHA-256 of the canonical JSON, in UTF-8, of all its other
    members: sorted by the UTF-16 code units of their names, no white space, texts and numbers as RFC 8785 writes
    them. A number of more than 15 digits, as a quantity may be, goes in with exactly the digits of this answer,
    never rounded to a double: read it by its text."""
    account_id: str
    seq: int
    """Number of the entry in its ledger, from 1 without gaps."""
    type: EntryType
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    credits: Decimal
    """Credits, exact to 6 decimals."""
    cycle: int
    slices: list[Slice]
    category: Category | None = None
    lines: list[PriceLine] | None = None
    rate_card: str | None = None
    dimensions: dict[str, str] | None = None
    occurred_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    expires_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    cycle_start: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    plan_id: str | None = None
    seats: int | None = None
    """The account’s seats from then on. Left out where there is one."""
    effective_at: datetime | None = None
    """Of a plan change that waits for the boundary."""
    cycle_anchor: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    time_zone: str | None = None
    pack_id: str | None = None
    payment_id: str | None = None
    paid: EntryPaid | None = None
    reverses: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    refund_id: str | None = None
    dispute_id: str | None = None
    in_all: EntryInAll | None = None
    uncovered: Decimal | None = None
    """Of what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan’s cap covers
    it. Without an `overrun`, and on other entries, the part of the credits that no grant paid: overrun, or debt."""
    overrun: Decimal | None = None
    """The part of the credits that is overrun: of what settles a hold, or taken off it by a reversal."""
    repaid_debt: Decimal | None = None
    """The part of a grant that repaid debt; of credits given back, the part that paid for purchases which were
    charged back."""
    repaid_overrun: Decimal | None = None
    """The part of a grant that repaid overrun."""
    uncovered_before: Decimal | None = None
    """Overrun of its hold that was counted before."""
    hold: Hold | None = None
    returned: list[Slice] | None = None
    """What was set aside and is given back; of a reversal, what had repaid its overrun."""
    decision: HoldDecision | None = None
    late: bool | None = None
    """Charged after its hold had expired."""
    limit: EntryLimit | None = None
    kept: list[Kept] | None = None
    standing: EntryStanding | None = None
    auto_top_up: AutoTopUp | None = None
    promotion: EntryPromotion | None = None
    subscription: Subscription | None = None
    unpaid: bool | None = None
    """The cycle began while nothing paid for the plan: its credits come once something does."""
    repaired_at: datetime | None = None
    """When a repair was made: it is dated like the last entry that stands, which it follows."""
    withdraws: EntryWithdraws | None = None
    lost: list[EntryLostItem] | None = None
    """Entries that can’t be read any more. What they did is in the balance, as it was found after them."""
    books: str | None = None
    """SHA-256 of the books with which a ledger goes on that has lost entries."""
    reason: str | None = None
    actor: str | None = None
    idempotency_key: str | None = None
    fingerprint: str | None = None
    before: Decimal
    """Credits, exact to 6 decimals."""
    after: Balance
    caller: str
    previous_hash: str
    """SHA-256, hexadecimal."""
    hash: str
    """SHA-256, hexadecimal."""


class EntryInAll(Answer):
    """What was undone of the same entry in all, this included."""
    credits: Decimal
    """Credits, exact to 6 decimals."""
    lines: list[PriceLine] | None = None


class EntryLimit(Answer):
    """A spending limit from now on; without credits it is gone."""
    limit_id: str
    category: Category | None = None
    dimension: LimitDimension | None = None
    period: EntryLimitPeriod | None = None
    ends_at: datetime | None = None
    """When it ends."""
    credits: Decimal | None = None
    """Credits, exact to 6 decimals."""


class EntryLostItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    unread_from: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    unread_until: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""


class EntryPaid(Answer):
    """What was paid for a purchase, taxes included, as whoever took the payment told it; `fee` is what they
    kept."""
    amount: Decimal
    currency: str
    fee: Money | None = None


class EntryPromotion(Answer):
    """The code that was redeemed, and which use of its budget that was."""
    code: str
    use: int


class EntryStanding(Answer):
    """What is kept from now on; zero ends it."""
    usage_id: str
    sku: str
    quantity: Decimal


class EntryWithdraws(Answer):
    """Entries that a repair took back: they count for nothing, and none before it follows from them."""
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    unread_from: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    unread_until: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""


class Fleet(Answer):
    sort: FleetSort
    accounts: list[FleetAccount]
    next_cursor: str | None = None
    facets: list[FleetFacetsItem] | None = None
    """Accounts of each, as their places say, which follow an account by moments; at least so many where there are
    `more`. An account from before there were facets is counted from its next entry on, or once an audit came by."""
    more: bool | None = None
    """A search may find others, too: more has to be typed."""


class FleetAccount(Answer):
    account_id: str
    name: str | None = None
    external_id: str | None = None
    named: FleetAccountNamed | None = None
    fault: FleetAccountFault | None = None
    plan_id: str | None = None
    state: FleetAccountState | None = None
    level: FleetAccountLevel | None = None
    available: Decimal | None = None
    """What can be spent now."""
    held: Decimal | None = None
    """Set aside for work in progress."""
    overrun: Decimal | None = None
    """What work in progress and standing usage took beyond what was available."""
    peak: Decimal | None = None
    """The most that was available in this cycle."""
    burn: Decimal | None = None
    """Credits a day, recent use counting more: half of it is of the last day. To tell accounts apart by."""
    exhausted_since: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    renews_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    changed_at: datetime | None = None
    """Of its newest entry."""


class FleetAccountNamed(Answer):
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    caller: str
    actor: str | None = None
    members: list[FleetAccountNamedMembersItem]
    """Those that became another, or went."""


class FleetFacetsItem(Answer):
    facet: FleetFacetsItemFacet
    accounts: int
    more: bool | None = None


class Grant(Answer):
    """Credits with a source and an end. At `expiresAt` it is worth nothing."""
    grant_id: str
    source: GrantSource
    category: Category | None = None
    """The one category that it pays for. Left out where it pays for all."""
    granted: Decimal
    """Credits, exact to 6 decimals."""
    used: Decimal
    """What usage took of it."""
    refunded: Decimal | None = None
    """Taken back with its payment: by refunds and chargebacks. Left out where nothing was."""
    repaid: Decimal | None = None
    """Gone into debt or overrun of the account. Left out where nothing was."""
    corrected: Decimal | None = None
    """Taken back by an operator’s adjustments. Left out where nothing was."""
    held: Decimal
    """Credits, exact to 6 decimals."""
    remaining: Decimal
    """Credits, exact to 6 decimals."""
    lost: Decimal | None = None
    """Of a grant that has ended, while holds pin some of it."""
    expires_at: datetime
    """ISO 8601 in UTC with milliseconds."""


class Hold(Answer):
    """Credits set aside for work in progress."""
    hold_id: str
    state: HoldState
    category: Category
    credits: Decimal
    """Set aside, in all."""
    used: Decimal
    """Reported so far; once settled, what was charged."""
    overrun: Decimal | None = None
    """What it may use beyond that, as overrun."""
    slices: list[Slice]
    slice: Decimal
    """What an extension sets aside beyond what is used."""
    when_exhausted: ExhaustionPolicy
    dimensions: dict[str, str] | None = None
    limit_ids: list[str] | None = None
    expires_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    rate_card: str | None = None
    """In effect when it was authorized: its work is priced by it to the end."""
    reported_at: datetime | None = None
    """When what it has used was last made durable. At most a tenth of what is set aside, or 5 s of use, is
    newer."""


class HoldReceipt(Answer):
    """The receipt of a change of a hold, and the hold as it leaves it."""
    entry: ReceiptEntry
    slices: list[Slice]
    lines: list[PriceLine] | None = None
    rate_card: str | None = None
    balance: Balance
    hold: Hold


class Insights(Answer):
    account_id: str
    through: InsightsThrough
    available: Decimal
    """Credits, exact to 6 decimals."""
    cycle: InsightsCycle
    time_zone: str
    burn: Burn
    burn_down: BurnDown
    run_out: RunOut
    waste: Waste
    kept: list[InsightsKeptItem]
    """What is kept over time, and what it costs a day at the price it was last charged by."""
    advice: list[Advice]
    refused: list[RefusedUses]
    plan_fit: PlanFit | None = None
    quarantine: Quarantine | None = None
    partial: bool | None = None
    """Some of the roll-ups can’t be read, and are left out."""


class InsightsCycle(Answer):
    index: int
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""


class InsightsKeptItem(Answer):
    usage_id: str
    sku: str
    quantity: Decimal
    credits_per_day: Decimal
    """Credits, exact to 6 decimals."""


class InsightsThrough(Answer):
    """The newest entry in it: everything up to it is counted, nothing after it."""
    seq: int
    at: datetime
    """ISO 8601 in UTC with milliseconds."""


class Kept(Answer):
    """What was kept at one price from one instant to another."""
    usage_id: str
    sku: str
    quantity: Decimal
    from_: datetime = Field(alias="from")
    """ISO 8601 in UTC with milliseconds."""
    until: datetime
    """ISO 8601 in UTC with milliseconds."""
    rate_card: str
    credits: Decimal
    """Credits, exact to 6 decimals."""


class LiftQuarantineAnswer(Answer):
    account_id: str
    quarantined: bool


class LimitDimension(Answer):
    """One `value`, all that begin with a `prefix`, together, or `each` value for itself."""
    name: str
    value: str | None = None
    prefix: str | None = None
    each: bool | None = None


class LimitValue(Answer):
    """A value that a limit for `each` counts in its present period."""
    value: str
    used: Decimal
    """Credits, exact to 6 decimals."""
    held: Decimal
    """Credits, exact to 6 decimals."""


class LinkedCustomer(Answer):
    """An account, and the customer that it is."""
    account_id: str
    customer_id: str


class ListAccountsAnswer(Answer):
    account_ids: list[str]
    next_cursor: str | None = None
    """Ask with it for the next page; absent on the last."""


class ListApiKeysAnswer(Answer):
    keys: list[ApiKey]
    next_cursor: str | None = None
    """Ask with it for the next page; absent on the last."""


class ListDeliveriesAnswer(Answer):
    deliveries: list[Delivery]
    next_cursor: str | None = None
    """Ask with it for the next page; absent on the last."""


class ListEndpointsAnswer(Answer):
    endpoints: list[Endpoint]


class ListHoldsAnswer(Answer):
    holds: list[Hold]
    next_cursor: str | None = None
    """Ask with it for the next page; absent on the last."""
    unreadable: list[str] | None = None
    """Ids of holds whose items can’t be read; the ledger tells of them."""
    quarantine: Quarantine | None = None


class ListLimitsAnswer(Answer):
    limits: list[ListLimitsAnswerLimitsItem]
    through: ListLimitsAnswerThrough | None = None
    quarantine: Quarantine | None = None
    unprovable: list[ListLimitsAnswerUnprovableItem] | None = None
    """Entries that are missing, or not what was written: none of them is in this."""


class ListLimitsAnswerLimitsItem(Answer):
    limit_id: str
    category: Category | None = None
    dimension: LimitDimension | None = None
    period: ListLimitsAnswerLimitsItemPeriod | None = None
    ends_at: datetime | None = None
    """When it ends."""
    credits: Decimal
    """What may be used in a period: of one for `each`, by each value."""
    used: Decimal
    """Of one for `each`: by all values."""
    held: Decimal
    """Set aside by work in progress."""
    values: list[LimitValue] | None = None
    """Of one for `each`: every value of the present period."""
    renews_at: datetime | None = None
    """When it begins anew: never, of one for the account’s lifetime."""


class ListLimitsAnswerThrough(Answer):
    """With `at`: the newest entry by then. All is as that entry left it."""
    seq: int
    """Number of the entry in its ledger, from 1 without gaps."""
    at: datetime
    """ISO 8601 in UTC with milliseconds."""


class ListLimitsAnswerUnprovableItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    finding: str


class ListPlansAnswer(Answer):
    plans: list[Plan]


class ListPromotionsAnswer(Answer):
    promotions: list[Promotion]
    next_cursor: str | None = None
    """Ask with it for the next page; absent on the last."""


class ListRateCardsAnswer(Answer):
    rate_cards: list[ListRateCardsAnswerRateCardsItem]
    in_effect: str | None


class ListRateCardsAnswerRateCardsItem(Answer):
    version: str
    effective_from: datetime
    """ISO 8601 in UTC with milliseconds."""
    published_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    plan_id: str | None = None
    """The plan whose accounts it prices, in place of the general one."""


class ListStandingUsageAnswer(Answer):
    standing_usages: list[ListStandingUsageAnswerStandingUsagesItem]
    accrued_at: datetime
    """Up to when it is charged."""
    accruing: Decimal
    """What was kept since then will cost, if it were charged now."""
    quarantine: Quarantine | None = None


class ListStandingUsageAnswerStandingUsagesItem(Answer):
    usage_id: str
    sku: str
    quantity: Decimal
    rate_card: str
    """The one it was last charged by."""
    credits_per_day: Decimal
    """Credits, exact to 6 decimals."""


class Money(Answer):
    amount: Decimal
    currency: str


class MoveAccountClockAnswer(Answer):
    account_id: str
    at: datetime
    """The time by the account’s clock."""
    ahead_seconds: Decimal
    """So far it is ahead of everybody’s."""


class PackOffer(Answer):
    pack_id: str
    count: int
    credits: Decimal
    """Credits, exact to 6 decimals."""
    price: Money | None = None


class PastQuarantine(Answer):
    """A quarantine that is over."""
    since: datetime
    """ISO 8601 in UTC with milliseconds."""
    findings: list[str]
    """What is wrong, each with the entry that it is about, as `entry 5: …`."""
    ended_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    reason: str | None = None
    actor: str | None = None
    """Who answers for its end."""


class Plan(Answer):
    plan_id: str
    version: str
    effective_from: datetime
    """ISO 8601 in UTC with milliseconds."""
    published_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    name: str | None = None
    credits: Decimal
    """Credits, exact to 6 decimals."""
    per_seat: bool | None = None
    """Sold by the seat: credits and price are one seat’s. Left out where it isn’t."""
    cycle: Cadence
    low_balance_thresholds: list[Decimal]
    overrun: PlanOverrun
    packs: list[PlanPacksItem]
    price: PlanPrice | None = None
    usage_window_days: int
    grace_days: int


class PlanFit(Answer):
    """The last whole cycles replayed under each plan by the rules that charge: the list price and the packs it
    would have taken, bought when credits ran short by the offer that a quote names; credits wasted, hours at zero,
    overrun. `real` is what there was."""
    advice: PlanFitAdvice
    cycles: list[PlanFitCyclesItem]
    real: PlanFitReal | None = None
    plans: list[PlanFitPlansItem]
    plans_left_out: int


class PlanFitAdvice(Answer):
    """Stay, change, or no advice. It takes 3 to 6 whole cycles of the present length."""
    kind: PlanFitAdviceKind
    plan_id: str | None = None
    other_plan_id: str | None = None
    """The cheaper plan that a reason to stay is about."""
    basis: PlanFitAdviceBasis | None = None
    because: PlanFitAdviceBecause | None = None
    saving: PlanFitAdviceSaving | None = None
    explanation: str


class PlanFitAdviceSaving(Answer):
    amount: Decimal
    currency: str
    per_cycle: Decimal


class PlanFitCyclesItem(Answer):
    index: int
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""


class PlanFitPlansItem(Answer):
    plan_id: str
    version: str
    present: bool
    currency: str | None = None
    plan_price: Decimal | None = None
    """What the plan cost by its list price."""
    packs_price: Decimal | None = None
    """What the packs cost by their list prices, less what was paid back."""
    cost: Decimal | None = None
    """Both. Left out where something has no price, or prices are in several currencies."""
    used: Decimal
    """Credits used, less reversals. Below zero where more was reversed than used."""
    wasted: Decimal
    """Credits, exact to 6 decimals."""
    overrun: Decimal
    """Credits used beyond what was available."""
    unserved: Decimal
    """Credits of real usage that found too little here, and no pack to buy."""
    hours_at_zero: Decimal
    """How long nothing was available. A lower bound of what was missed: requests that were refused or never made
    are in no ledger."""
    cycles: list[PlanFitPlansItemCyclesItem]


class PlanFitPlansItemCyclesItem(Answer):
    index: int
    plan_price: Decimal | None = None
    """What the plan cost by its list price."""
    packs_price: Decimal | None = None
    """What the packs cost by their list prices, less what was paid back."""
    cost: Decimal | None = None
    """Both. Left out where something has no price, or prices are in several currencies."""
    used: Decimal
    """Credits used, less reversals. Below zero where more was reversed than used."""
    wasted: Decimal
    """Credits, exact to 6 decimals."""
    overrun: Decimal
    """Credits used beyond what was available."""
    unserved: Decimal
    """Credits of real usage that found too little here, and no pack to buy."""
    hours_at_zero: Decimal
    """How long nothing was available. A lower bound of what was missed: requests that were refused or never made
    are in no ledger."""
    packs: list[PlanFitPlansItemCyclesItemPacksItem]


class PlanFitPlansItemCyclesItemPacksItem(Answer):
    pack_id: str
    count: int


class PlanFitReal(Answer):
    currency: str | None = None
    plan_price: Decimal | None = None
    """What the plan cost by its list price."""
    packs_price: Decimal | None = None
    """What the packs cost by their list prices, less what was paid back."""
    cost: Decimal | None = None
    """Both. Left out where something has no price, or prices are in several currencies."""
    used: Decimal
    """Credits used, less reversals. Below zero where more was reversed than used."""
    wasted: Decimal
    """Credits, exact to 6 decimals."""
    overrun: Decimal
    """Credits used beyond what was available."""
    unserved: Decimal
    """Credits of real usage that found too little here, and no pack to buy."""
    hours_at_zero: Decimal
    """How long nothing was available. A lower bound of what was missed: requests that were refused or never made
    are in no ledger."""
    cycles: list[PlanFitRealCyclesItem]


class PlanFitRealCyclesItem(Answer):
    index: int
    plan_price: Decimal | None = None
    """What the plan cost by its list price."""
    packs_price: Decimal | None = None
    """What the packs cost by their list prices, less what was paid back."""
    cost: Decimal | None = None
    """Both. Left out where something has no price, or prices are in several currencies."""
    used: Decimal
    """Credits used, less reversals. Below zero where more was reversed than used."""
    wasted: Decimal
    """Credits, exact to 6 decimals."""
    overrun: Decimal
    """Credits used beyond what was available."""
    unserved: Decimal
    """Credits of real usage that found too little here, and no pack to buy."""
    hours_at_zero: Decimal
    """How long nothing was available. A lower bound of what was missed: requests that were refused or never made
    are in no ledger."""
    packs: list[PlanFitRealCyclesItemPacksItem]


class PlanFitRealCyclesItemPacksItem(Answer):
    pack_id: str
    count: int


class PlanOverrun(Answer):
    policy: OverrunPolicy
    cap: Decimal
    """Credits, exact to 6 decimals."""


class PlanPacksItem(Answer):
    pack_id: str
    credits: Decimal
    """Credits, exact to 6 decimals."""
    price: Money | None = None
    expires_in_seconds: int | None = None


class PlanPrice(Answer):
    amount: Decimal
    currency: str
    interval: Cadence


class Price(Answer):
    """So many credits per so many units, and what more of them cost."""
    sku: str
    category: Category
    credits: Decimal
    """Credits, exact to 6 decimals."""
    per: int
    unit: str | None = None
    counts_as: str | None = None
    tiers: PriceTiers | None = None


class PriceLine(Answer):
    """A line’s share of the debit; the shares add up exactly."""
    sku: str
    quantity: Decimal
    credits: Decimal
    """Credits, exact to 6 decimals."""


class PriceTiersGraduated(Answer):
    mode: Literal["graduated"]
    steps: list[PriceTiersGraduatedStepsItem]


class PriceTiersGraduatedStepsItem(Answer):
    above: int
    credits: Decimal
    """Credits, exact to 6 decimals."""
    per: int


class PriceTiersThreshold(Answer):
    mode: Literal["threshold"]
    of: str | None = None
    steps: list[PriceTiersThresholdStepsItem]


class PriceTiersThresholdStepsItem(Answer):
    above: int
    credits: Decimal
    """Credits, exact to 6 decimals."""
    per: int


class Problem(Answer):
    """RFC 9457, with what the caller needs to act."""
    type: str
    """Stable; GET it for the meaning."""
    code: ProblemCode
    title: str
    status: int
    detail: str
    retryable: bool
    """Whether the very same request may succeed later."""
    errors: list[ProblemErrorsItem] | None = None
    category: Category | None = None
    """What `available` is available for, where others have more or less."""
    available: Decimal | None = None
    """Credits, exact to 6 decimals."""
    held: Decimal | None = None
    """Credits, exact to 6 decimals."""
    required: Decimal | None = None
    """Credits, exact to 6 decimals."""
    shortfall: Decimal | None = None
    """Credits, exact to 6 decimals."""
    restore: Restore | None = None
    renews_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    earliest: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    latest: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    state: HoldState | None = None
    limit_id: str | None = None
    sku: str | None = None
    plan_id: str | None = None
    pack_id: str | None = None
    reversed_by: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    voided_by: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    withdrawn_by: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    given_up_by: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    redeemed_by: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    bought_by: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    reversible: Decimal | None = None
    """Credits, exact to 6 decimals."""
    refunded_by: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    refundable: Decimal | None = None
    """Credits, exact to 6 decimals."""
    request_id: str | None = None


class ProblemErrorsItem(Answer):
    field: str
    message: str


class Promotion(Answer):
    code: str
    credits: Decimal
    """Credits, exact to 6 decimals."""
    category: Category | None = None
    ends_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    ended_at: datetime | None = None
    """When it was ended before its time. Left out of one that wasn’t."""
    expires_in_seconds: int | None = None
    uses: int
    left: int
    """Uses that are neither taken nor about to be."""
    published_at: datetime
    """ISO 8601 in UTC with milliseconds."""


class ProposedRepair(Answer):
    """The repair that would end it, with the balance after the last entry that stands."""
    through: int
    """The last entry that stands. A repair names it."""
    withdraws: ProposedRepairWithdraws | None = None
    lost: list[ProposedRepairLostItem]
    """Entries before it that can’t be read. What they did stays in the balance."""
    balance: Balance


class ProposedRepairLostItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""


class ProposedRepairWithdraws(Answer):
    """Entries after it, which would count for nothing. Left out of none."""
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""


class Quarantine(Answer):
    """Why nothing changes the account. An operator repairs it, or lifts the quarantine."""
    since: datetime
    """ISO 8601 in UTC with milliseconds."""
    findings: list[str]
    """What is wrong, each with the entry that it is about, as `entry 5: …`."""


class Quote(Answer):
    credits: Decimal
    """Credits, exact to 6 decimals."""
    category: Category | None = None
    lines: list[PriceLine] | None = None
    rate_card: str | None = None
    account: QuoteAccount | None = None


class QuoteAccount(Answer):
    available: Decimal
    """What may pay for it: credits for another category alone are left out, and without a category those for
    any."""
    held: Decimal
    """Set aside for work in progress."""
    affordable: bool
    """Whether the debit would go through now."""
    reason: QuoteAccountReason | None = None
    limit_id: str | None = None
    """The spending limit that stops it."""
    shortfall: Decimal
    """What is missing of the balance; a limit may stop it all the same."""
    earliest: datetime | None
    """Now, or when work in progress ends or a limit begins anew, or the first of the next twelve renewals that lets
    it through; null when none does."""
    renewals: int | None
    """How many renewals that is away: 0 now, 1 with the next."""
    pack: PackOffer | None
    """The cheapest way to buy what is missing, a debt to repay included: so many of one pack. Null when none
    helps."""
    restore: Restore | None = None
    outlook: QuoteAccountOutlook | None = None


class QuoteAccountOutlookForecast(Answer):
    status: Literal["forecast"]
    fits: QuoteAccountOutlookForecastFits
    leaves: Decimal | None
    """Available once the job is paid for."""
    expected_use: UseRange
    """Until the renewal, beside the job."""
    renews_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    missing: Decimal
    """What of the job and of likely use nothing is there for."""
    pack: PackOffer | None
    """The cheapest way to buy that now."""


class RateCard(Answer):
    version: str
    effective_from: datetime
    """ISO 8601 in UTC with milliseconds."""
    published_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    plan_id: str | None = None
    """The plan whose accounts it prices, in place of the general one."""
    prices: list[Price]
    aliases: dict[str, str] | None = None


class ReadLedgerAnswer(Answer):
    entries: list[Entry]
    next_cursor: str | None = None
    """Ask with it for the next page; absent on the last."""
    withdrawn: list[ReadLedgerAnswerWithdrawnItem] | None = None
    """Entries that repairs took back: they count for nothing, and are shown where they are asked for alone. Left
    out where there are none."""
    quarantine: Quarantine | None = None
    unprovable: list[ReadLedgerAnswerUnprovableItem] | None = None
    """Entries that are missing, or not what was written: none of them is in this."""


class ReadLedgerAnswerUnprovableItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    finding: str


class ReadLedgerAnswerWithdrawnItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    by: int
    """Number of the entry in its ledger, from 1 without gaps."""


class ReadOpenapiAnswer(Answer):
    openapi: str


class ReadProblemAnswer(Answer):
    code: ProblemCode
    status: int
    title: str
    meaning: str
    retryable: bool


class ReadQuarantineAnswer(Answer):
    account_id: str
    quarantined: bool
    quarantine: Quarantine | None = None
    repair: ProposedRepair | None = None
    past: list[PastQuarantine]
    """Those that are over, newest first, fifty at most."""


class Receipt(Answer):
    """The answer to a change, and to every repetition of it."""
    entry: ReceiptEntry
    slices: list[Slice]
    lines: list[PriceLine] | None = None
    rate_card: str | None = None
    balance: Balance


class ReceiptEntry(Answer):
    account_id: str
    seq: int
    """Number of the entry in its ledger, from 1 without gaps."""
    type: EntryType
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    credits: Decimal
    """Credits, exact to 6 decimals."""
    category: Category | None = None
    dimensions: dict[str, str] | None = None
    occurred_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    expires_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    plan_id: str | None = None
    seats: int | None = None
    """The account’s seats from then on. Left out where there is one."""
    effective_at: datetime | None = None
    """Of a plan change that waits for the boundary."""
    pack_id: str | None = None
    payment_id: str | None = None
    paid: ReceiptEntryPaid | None = None
    reverses: int | None = None
    """Number of the entry in its ledger, from 1 without gaps."""
    refund_id: str | None = None
    dispute_id: str | None = None
    in_all: ReceiptEntryInAll | None = None
    uncovered: Decimal | None = None
    """Of what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan’s cap covers
    it. Without an `overrun`, and on other entries, the part of the credits that no grant paid: overrun, or debt."""
    overrun: Decimal | None = None
    """The part of the credits that is overrun: of what settles a hold, or taken off it by a reversal."""
    repaid_debt: Decimal | None = None
    """The part of a grant that repaid debt; of credits given back, the part that paid for purchases which were
    charged back."""
    repaid_overrun: Decimal | None = None
    """The part of a grant that repaid overrun."""
    uncovered_before: Decimal | None = None
    """Overrun of its hold that was counted before."""
    returned: list[Slice] | None = None
    """What was set aside and is given back; of a reversal, what had repaid its overrun."""
    decision: HoldDecision | None = None
    late: bool | None = None
    """Charged after its hold had expired."""
    limit: EntryLimit | None = None
    kept: list[Kept] | None = None
    standing: EntryStanding | None = None
    auto_top_up: AutoTopUp | None = None
    promotion: ReceiptEntryPromotion | None = None
    subscription: Subscription | None = None
    unpaid: bool | None = None
    """The cycle began while nothing paid for the plan: its credits come once something does."""
    repaired_at: datetime | None = None
    """When a repair was made: it is dated like the last entry that stands, which it follows."""
    withdraws: ReceiptEntryWithdraws | None = None
    lost: list[ReceiptEntryLostItem] | None = None
    """Entries that can’t be read any more. What they did is in the balance, as it was found after them."""
    reason: str | None = None
    actor: str | None = None
    hash: str
    """SHA-256, hexadecimal."""


class ReceiptEntryInAll(Answer):
    """What was undone of the same entry in all, this included."""
    credits: Decimal
    """Credits, exact to 6 decimals."""
    lines: list[PriceLine] | None = None


class ReceiptEntryLostItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    unread_from: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    unread_until: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""


class ReceiptEntryPaid(Answer):
    """What was paid for a purchase, taxes included, as whoever took the payment told it; `fee` is what they
    kept."""
    amount: Decimal
    currency: str
    fee: Money | None = None


class ReceiptEntryPromotion(Answer):
    """The code that was redeemed, and which use of its budget that was."""
    code: str
    use: int


class ReceiptEntryWithdraws(Answer):
    """Entries that a repair took back: they count for nothing, and none before it follows from them."""
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    unread_from: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    unread_until: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""


class RefusedUses(Answer):
    """Uses that were turned away on the days of this cycle. A refusal is no entry: it is counted once while it is
    told, from this release on, so these are at least so many. What the gate answered is in none."""
    reason: RefusedUsesReason
    limit_id: str | None = None
    """The spending limit in the way."""
    requests: int
    credits: Decimal
    """What they required, where the refusal said so."""
    last_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    days: list[RefusedUsesDaysItem]
    """How many there were on each day of the account’s zone, in order."""


class RefusedUsesDaysItem(Answer):
    day: str
    requests: int


class ReportUsageAnswer(Answer):
    decision: HoldDecision
    """Whether the work may go on. After `pause`, report again once there are credits."""
    hold: Hold


class ResendDeliveriesAnswer(Answer):
    resent: int
    """Deliveries that are tried again from now on."""
    next_cursor: str | None = None
    """The span holds more: send the same again with it as `cursor`."""


class Restore(Answer):
    """How the charge gets through."""
    packs: list[RestorePacksItem]
    """The packs among the ways."""
    renews_at: datetime | None = None
    """The renewal among the ways."""
    hold_ends: list[datetime] | None = None
    """When work in progress ends at the latest: the soonest twenty of them."""
    ways: list[Way] | None = None
    """Every way that helps, the smallest first; empty when nothing in sight does."""


class RestorePacksItem(Answer):
    pack_id: str
    credits: Decimal
    """Credits, exact to 6 decimals."""


class RotateApiKeyAnswer(Answer):
    key: str
    """What the holder sends as `Authorization: Bearer <key>`. It is told this once, and kept nowhere: scanners for
    secrets know it by `credits_key_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}`."""
    api_key: ApiKey


class RotateEndpointSecretAnswer(Answer):
    secret: str
    """What the receiver verifies signatures with, by Standard Webhooks: `whsec_` and base64. It is told this
    once."""
    endpoint: Endpoint


class RunOutClosed(Answer):
    status: Literal["closed"]


class RunOutForecast(Answer):
    status: Literal["forecast"]
    exhausted_since: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""
    earliest: datetime | None
    """One in ten run out earlier; null: not before the renewal."""
    likely: datetime | None
    """Half of them run out earlier; null: not before the renewal."""
    latest: datetime | None
    """Nine in ten run out earlier; null: not before the renewal."""
    expected_use: UseRange
    """Until the renewal, if nothing stops it."""
    left_at_renewal: UseRange
    """What expires unused at the renewal."""
    on_its_way: RunOutForecastOnItsWay | None = None


class RunOutForecastOnItsWay(Answer):
    """A pack that an automatic top-up asked for, and when nothing is available any more once it is paid. All else
    is as if it never came; advice reckons with it."""
    pack_id: str
    credits: Decimal
    """Credits, exact to 6 decimals."""
    requested_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    earliest: datetime | None
    """ISO 8601 in UTC with milliseconds."""
    likely: datetime | None
    """ISO 8601 in UTC with milliseconds."""
    latest: datetime | None
    """ISO 8601 in UTC with milliseconds."""


class ServiceHealth(Answer):
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    findings: list[ServiceHealthFindingsItem]
    """What needs somebody; empty when nothing does. `not-measured`: what lies beside the table did not answer."""
    sweep: ServiceHealthSweep
    quarantined: list[ServiceHealthQuarantinedItem]
    """Accounts that nothing changes until people have looked."""
    audit: ServiceHealthAudit | None = None
    queues: list[ServiceHealthQueuesItem] | None = None
    alarms: list[ServiceHealthAlarmsItem] | None = None
    """Those that ring."""


class ServiceHealthAlarmsItem(Answer):
    name: str
    matter: str
    since: datetime
    """ISO 8601 in UTC with milliseconds."""


class ServiceHealthAudit(Answer):
    """The last audit. Absent before the first."""
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    audited: int
    unchanged: int
    """Of those: nothing was new since they were verified."""
    skipped: int
    """Of those: there was more to read than one audit takes."""
    breaches: int
    failed: int
    """Could not be looked at; the next audit tries again."""
    caught_up: int
    complete: bool
    """Every account was seen; else the next audit goes on."""


class ServiceHealthQuarantinedItem(Answer):
    account_id: str
    since: datetime
    """ISO 8601 in UTC with milliseconds."""
    findings: list[str]
    """What is wrong, each with the entry that it is about, as `entry 5: …`."""


class ServiceHealthQueuesItem(Answer):
    name: str
    kind: ServiceHealthQueuesItemKind
    messages: int
    """Roughly."""


class ServiceHealthSweep(Answer):
    lag_seconds: int
    """For how long something has been due that isn’t written. Balances are right anyway."""
    oldest_due: ServiceHealthSweepOldestDue | None = None
    parked: int
    """Accounts that failed lately and are left out for an hour."""


class ServiceHealthSweepOldestDue(Answer):
    account_id: str
    due_at: datetime
    """ISO 8601 in UTC with milliseconds."""


class Slice(Answer):
    """What one grant paid, or got back."""
    grant_id: str
    source: GrantSource
    credits: Decimal
    """Credits, exact to 6 decimals."""
    forfeited: bool | None = None
    """The grant had ended: these credits are lost."""


class Statement(Answer):
    """The credits of the movements add up to the change of available and held together, from opening to closing;
    overrun and debt likewise."""
    account_id: str
    plan_id: str
    seats: int | None = None
    """The account’s seats when the cycle began; its plan changes tell of others. Left out of one."""
    cycle: StatementCycle
    final: bool
    """The cycle is over: this statement will never say anything else."""
    entries: StatementEntries
    through: StatementThrough
    opening: Balance
    closing: Balance
    movements: list[StatementMovementsItem]
    cycles: list[StatementCyclesItem]
    """The cycles that have statements, newest first, 60 at most."""
    quarantine: Quarantine | None = None
    unprovable: list[StatementUnprovableItem] | None = None
    """Entries that are missing, or not what was written: none of them is in this."""


class StatementCycle(Answer):
    index: int
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""


class StatementCyclesItem(Answer):
    index: int
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""


class StatementEntries(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""


class StatementMovementsItem(Answer):
    type: StatementMovementsItemType
    source: GrantSource | None = None
    category: Category | None = None
    sku: str | None = None
    others: bool | None = None
    """SKUs beyond the 2,000 that a statement names, summed up."""
    pack_id: str | None = None
    late: bool | None = None
    """Usage that occurred before this cycle, which pays it."""
    quantity: Decimal | None = None
    quantity_hours: Decimal | None = None
    credits: Decimal
    """Credits, signed, exact to 6 decimals."""
    overrun: Decimal | None = None
    """Credits, signed, exact to 6 decimals."""
    debt: Decimal | None = None
    """Credits, signed, exact to 6 decimals."""


class StatementThrough(Answer):
    """The newest entry in it: up to there it is complete."""
    seq: int
    """Number of the entry in its ledger, from 1 without gaps."""
    at: datetime
    """ISO 8601 in UTC with milliseconds."""


class StatementUnprovableItem(Answer):
    first: int
    """Number of the entry in its ledger, from 1 without gaps."""
    last: int
    """Number of the entry in its ledger, from 1 without gaps."""
    finding: str


class Subscription(Answer):
    """What pays for the account’s plan, as it was told last."""
    subscription_id: str
    status: SubscriptionStatus
    paid_until: datetime
    """The end of the newest period that was paid for."""
    ends_at: datetime | None = None
    """When it was canceled or paused. Left out where it wasn’t."""
    cycle_anchor: datetime | None = None
    """The account’s cycles come to begin with its periods, of which one begins then."""
    covered_until: datetime | None = None
    """From then on the plan’s credits wait: what was paid for, and the plan’s grace where it may still be paid.
    Left out while the plan’s price is zero."""


class TestEndpointAnswer(Answer):
    delivery_id: str


class TopUpRequest(Answer):
    """The last automatic top-up that was asked for, and what became of it."""
    request_id: str
    """The same each time it is asked for: the idempotency key of its payment and its purchase."""
    state: TopUpRequestState
    pack_id: str
    requested_at: datetime
    """ISO 8601 in UTC with milliseconds."""
    asked: int
    """The times that it has come up so far. It is told each time while credits are low."""
    next_ask_at: datetime | None = None
    """Left out where it is not asked for again."""
    gives_up_at: datetime | None = None
    """Left out once it has ended."""
    failed_at: datetime | None = None
    """The last time that its payment was told to have failed."""
    reason: str | None = None
    """As the failure was told."""
    ended_at: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""


class UnwatchAccountAnswer(Answer):
    account_id: str
    watched: bool


class Usage(Answer):
    account_id: str
    scope: BurnSpan
    interval: UsageInterval
    time_zone: str
    """The zone that days are of. An hour counts on the day that it begins in."""
    through: UsageThrough
    rows: list[UsageRowsItem]
    comparison: UsageComparison | None = None
    pace: list[UsagePaceItem] | None = None
    """Credits of the plan a day, evenly from when they came to the end of their cycle: as they were at each time.
    On the first page."""
    explored: UsageExplored | None = None
    next_cursor: str | None = None
    quarantine: Quarantine | None = None
    partial: bool | None = None
    """Some of the roll-ups can’t be read, and are left out."""


class UsageComparison(Answer):
    """The whole beside the cycle before, up to the same point while this one goes on, or the span before; null
    where the account wasn’t there for all of that. On the first page; where entries tell the usage, each page has
    its part of it, to be added up."""
    previous: BurnSpan | None
    groups: list[UsageComparisonGroupsItem]


class UsageComparisonGroupsItem(Answer):
    key: str | None = None
    """The category, SKU or value of the dimension."""
    rest: UsageComparisonGroupsItemRest | None = None
    split: UsageSplit | None = None
    credits: Decimal
    """Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made."""
    previous: Decimal
    """Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made."""
    counts: UsageComparisonGroupsItemCounts | None = None


class UsageComparisonGroupsItemCounts(Answer):
    now: UsageSums
    previous: UsageSums


class UsageExplored(Answer):
    """Where entries tell the usage: this page’s part of the totals, in which a request with two SKUs is one; its
    largest charges, ten at most; and how many of the entries were looked at up to here."""
    totals: UsageExploredTotals
    largest: list[Entry]
    entries: UsageExploredEntries


class UsageExploredEntries(Answer):
    read: int
    in_all: int


class UsageExploredTotals(Answer):
    now: UsageSums
    previous: UsageSums


class UsagePaceItem(Answer):
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""
    per_day: Decimal


class UsageRowsItem(Answer):
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""
    key: str | None = None
    """The category, SKU or value of the dimension."""
    rest: UsageRowsItemRest | None = None
    credits: Decimal
    """Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made."""
    requests: int | None = None
    """Debits, captures and holds that ran out with use. Where entries tell the usage."""
    quantity: Decimal | None = None
    """In the SKU’s unit; what is kept over time, in units times hours. Where entries tell the usage by SKU or of
    one."""


class UsageSplit(Answer):
    """The part of the group that this is, where `splitBy` asked for parts; left out for the whole group, which is
    there beside them."""
    key: str | None = None
    """The category, SKU or value of the dimension."""
    rest: UsageSplitRest | None = None


class UsageSums(Answer):
    credits: Decimal
    """Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made."""
    requests: int
    """Debits, captures and holds that ran out with use. Where entries tell the usage."""
    quantity: Decimal
    """In the SKU’s unit; what is kept over time, in units times hours. Where entries tell the usage by SKU or of
    one."""


class UsageThrough(Answer):
    """The newest entry in it: everything up to it is counted, nothing after it."""
    seq: int
    at: datetime
    """ISO 8601 in UTC with milliseconds."""


class UseRange(Answer):
    """Until the renewal, beside the job."""
    low: Decimal
    """One in ten ends below."""
    likely: Decimal
    """Half of them end below."""
    high: Decimal
    """One in ten ends above."""


class Verdict(Answer):
    allowed: bool
    reason: VerdictReason | None = None
    effect: VerdictEffect | None = None
    limit_id: str | None = None
    """The spending limit that denies it."""
    since: datetime | None = None
    """ISO 8601 in UTC with milliseconds."""


class Waste(Answer):
    """Of up to three cycles that are over: granted is net of what was taken back, unused is what expired or came
    back too late."""
    cycles: list[WasteCyclesItem]
    total: WasteTotal


class WasteCyclesItem(Answer):
    cycle: int
    start: datetime
    """ISO 8601 in UTC with milliseconds."""
    end: datetime
    """ISO 8601 in UTC with milliseconds."""
    granted: Decimal
    unused: Decimal
    share: Decimal | None
    """Unused of granted, to 4 decimals."""
    by_source: list[WasteCyclesItemBySourceItem]


class WasteCyclesItemBySourceItem(Answer):
    source: GrantSource
    granted: Decimal
    unused: Decimal
    share: Decimal | None
    """Unused of granted, to 4 decimals."""


class WasteTotal(Answer):
    granted: Decimal
    unused: Decimal
    share: Decimal | None
    """Unused of granted, to 4 decimals."""


class WatchAccountAnswer(Answer):
    account_id: str
    watched: bool


class WayHoldEnd(Answer):
    """Wait until work in progress ends, at the latest then: what it doesn’t use comes back."""
    kind: Literal["hold-end"]
    at: datetime
    """ISO 8601 in UTC with milliseconds."""


class WayLimitReset(Answer):
    """Wait until the limits in the way begin their day or week anew, or have ended."""
    kind: Literal["limit-reset"]
    at: datetime
    """ISO 8601 in UTC with milliseconds."""


class WayPacks(Answer):
    """Buy so many of this pack. Debts are repaid from it first."""
    kind: Literal["packs"]
    pack_id: str
    count: int
    credits: Decimal
    """Credits, exact to 6 decimals."""
    price: Money | None = None
    checkout: str | None = None
    """A link to a checkout of them, relative to the account’s own address, `/accounts/{accountId}/`. A POST there,
    with the right `checkout` and no body, makes the checkout and answers where to pay. Of packs that have a
    price."""


class WayPayment(Answer):
    """Pay for the plan: what waits goes on."""
    kind: Literal["payment"]
    subscription_id: str


class WayRaiseLimits(Answer):
    """Raise every limit that is in the way, at least to this."""
    kind: Literal["raise-limits"]
    limits: list[WayRaiseLimitsLimitsItem]


class WayRaiseLimitsLimitsItem(Answer):
    limit_id: str
    credits: Decimal
    """Credits, exact to 6 decimals."""


class WayRenewal(Answer):
    """Wait for a renewal: the next is 1 away."""
    kind: Literal["renewal"]
    at: datetime
    """ISO 8601 in UTC with milliseconds."""
    renewals: int


AbstentionReason = Union[Literal["history-short", "use-changed", "use-rare"], str]
"""`history-short`: of fewer days than are needed to look so far ahead. `use-changed`: the habit broke so many days
ago (`historyDays`): use stopped, or went on at another level. `use-rare`: something was used in too few hours to
know a pattern."""


AccountDetailsChangesItemMembersItem = Union[Literal["name", "externalId"], str]


AccountState = Union[Literal["active", "exhausted", "suspended", "quarantined", "closed"], str]
"""`exhausted` while nothing is available: new AI requests are paused, new automation restricted, reads stay.
`suspended`: its plan isn’t paid for, and what is left of the plan’s credits, `waiting`, can’t be spent; packs can.
`quarantined`: its books disagree, or can’t be read; nothing changes it until people have looked, and what is shown
is what can be proved."""


Advice = Union[AdviceBuyAddOnBefore, AdviceShiftHeavyWorkAfterRenewal, AdviceRunHeavyWorkBeforeRenewal, AdviceAddOnExpiresUnused, AdviceUsageGrew, AdviceCreditsExpiredUnused, dict[str, Any]]
"""What may be done, by a closed list of codes, each with its figures; the most pressing first."""


ApiKeyPermissionsItem = Union[Literal["read", "charge", "lifecycle", "money-in", "checkout", "adjust", "publish", "operate", "news"], str]


ApiKeyState = Union[Literal["active", "expired", "revoked"], str]


Cadence = Union[Literal["week", "month", "year"], str]


Category = Union[Literal["ai", "infrastructure", "platform"], str]
"""What `available` is available for, where others have more or less."""


DebitBatchAnswerResultsItemBody = Union[Receipt, Problem, dict[str, Any]]


DeliveryState = Union[Literal["waiting", "delivered", "failed", "skipped"], str]
"""`waiting`: it is tried, or will be. `failed`: it was tried for 72 hours, or its endpoint was disabled meanwhile.
`skipped`: it came while the endpoint was disabled."""


DeliveryTriesItemFailure = Union[Literal["timed-out", "not-connected", "address-not-public", "not-sent"], str]


EndpointDisabledReason = Union[Literal["by-hand", "failing", "gone"], str]
"""`by-hand`: somebody disabled it. `failing`: no delivery succeeded for five days. `gone`: its receiver answered
410."""


EndpointForm = Union[Literal["event", "cloudevent", "slack", "email"], str]


EndpointState = Union[Literal["enabled", "failing", "disabled"], str]
"""`failing`: the last try of a delivery failed. After five days without a success it is `disabled`."""


EntryLimitPeriod = Union[Literal["day", "week", "cycle", "lifetime"], str]
"""The billing cycle when left out."""


EntryType = Union[Literal["grant", "plan-change", "debit", "accrual", "hold", "extension", "report", "capture", "release", "hold-expiry", "reversal", "correction", "void", "refund", "chargeback", "expiry", "waiver", "standing-usage", "limit", "notice", "auto-top-up", "closure", "reopening", "repair", "subscription", "suspension", "resumption"], str]


ExhaustionPolicy = Union[Literal["complete", "pause"], str]


FleetAccountFault = Union[Literal["quarantined", "unreadable"], str]
"""`quarantined`: an audit found it in breach of its ledger, and nothing changes it. `unreadable`: what is stored is
no account; there are no figures."""


FleetAccountLevel = Union[Literal["exhausted", "low", "fine", "closed"], str]
"""`low`: less is available than a threshold of its plan. `fine`: neither."""


FleetAccountNamedMembersItem = Union[Literal["name", "externalId"], str]


FleetAccountState = Union[Literal["active", "exhausted", "suspended", "quarantined", "closed"], str]


FleetFacetsItemFacet = Union[Literal["quarantined", "exhausted", "low", "suspended", "runs-out", "overrun", "unused", "silent"], str]


FleetSort = Union[Literal["state", "available", "burn", "id", "found", "facet"], str]
"""`found`: those of a payment first, then by name, then by id. `facet`: those that it concerns most first."""


GrantSource = Union[Literal["plan", "adjustment", "add-on"], str]


HoldDecision = Union[Literal["continue", "pause"], str]


HoldState = Union[Literal["open", "captured", "released", "expired"], str]


ListLimitsAnswerLimitsItemPeriod = Union[Literal["day", "week", "cycle", "lifetime"], str]
"""The billing cycle when left out."""


OverrunPolicy = Union[Literal["forgive", "carry"], str]


PlanFitAdviceBasis = Union[Literal["paid", "replayed"], str]
"""What other plans are held against: what was really paid, or the replay of the present plan."""


PlanFitAdviceBecause = Union[Literal["cheapest", "cheaper-falls-short", "cheaper-overruns", "paid-less", "saving-small", "account-closed", "history-short", "history-long", "replay-differs", "unused", "unpriced", "unsteady"], str]


PlanFitAdviceKind = Union[Literal["keep", "change", "abstain"], str]


PriceTiers = Union[PriceTiersGraduated, PriceTiersThreshold, dict[str, Any]]


ProblemCode = Union[Literal["invalid-request", "idempotency-key-invalid", "not-authorized", "route-not-found", "method-not-allowed", "request-too-large", "internal-error", "account-quarantined", "unavailable", "account-not-found", "plan-not-found", "rate-card-not-found", "idempotency-key-reused", "entry-withdrawn", "entry-lost", "account-exists", "version-exists", "account-closed", "account-not-closed", "usage-in-future", "usage-too-old", "plan-unknown", "plan-not-by-seat", "plan-change-not-now", "pack-unknown", "sku-unknown", "sku-not-standing", "standing-usage-not-found", "standing-usage-limit", "payment-not-found", "nothing-to-refund", "nothing-to-reinstate", "refund-reused", "refund-too-large", "cycle-not-found", "history-pending", "entry-not-found", "entry-not-reversible", "entry-reversed", "reversal-too-large", "usage-not-charged", "payment-reused", "payment-claimed", "payments-not-connected", "pack-without-price", "customer-unknown", "customer-not-found", "customer-taken", "top-up-not-found", "watched-accounts-limit", "api-key-not-found", "api-key-ended", "endpoint-not-found", "endpoint-disabled", "too-many-endpoints", "clock-not-movable", "promotion-not-found", "promotion-exists", "promotion-redeemed", "promotion-ended", "promotion-used-up", "grant-not-found", "grant-not-voidable", "grant-voided", "account-not-quarantined", "repair-outdated", "not-repairable", "expiry-out-of-range", "balance-limit", "hold-not-found", "hold-settled", "hold-expired", "hold-category", "holds-open", "too-many-holds", "limit-not-found", "too-many-limits", "too-many-limit-values", "limit-reached", "insufficient-credits", "hold-limit", "limit-limit"], str]


QuoteAccountOutlook = Union[QuoteAccountOutlookForecast, Abstention, dict[str, Any]]


QuoteAccountOutlookForecastFits = Union[Literal["surely", "likely", "unlikely"], str]
"""Beside the job, the use that is to be expected until the renewal is covered `surely` (with room for something
unforeseen as large as six usual weeks, and only by a history four times as long as the time ahead), `likely` (half
the time or more), or `unlikely`: then run it after the renewal, or with the pack."""


QuoteAccountReason = Union[Literal["account-quarantined", "account-closed", "too-many-limit-values", "limit-reached", "insufficient-credits"], str]
"""Why not: the code of the problem that the debit would be answered."""


RefusedUsesReason = Union[Literal["insufficient-credits", "limit-reached", "too-many-limit-values", "too-many-holds", "sku-unknown", "usage-too-old", "usage-in-future", "account-closed"], str]
"""The problem code that was answered."""


RunOut = Union[RunOutForecast, Abstention, RunOutClosed, dict[str, Any]]
"""When nothing will be available any more, by the account’s own use by hour of the day and day of the week in its
zone: eight in ten are between earliest and latest."""


ServiceHealthFindingsItem = Union[Literal["alarm-rings", "breach-found", "accounts-quarantined", "audit-failed", "work-put-aside", "sweep-late", "accounts-parked", "audit-late", "queues-not-measured", "alarms-not-measured"], str]


ServiceHealthQueuesItemKind = Union[Literal["work", "put-aside"], str]


StatementMovementsItemType = Union[Literal["granted", "repaid", "used", "uncovered", "reversed", "corrected", "refunded", "charged-back", "forfeited", "expired", "waived"], str]


SubscriptionStatus = Union[Literal["incomplete", "trialing", "active", "past_due", "unpaid", "paused", "canceled"], str]


TopUpRequestState = Union[Literal["requested", "failed", "paid", "given-up", "withdrawn"], str]
"""`requested`, `failed` from when its payment was told to have failed until it is asked for again, `paid` once its
pack is purchased, `given-up` after a day without that, `withdrawn` where the cycle ended, the automatic top-up was
set or ended, or the account was closed meanwhile."""


UsageComparisonGroupsItemRest = Union[Literal["others", "none"], str]
"""`others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more
than one answer reads. `none`: usage without a SKU or this dimension."""


UsageInterval = Union[Literal["hour", "day", "cycle"], str]


UsageRowsItemRest = Union[Literal["others", "none"], str]
"""`others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more
than one answer reads. `none`: usage without a SKU or this dimension."""


UsageSplitRest = Union[Literal["others", "none"], str]
"""`others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more
than one answer reads. `none`: usage without a SKU or this dimension."""


VerdictEffect = Union[Literal["paused", "restricted", "refused"], str]


VerdictReason = Union[Literal["quarantined", "closed", "suspended", "exhausted", "too-many-limit-values", "limit-reached", "insufficient-credits"], str]


Way = Union[WayHoldEnd, WayRaiseLimits, WayLimitReset, WayPayment, WayPacks, WayRenewal, dict[str, Any]]
"""Done alone, it lets the very same charge through, if nothing else is used."""


Abstention.model_rebuild()
Access.model_rebuild()
AccessAvailableFor.model_rebuild()
AccessRead.model_rebuild()
Account.model_rebuild()
AccountAvailableFor.model_rebuild()
AccountCycle.model_rebuild()
AccountDetails.model_rebuild()
AccountDetailsChangesItem.model_rebuild()
AccountThrough.model_rebuild()
AccountUnprovableItem.model_rebuild()
AdviceAddOnExpiresUnused.model_rebuild()
AdviceBuyAddOnBefore.model_rebuild()
AdviceCreditsExpiredUnused.model_rebuild()
AdviceCreditsExpiredUnusedPlan.model_rebuild()
AdviceRunHeavyWorkBeforeRenewal.model_rebuild()
AdviceShiftHeavyWorkAfterRenewal.model_rebuild()
AdviceUsageGrew.model_rebuild()
ApiKey.model_rebuild()
AutoTopUp.model_rebuild()
Balance.model_rebuild()
Brake.model_rebuild()
BrakeSet.model_rebuild()
Burn.model_rebuild()
BurnByCategory.model_rebuild()
BurnDown.model_rebuild()
BurnDownAheadItem.model_rebuild()
BurnDownPastItem.model_rebuild()
BurnRate.model_rebuild()
BurnRates.model_rebuild()
BurnSpan.model_rebuild()
BurnSpans.model_rebuild()
CardReplay.model_rebuild()
CardReplayAccountsItem.model_rebuild()
CardReplayAccountsItemRefused.model_rebuild()
CardReplayPassed.model_rebuild()
Checkout.model_rebuild()
CreateApiKeyAnswer.model_rebuild()
CreateEndpointAnswer.model_rebuild()
CustomerPortal.model_rebuild()
DebitBatchAnswer.model_rebuild()
DebitBatchAnswerResultsItem.model_rebuild()
DeleteEndpointAnswer.model_rebuild()
Delivery.model_rebuild()
DeliveryTriesItem.model_rebuild()
Endpoint.model_rebuild()
Entry.model_rebuild()
EntryInAll.model_rebuild()
EntryLimit.model_rebuild()
EntryLostItem.model_rebuild()
EntryPaid.model_rebuild()
EntryPromotion.model_rebuild()
EntryStanding.model_rebuild()
EntryWithdraws.model_rebuild()
Fleet.model_rebuild()
FleetAccount.model_rebuild()
FleetAccountNamed.model_rebuild()
FleetFacetsItem.model_rebuild()
Grant.model_rebuild()
Hold.model_rebuild()
HoldReceipt.model_rebuild()
Insights.model_rebuild()
InsightsCycle.model_rebuild()
InsightsKeptItem.model_rebuild()
InsightsThrough.model_rebuild()
Kept.model_rebuild()
LiftQuarantineAnswer.model_rebuild()
LimitDimension.model_rebuild()
LimitValue.model_rebuild()
LinkedCustomer.model_rebuild()
ListAccountsAnswer.model_rebuild()
ListApiKeysAnswer.model_rebuild()
ListDeliveriesAnswer.model_rebuild()
ListEndpointsAnswer.model_rebuild()
ListHoldsAnswer.model_rebuild()
ListLimitsAnswer.model_rebuild()
ListLimitsAnswerLimitsItem.model_rebuild()
ListLimitsAnswerThrough.model_rebuild()
ListLimitsAnswerUnprovableItem.model_rebuild()
ListPlansAnswer.model_rebuild()
ListPromotionsAnswer.model_rebuild()
ListRateCardsAnswer.model_rebuild()
ListRateCardsAnswerRateCardsItem.model_rebuild()
ListStandingUsageAnswer.model_rebuild()
ListStandingUsageAnswerStandingUsagesItem.model_rebuild()
Money.model_rebuild()
MoveAccountClockAnswer.model_rebuild()
PackOffer.model_rebuild()
PastQuarantine.model_rebuild()
Plan.model_rebuild()
PlanFit.model_rebuild()
PlanFitAdvice.model_rebuild()
PlanFitAdviceSaving.model_rebuild()
PlanFitCyclesItem.model_rebuild()
PlanFitPlansItem.model_rebuild()
PlanFitPlansItemCyclesItem.model_rebuild()
PlanFitPlansItemCyclesItemPacksItem.model_rebuild()
PlanFitReal.model_rebuild()
PlanFitRealCyclesItem.model_rebuild()
PlanFitRealCyclesItemPacksItem.model_rebuild()
PlanOverrun.model_rebuild()
PlanPacksItem.model_rebuild()
PlanPrice.model_rebuild()
Price.model_rebuild()
PriceLine.model_rebuild()
PriceTiersGraduated.model_rebuild()
PriceTiersGraduatedStepsItem.model_rebuild()
PriceTiersThreshold.model_rebuild()
PriceTiersThresholdStepsItem.model_rebuild()
Problem.model_rebuild()
ProblemErrorsItem.model_rebuild()
Promotion.model_rebuild()
ProposedRepair.model_rebuild()
ProposedRepairLostItem.model_rebuild()
ProposedRepairWithdraws.model_rebuild()
Quarantine.model_rebuild()
Quote.model_rebuild()
QuoteAccount.model_rebuild()
QuoteAccountOutlookForecast.model_rebuild()
RateCard.model_rebuild()
ReadLedgerAnswer.model_rebuild()
ReadLedgerAnswerUnprovableItem.model_rebuild()
ReadLedgerAnswerWithdrawnItem.model_rebuild()
ReadOpenapiAnswer.model_rebuild()
ReadProblemAnswer.model_rebuild()
ReadQuarantineAnswer.model_rebuild()
Receipt.model_rebuild()
ReceiptEntry.model_rebuild()
ReceiptEntryInAll.model_rebuild()
ReceiptEntryLostItem.model_rebuild()
ReceiptEntryPaid.model_rebuild()
ReceiptEntryPromotion.model_rebuild()
ReceiptEntryWithdraws.model_rebuild()
RefusedUses.model_rebuild()
RefusedUsesDaysItem.model_rebuild()
ReportUsageAnswer.model_rebuild()
ResendDeliveriesAnswer.model_rebuild()
Restore.model_rebuild()
RestorePacksItem.model_rebuild()
RotateApiKeyAnswer.model_rebuild()
RotateEndpointSecretAnswer.model_rebuild()
RunOutClosed.model_rebuild()
RunOutForecast.model_rebuild()
RunOutForecastOnItsWay.model_rebuild()
ServiceHealth.model_rebuild()
ServiceHealthAlarmsItem.model_rebuild()
ServiceHealthAudit.model_rebuild()
ServiceHealthQuarantinedItem.model_rebuild()
ServiceHealthQueuesItem.model_rebuild()
ServiceHealthSweep.model_rebuild()
ServiceHealthSweepOldestDue.model_rebuild()
Slice.model_rebuild()
Statement.model_rebuild()
StatementCycle.model_rebuild()
StatementCyclesItem.model_rebuild()
StatementEntries.model_rebuild()
StatementMovementsItem.model_rebuild()
StatementThrough.model_rebuild()
StatementUnprovableItem.model_rebuild()
Subscription.model_rebuild()
TestEndpointAnswer.model_rebuild()
TopUpRequest.model_rebuild()
UnwatchAccountAnswer.model_rebuild()
Usage.model_rebuild()
UsageComparison.model_rebuild()
UsageComparisonGroupsItem.model_rebuild()
UsageComparisonGroupsItemCounts.model_rebuild()
UsageExplored.model_rebuild()
UsageExploredEntries.model_rebuild()
UsageExploredTotals.model_rebuild()
UsagePaceItem.model_rebuild()
UsageRowsItem.model_rebuild()
UsageSplit.model_rebuild()
UsageSums.model_rebuild()
UsageThrough.model_rebuild()
UseRange.model_rebuild()
Verdict.model_rebuild()
Waste.model_rebuild()
WasteCyclesItem.model_rebuild()
WasteCyclesItemBySourceItem.model_rebuild()
WasteTotal.model_rebuild()
WatchAccountAnswer.model_rebuild()
WayHoldEnd.model_rebuild()
WayLimitReset.model_rebuild()
WayPacks.model_rebuild()
WayPayment.model_rebuild()
WayRaiseLimits.model_rebuild()
WayRaiseLimitsLimitsItem.model_rebuild()
WayRenewal.model_rebuild()
