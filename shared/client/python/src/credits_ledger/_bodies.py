"""Bodies of requests, as they go over the wire. Written by `npm run openapi` from the contract: change that, never this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union

from typing_extensions import NotRequired, TypedDict

from ._base import Amount, Instant


class AdjustCreditsBody(TypedDict):
    credits: CreditsAmount
    direction: NotRequired[AdjustCreditsBodyDirection]
    expiresAt: NotRequired[Instant]
    """When credits that are added end: after now, and at most ten years later. It may lie past the cycle’s end, and
    past many of them. With the cycle when left out."""
    category: NotRequired[Category]
    """The one category that what is added pays for, before all else. Every one when left out."""
    reason: str
    """Why, for the ledger."""
    actor: str
    """Who answers for it."""


class AuthorizeHoldBodyByCredits(TypedDict):
    credits: CreditsAmount
    category: Category
    """What kind of consumption it is."""
    expiresInSeconds: NotRequired[int]
    """How long the hold lives: 1 second to 24 hours, 10 minutes when left out."""
    whenExhausted: NotRequired[ExhaustionPolicy]
    """When the work needs more than there is: `complete` takes what is available and overruns up to the plan’s cap,
    `pause` is told to pause. `pause` when left out."""
    slice: NotRequired[CreditsAmount]
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""


class AuthorizeHoldBodyByUsage(TypedDict):
    usage: Sequence[UsageLine]
    """What was used; priced by the rate card in effect. All of one category."""
    expiresInSeconds: NotRequired[int]
    """How long the hold lives: 1 second to 24 hours, 10 minutes when left out."""
    whenExhausted: NotRequired[ExhaustionPolicy]
    """When the work needs more than there is: `complete` takes what is available and overruns up to the plan’s cap,
    `pause` is told to pause. `pause` when left out."""
    slice: NotRequired[CreditsAmount]
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""


class CaptureHoldBodyByCredits(TypedDict):
    credits: CreditsAmount
    late: NotRequired[bool]
    """If the hold has expired: charge what wasn’t charged then as a fresh debit, instead of a refusal. `false` when
    left out."""


class CaptureHoldBodyByUsage(TypedDict):
    usage: Sequence[UsageLine]
    """What was used; priced by the rate card in effect. All of one category."""
    late: NotRequired[bool]
    """If the hold has expired: charge what wasn’t charged then as a fresh debit, instead of a refusal. `false` when
    left out."""


class ChangeEndpointBody(TypedDict):
    name: str
    """For people to tell endpoints by."""
    form: NotRequired[ChangeEndpointBodyForm]
    url: NotRequired[str]
    """Where to: `https`, port 443 or 8443, a name that is known outside and leads to public addresses. Left out of
    the form `email`, and, of a change, where it stays as it is."""
    eventTypes: NotRequired[Sequence[ChangeEndpointBodyEventTypesItem]]
    """The types that are delivered. Left out: all of them, those of later versions too, but EntryRecorded, which is
    told of every entry of the ledger and is delivered where it is named."""
    accountIds: NotRequired[Sequence[str]]
    """The accounts whose news is delivered, besides those of `accountPrefix`. All of them where neither is
    given."""
    accountPrefix: NotRequired[str]
    """It reaches the accounts whose ids begin with it, those that are opened later as well. End it with what parts
    ids: `acme` begins `acme2`, too."""
    isEnabled: NotRequired[bool]
    """True when left out: what was disabled, by whatever, is enabled again."""


class ChangePlanBody(TypedDict):
    planId: str
    """The plan."""
    seats: NotRequired[int]
    """Of a plan that is sold by the seat. Left out: as many as there are, and one on another plan that isn’t sold
    so."""
    when: NotRequired[ChangePlanBodyWhen]


class ChargeBackPurchaseBody(TypedDict):
    disputeId: NotRequired[str]
    """The dispute’s own id: told twice, under whatever keys, it is one."""
    reason: NotRequired[str]
    """Why."""


class CreateApiKeyBody(TypedDict):
    name: str
    """For people to tell keys by."""
    permissions: Sequence[CreateApiKeyBodyPermissionsItem]
    """What it may. Nothing else, and nothing that is added later."""
    accountIds: NotRequired[Sequence[str]]
    """The accounts that it reaches, besides those of `accountPrefix`. Where neither is given it reaches all of
    them, and what concerns the service."""
    accountPrefix: NotRequired[str]
    """It reaches the accounts whose ids begin with it, those that are opened later as well. End it with what parts
    ids: `acme` begins `acme2`, too."""
    expiresAt: NotRequired[Instant]
    """From this instant on it lets nobody in: ahead. It has no end of its own when left out."""


class CreateCheckoutBody(TypedDict):
    packId: str
    """The add-on pack."""
    count: NotRequired[int]
    """How many of the pack; one when left out."""
    returnUrl: str
    """Where the customer comes back to once they have paid."""
    cancelUrl: NotRequired[str]
    """Where they come back to if they don’t; `returnUrl` when left out."""


class CreateEndpointBody(TypedDict):
    name: str
    """For people to tell endpoints by."""
    form: NotRequired[CreateEndpointBodyForm]
    url: NotRequired[str]
    """Where to: `https`, port 443 or 8443, a name that is known outside and leads to public addresses. Left out of
    the form `email`, and, of a change, where it stays as it is."""
    eventTypes: NotRequired[Sequence[CreateEndpointBodyEventTypesItem]]
    """The types that are delivered. Left out: all of them, those of later versions too, but EntryRecorded, which is
    told of every entry of the ledger and is delivered where it is named."""
    accountIds: NotRequired[Sequence[str]]
    """The accounts whose news is delivered, besides those of `accountPrefix`. All of them where neither is
    given."""
    accountPrefix: NotRequired[str]
    """It reaches the accounts whose ids begin with it, those that are opened later as well. End it with what parts
    ids: `acme` begins `acme2`, too."""


class DebitBatchBody(TypedDict):
    debits: Sequence[DebitBatchBodyDebitsItem]
    """Debits of any accounts, each with its own key and its own answer."""


class DebitBatchBodyDebitsItemByCredits(TypedDict):
    credits: CreditsAmount
    category: Category
    """What kind of consumption it is."""
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""
    occurredAt: NotRequired[Instant]
    """When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is
    priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays."""
    accountId: str
    """The account, by the id its owner gave it."""
    idempotencyKey: str
    """Makes the request safe to repeat: the same key with the same content gives the first answer, for ever."""


class DebitBatchBodyDebitsItemByUsage(TypedDict):
    usage: Sequence[UsageLine]
    """What was used; priced by the rate card in effect. All of one category."""
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""
    occurredAt: NotRequired[Instant]
    """When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is
    priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays."""
    accountId: str
    """The account, by the id its owner gave it."""
    idempotencyKey: str
    """Makes the request safe to repeat: the same key with the same content gives the first answer, for ever."""


class DebitCreditsBodyByCredits(TypedDict):
    credits: CreditsAmount
    category: Category
    """What kind of consumption it is."""
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""
    occurredAt: NotRequired[Instant]
    """When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is
    priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays."""


class DebitCreditsBodyByUsage(TypedDict):
    usage: Sequence[UsageLine]
    """What was used; priced by the rate card in effect. All of one category."""
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""
    occurredAt: NotRequired[Instant]
    """When the usage occurred: up to five minutes ahead, and as long ago as the plan’s `usageWindowDays`. It is
    priced by the rate card of that time, and counts on that day in usage and insights; the present cycle pays."""


class FailTopUpBody(TypedDict):
    requestId: str
    """The request, as its event named it."""
    reason: NotRequired[str]
    """Why, for people to read."""


class KeepStandingUsageBody(TypedDict):
    sku: str
    """A priced thing of the rate card."""
    quantity: KeepStandingUsageBodyQuantity


class LiftQuarantineBody(TypedDict):
    reason: str
    """Why nothing stands against it any more."""
    actor: str
    """Who answers for it."""


class LimitedDimension(TypedDict):
    """One `value`; all that begin with a `prefix` (or with what a value has before its last `*`), together; or
    `each` value, for itself, nobody named. A limit for one value stands in for the one for `each`, of the same
    category."""
    name: str
    value: NotRequired[str]
    prefix: NotRequired[str]
    each: NotRequired[bool]


class LinkCustomerBody(TypedDict):
    customerId: str
    """The customer’s id with the payment provider."""


class MoveAccountClockBody(TypedDict):
    to: Instant
    """The instant that it is for the account from now on: ahead of its clock, and at most 400 days."""


class OpenAccountBody(TypedDict):
    planId: str
    """The plan."""
    seats: NotRequired[int]
    """How many times it gets the credits of a plan that is sold by the seat. Once when left out."""
    cycleAnchor: NotRequired[Instant]
    """Fixes the cycle’s boundaries: anchor + n cycles. The instant of opening when left out."""
    timeZone: NotRequired[str]
    """IANA zone in which cycle boundaries are reckoned. UTC when left out."""
    name: NotRequired[str]
    """The name that people know the account by."""
    externalId: NotRequired[str]
    """The id that its owner’s other systems have for it."""


class OpenPortalBody(TypedDict):
    returnUrl: str
    """Where the customer comes back to."""


class PublishPlanBody(TypedDict):
    name: NotRequired[str]
    """For people."""
    credits: CreditsAmountOrNone
    perSeat: NotRequired[bool]
    """Sold by the seat: an account gets the credits once for each of its seats, and the price is one seat’s. A
    seat’s credits are then at most 99,999.999999. Not when left out."""
    cycle: NotRequired[Cadence]
    """How often credits renew. `month` when left out."""
    lowBalanceThresholds: NotRequired[Sequence[CreditsAmount]]
    """Available credits below which the account counts as low. None when left out."""
    overrun: NotRequired[PublishPlanBodyOverrun]
    packs: NotRequired[Sequence[PublishPlanBodyPacksItem]]
    """Add-ons that accounts of this plan may buy. None when left out."""
    price: NotRequired[PublishPlanBodyPrice]
    usageWindowDays: NotRequired[int]
    """How many days ago usage may have occurred that is charged: 35 when left out. What is older is refused as
    `usage-too-old`."""
    graceDays: NotRequired[int]
    """For how many days its credits go on after what was paid for, of accounts with a subscription: 3 when left
    out, since a provider takes hours to collect a renewal."""
    effectiveFrom: NotRequired[Instant]
    """When it comes into effect, at least two minutes after its publication. Two minutes from now when left out;
    the first version of a plan at once."""


class PublishPlanBodyOverrun(TypedDict):
    """What becomes of use beyond the balance by work in progress, and how much there may be. Forgiven, and none,
    when left out."""
    policy: OverrunPolicy
    cap: CreditsAmountOrNone


class PublishPlanBodyPacksItem(TypedDict):
    packId: str
    """The add-on pack."""
    credits: CreditsAmount
    price: NotRequired[PublishPlanBodyPacksItemPrice]
    expiresInSeconds: NotRequired[int]
    """Ends so long after its purchase, if that is before the cycle’s end."""


class PublishPlanBodyPacksItemPrice(TypedDict):
    amount: MoneyAmount
    currency: str
    """ISO 4217."""


class PublishPlanBodyPrice(TypedDict):
    amount: MoneyAmount
    currency: str
    """ISO 4217."""
    interval: Cadence


class PublishPromotionBody(TypedDict):
    credits: CreditsAmount
    category: NotRequired[Category]
    """The one category that its credits pay for, before all else. Every one when left out."""
    endsAt: Instant
    """When the code ends: ahead. From this instant on it is refused."""
    expiresInSeconds: NotRequired[int]
    """How long its credits live once they are given, past the cycle if need be. Until the account’s cycle ends when
    left out."""
    uses: int
    """How often it may be redeemed, by all accounts together."""


class PublishRateCardBody(TypedDict):
    effectiveFrom: NotRequired[Instant]
    """When it comes into effect, at least two minutes after its publication. Two minutes from now when left out;
    the first version of a plan at once."""
    planId: NotRequired[str]
    """The plan."""
    aliases: NotRequired[Mapping[str, str]]
    """Other names of what comes before a SKU’s last dot. What is charged by such a name is priced, and written
    down, as the SKU itself."""
    prices: Sequence[PublishRateCardBodyPricesItem]


class PublishRateCardBodyPricesItem(TypedDict):
    sku: str
    """A priced thing of the rate card."""
    category: Category
    """What kind of consumption it is."""
    credits: CreditsAmountOrNone
    per: NotRequired[int]
    """Units that `credits` buys. 1 when left out."""
    unit: NotRequired[str]
    """What one unit is."""
    countsAs: NotRequired[str]
    """A counter of this card’s own, by any name; each SKU is one too."""
    tiers: NotRequired[PublishRateCardBodyPricesItemTiers]


class PublishRateCardBodyPricesItemTiersGraduated(TypedDict):
    mode: Literal["graduated"]
    steps: Sequence[PublishRateCardBodyPricesItemTiersGraduatedStepsItem]


class PublishRateCardBodyPricesItemTiersGraduatedStepsItem(TypedDict):
    above: int
    """Rules for more than so many units."""
    credits: CreditsAmountOrNone
    per: NotRequired[int]
    """Units that `credits` buys. 1 when left out."""


class PublishRateCardBodyPricesItemTiersThreshold(TypedDict):
    mode: Literal["threshold"]
    of: NotRequired[str]
    """A counter of this card’s own, by any name; each SKU is one too."""
    steps: Sequence[PublishRateCardBodyPricesItemTiersThresholdStepsItem]


class PublishRateCardBodyPricesItemTiersThresholdStepsItem(TypedDict):
    above: int
    """Rules for more than so many units."""
    credits: CreditsAmountOrNone
    per: NotRequired[int]
    """Units that `credits` buys. 1 when left out."""


class PurchasePackBody(TypedDict):
    packId: str
    """The add-on pack."""
    paymentId: str
    """The payment’s own id. One payment buys once."""
    paid: NotRequired[PurchasePackBodyPaid]


class PurchasePackBodyPaid(TypedDict):
    """What was paid, taxes included: it is kept with the purchase, and changes no credits."""
    amount: MoneyAmount
    currency: str
    """ISO 4217."""
    fee: NotRequired[PurchasePackBodyPaidFee]


class PurchasePackBodyPaidFee(TypedDict):
    """What whoever took the payment kept of it, in the currency of their settlement."""
    amount: MoneyAmount
    currency: str
    """ISO 4217."""


class QuoteUsageBodyByCredits(TypedDict):
    credits: CreditsAmount
    category: NotRequired[Category]
    """What kind of consumption it is."""
    accountId: NotRequired[str]
    """The account, by the id its owner gave it."""
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""
    outlook: NotRequired[bool]
    """With an account: also what the job leaves for the use that is to be expected until the renewal. It reads
    eight weeks of usage, where a quote reads the account alone."""


class QuoteUsageBodyByUsage(TypedDict):
    usage: Sequence[UsageLine]
    """What was used; priced by the rate card in effect. All of one category."""
    accountId: NotRequired[str]
    """The account, by the id its owner gave it."""
    dimensions: NotRequired[Mapping[str, str]]
    """Who and what used the credits: user, team, model, workflow, resource... Up to 8."""
    outlook: NotRequired[bool]
    """With an account: also what the job leaves for the use that is to be expected until the renewal. It reads
    eight weeks of usage, where a quote reads the account alone."""


class RedeemPromotionBody(TypedDict):
    code: str
    """The promotion’s code, as it is typed in: upper and lower case differ."""


class RefundPurchaseBody(TypedDict):
    credits: NotRequired[CreditsAmount]
    refundId: NotRequired[str]
    """The refund’s own id: told twice, under whatever keys, it is one."""
    reason: NotRequired[str]
    """Why."""


class ReinstatePurchaseBody(TypedDict):
    disputeId: NotRequired[str]
    """The dispute’s own id: told twice, under whatever keys, it is one."""
    reason: NotRequired[str]
    """Why."""


class ReleaseHoldBody(TypedDict):
    reason: NotRequired[str]
    """Why."""


class ReopenAccountBody(TypedDict):
    reason: str
    """Why."""
    actor: str
    """Who answers for it."""


class RepairAccountBody(TypedDict):
    through: int
    """The last entry that stands, as it was proposed."""
    reason: str
    """Why."""
    actor: str
    """Who answers for it."""


class ReplayRateCardBody(TypedDict):
    effectiveFrom: NotRequired[Instant]
    """When it comes into effect, at least two minutes after its publication. Two minutes from now when left out;
    the first version of a plan at once."""
    planId: NotRequired[str]
    """The plan."""
    aliases: NotRequired[Mapping[str, str]]
    """Other names of what comes before a SKU’s last dot. What is charged by such a name is priced, and written
    down, as the SKU itself."""
    prices: Sequence[ReplayRateCardBodyPricesItem]


class ReplayRateCardBodyPricesItem(TypedDict):
    sku: str
    """A priced thing of the rate card."""
    category: Category
    """What kind of consumption it is."""
    credits: CreditsAmountOrNone
    per: NotRequired[int]
    """Units that `credits` buys. 1 when left out."""
    unit: NotRequired[str]
    """What one unit is."""
    countsAs: NotRequired[str]
    """A counter of this card’s own, by any name; each SKU is one too."""
    tiers: NotRequired[ReplayRateCardBodyPricesItemTiers]


class ReplayRateCardBodyPricesItemTiersGraduated(TypedDict):
    mode: Literal["graduated"]
    steps: Sequence[ReplayRateCardBodyPricesItemTiersGraduatedStepsItem]


class ReplayRateCardBodyPricesItemTiersGraduatedStepsItem(TypedDict):
    above: int
    """Rules for more than so many units."""
    credits: CreditsAmountOrNone
    per: NotRequired[int]
    """Units that `credits` buys. 1 when left out."""


class ReplayRateCardBodyPricesItemTiersThreshold(TypedDict):
    mode: Literal["threshold"]
    of: NotRequired[str]
    """A counter of this card’s own, by any name; each SKU is one too."""
    steps: Sequence[ReplayRateCardBodyPricesItemTiersThresholdStepsItem]


class ReplayRateCardBodyPricesItemTiersThresholdStepsItem(TypedDict):
    above: int
    """Rules for more than so many units."""
    credits: CreditsAmountOrNone
    per: NotRequired[int]
    """Units that `credits` buys. 1 when left out."""


class ReportUsageBodyByCredits(TypedDict):
    credits: CreditsAmount
    leftMin: NotRequired[CreditsAmount]
    """Extend the hold as soon as less than this is left of it, so that the work never waits for funds. Without it,
    once nothing is left."""


class ReportUsageBodyByUsage(TypedDict):
    usage: Sequence[UsageLine]
    """What was used; priced by the rate card in effect. All of one category."""
    leftMin: NotRequired[CreditsAmount]
    """Extend the hold as soon as less than this is left of it, so that the work never waits for funds. Without it,
    once nothing is left."""


class ReverseDebitBody(TypedDict):
    credits: NotRequired[CreditsAmount]
    usage: NotRequired[Sequence[ReverseDebitBodyUsageItem]]
    """Usage of the entry to give back: each line’s share of its credits. Of what is kept over time, a quantity for
    all of the time."""
    reissue: NotRequired[bool]
    """Grants anew, as an adjustment until the cycle ends, what grants that have ended had paid. Otherwise that is
    forfeited."""
    reason: NotRequired[str]
    """Why."""


class ReverseDebitBodyUsageItem(TypedDict):
    sku: str
    """A priced thing of the rate card."""
    quantity: ReverseDebitBodyUsageItemQuantity


class RotateApiKeyBody(TypedDict):
    overlapSeconds: NotRequired[int]
    """For so long the secrets before are taken as well, unless they end sooner: a day when left out, a week at the
    most. 0 ends them now, as after a leak."""


class RotateEndpointSecretBody(TypedDict):
    overlapSeconds: NotRequired[int]
    """For so long the secrets before sign beside the new one: a day when left out, a week at the most. 0 ends them
    now, as after a leak."""


class SetAccountDetailsBody(TypedDict):
    name: NotRequired[str]
    """The name that people know the account by."""
    externalId: NotRequired[str]
    """The id that its owner’s other systems have for it."""
    actor: NotRequired[str]
    """Who answers for it."""


class SetAutoTopUpBody(TypedDict):
    packId: str
    """The add-on pack."""
    threshold: CreditsAmount
    maxPerCycle: int
    """So many are asked for in one cycle."""
    maxPrice: NotRequired[SetAutoTopUpBodyMaxPrice]


class SetAutoTopUpBodyMaxPrice(TypedDict):
    """The most that one pack may cost, without taxes; so a cycle costs `maxPerCycle` times as much at most. Where
    the plan sells it dearer, or in another currency, the service pays for nothing, and says so. Left out where any
    price may be paid."""
    amount: MoneyAmount
    currency: str
    """ISO 4217."""


class SetBrakeBody(TypedDict):
    dimension: NotRequired[str]
    """The dimension whose values are watched, as `key`, `user` or `workflow`. Off when left out."""
    actor: NotRequired[str]
    """Who answers for it."""


class SetLimitBody(TypedDict):
    """What a category, or values of a dimension, may use in a period; or the whole account, with a period."""
    credits: CreditsAmount
    category: NotRequired[Category]
    """What kind of consumption it is."""
    dimension: NotRequired[LimitedDimension]
    period: NotRequired[SetLimitBodyPeriod]
    endsAt: NotRequired[Instant]
    """When the limit ends: from then on it is gone."""


class TellSubscriptionBody(TypedDict):
    subscriptionId: str
    """The subscription’s own id, with whoever collects it."""
    status: TellSubscriptionBodyStatus
    paidUntil: Instant
    """The end of the newest period that was paid for, or that costs nothing."""
    endsAt: NotRequired[Instant]
    """When it was canceled or paused, if it was."""
    cycleAnchor: NotRequired[Instant]
    """An instant at which one of its periods begins: the account’s cycles come to begin with them, from the next
    boundary on. They stay as they are when left out."""


class UsageLine(TypedDict):
    sku: str
    """A priced thing of the rate card."""
    quantity: UsageQuantity


class VoidGrantBody(TypedDict):
    reason: str
    """Why, for the ledger."""
    actor: str
    """Who answers for it."""


ResendDeliveriesBody = TypedDict(
    "ResendDeliveriesBody",
    {
        # These, in whatever state they are. Not together with a span of time.
        "deliveryIds": NotRequired[Sequence[str]],
        # Those of what happened from then on, together with `to`.
        "from": NotRequired[Instant],
        # Those of what happened before then.
        "to": NotRequired[Instant],
        # Of the span, what was delivered or waits, too. What failed or was skipped when left out.
        "all": NotRequired[bool],
        # Goes on where the request before ended.
        "cursor": NotRequired[str],
    },
)


AdjustCreditsBodyDirection = Literal["add", "remove"]
AuthorizeHoldBody = Union[AuthorizeHoldBodyByCredits, AuthorizeHoldBodyByUsage]
Cadence = Literal["week", "month", "year"]
CaptureHoldBody = Union[CaptureHoldBodyByCredits, CaptureHoldBodyByUsage]
Category = Literal["ai", "infrastructure", "platform"]
ChangeEndpointBodyEventTypesItem = Literal["DebitRefused", "BalanceFellBelowThreshold", "CreditsExhausted", "CreditsRestored", "CycleReset", "CreditsExpired", "CreditExpiryAnnounced", "HoldExpired", "PlanChanged", "TopUpRequested", "TopUpFailed", "TopUpGivenUp", "TopUpCapReached", "OverrunIncurred", "UseLeftUncovered", "AccountSuspended", "AccountResumed", "LedgerBreachFound", "PaymentInQuestion", "BrakeApplied", "BrakeReleased", "EndpointDisabled", "EntryRecorded"]
ChangeEndpointBodyForm = Literal["event", "cloudevent", "slack", "email"]
ChangePlanBodyWhen = Literal["now", "next-cycle"]
CreateApiKeyBodyPermissionsItem = Literal["read", "charge", "lifecycle", "money-in", "checkout", "adjust", "publish", "operate", "news"]
CreateEndpointBodyEventTypesItem = Literal["DebitRefused", "BalanceFellBelowThreshold", "CreditsExhausted", "CreditsRestored", "CycleReset", "CreditsExpired", "CreditExpiryAnnounced", "HoldExpired", "PlanChanged", "TopUpRequested", "TopUpFailed", "TopUpGivenUp", "TopUpCapReached", "OverrunIncurred", "UseLeftUncovered", "AccountSuspended", "AccountResumed", "LedgerBreachFound", "PaymentInQuestion", "BrakeApplied", "BrakeReleased", "EndpointDisabled", "EntryRecorded"]
CreateEndpointBodyForm = Literal["event", "cloudevent", "slack", "email"]
CreditsAmount = Amount
CreditsAmountOrNone = Amount
DebitBatchBodyDebitsItem = Union[DebitBatchBodyDebitsItemByCredits, DebitBatchBodyDebitsItemByUsage]
DebitCreditsBody = Union[DebitCreditsBodyByCredits, DebitCreditsBodyByUsage]
EntryType = Literal["grant", "plan-change", "debit", "accrual", "hold", "extension", "report", "capture", "release", "hold-expiry", "reversal", "correction", "void", "refund", "chargeback", "expiry", "waiver", "standing-usage", "limit", "notice", "auto-top-up", "closure", "reopening", "repair", "subscription", "suspension", "resumption"]
ExhaustionPolicy = Literal["complete", "pause"]
KeepStandingUsageBodyQuantity = Amount
ListDeliveriesState = Literal["waiting", "delivered", "failed", "skipped"]
MoneyAmount = Amount
OverrunPolicy = Literal["forgive", "carry"]
ProblemCode = Literal["invalid-request", "idempotency-key-invalid", "not-authorized", "route-not-found", "method-not-allowed", "request-too-large", "internal-error", "account-quarantined", "unavailable", "account-not-found", "plan-not-found", "rate-card-not-found", "idempotency-key-reused", "entry-withdrawn", "entry-lost", "account-exists", "version-exists", "account-closed", "account-not-closed", "usage-in-future", "usage-too-old", "plan-unknown", "plan-not-by-seat", "plan-change-not-now", "pack-unknown", "sku-unknown", "sku-not-standing", "standing-usage-not-found", "standing-usage-limit", "payment-not-found", "nothing-to-refund", "nothing-to-reinstate", "refund-reused", "refund-too-large", "cycle-not-found", "history-pending", "entry-not-found", "entry-not-reversible", "entry-reversed", "reversal-too-large", "usage-not-charged", "payment-reused", "payment-claimed", "payments-not-connected", "pack-without-price", "customer-unknown", "customer-not-found", "customer-taken", "top-up-not-found", "watched-accounts-limit", "api-key-not-found", "api-key-ended", "endpoint-not-found", "endpoint-disabled", "too-many-endpoints", "clock-not-movable", "promotion-not-found", "promotion-exists", "promotion-redeemed", "promotion-ended", "promotion-used-up", "grant-not-found", "grant-not-voidable", "grant-voided", "account-not-quarantined", "repair-outdated", "not-repairable", "expiry-out-of-range", "balance-limit", "hold-not-found", "hold-settled", "hold-expired", "hold-category", "holds-open", "too-many-holds", "limit-not-found", "too-many-limits", "too-many-limit-values", "limit-reached", "insufficient-credits", "hold-limit", "limit-limit"]
PublishRateCardBodyPricesItemTiers = Union[PublishRateCardBodyPricesItemTiersGraduated, PublishRateCardBodyPricesItemTiersThreshold]
QuoteUsageBody = Union[QuoteUsageBodyByUsage, QuoteUsageBodyByCredits]
ReadFleetFacet = Literal["quarantined", "exhausted", "low", "suspended", "runs-out", "overrun", "unused", "silent"]
ReadFleetSort = Literal["state", "available", "burn", "id"]
ReadInsightsPlanFit = Literal["true", "false"]
ReadLedgerFormat = Literal["json", "csv", "ndjson"]
ReadLedgerOrder = Literal["asc", "desc"]
ReadStatementFormat = Literal["json", "csv"]
ReadUsageFormat = Literal["json", "csv", "ndjson"]
ReadUsageInterval = Literal["hour", "day", "cycle"]
ReplayRateCardBodyPricesItemTiers = Union[ReplayRateCardBodyPricesItemTiersGraduated, ReplayRateCardBodyPricesItemTiersThreshold]
ReplayRateCardCycle = Literal["last", "present"]
ReportUsageBody = Union[ReportUsageBodyByCredits, ReportUsageBodyByUsage]
ReverseDebitBodyUsageItemQuantity = Amount
SetLimitBodyPeriod = Literal["day", "week", "cycle", "lifetime"]
TellSubscriptionBodyStatus = Literal["incomplete", "trialing", "active", "past_due", "unpaid", "paused", "canceled"]
UsageQuantity = Amount
