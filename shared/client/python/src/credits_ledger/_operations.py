"""Every operation of the API as a method, for threads and for asyncio. Written by `npm run openapi` from the contract: change that, never this."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

from . import _answers, _bodies
from ._base import Amount, Instant
from ._call import Call, Operation

T = TypeVar("T")

OPEN_ACCOUNT: Operation[_answers.Account] = Operation(
    "open-account", "PUT", "/accounts/{accountId}", True, 200, _answers.Account
)
LIST_ACCOUNTS: Operation[_answers.ListAccountsAnswer] = Operation(
    "list-accounts", "GET", "/accounts", False, 200, _answers.ListAccountsAnswer
)
READ_ACCOUNT: Operation[_answers.Account] = Operation(
    "read-account", "GET", "/accounts/{accountId}", False, 200, _answers.Account
)
SET_ACCOUNT_DETAILS: Operation[_answers.AccountDetails] = Operation(
    "set-account-details", "PUT", "/accounts/{accountId}/details", False, 200, _answers.AccountDetails
)
CLOSE_ACCOUNT: Operation[_answers.Receipt] = Operation(
    "close-account", "DELETE", "/accounts/{accountId}", True, 200, _answers.Receipt
)
CHECK_ACCESS: Operation[_answers.Access] = Operation(
    "check-access", "GET", "/accounts/{accountId}/access", False, 200, _answers.Access
)
CHANGE_PLAN: Operation[_answers.Receipt] = Operation(
    "change-plan", "PUT", "/accounts/{accountId}/plan", True, 200, _answers.Receipt
)
QUOTE_USAGE: Operation[_answers.Quote] = Operation(
    "quote-usage", "POST", "/quotes", False, 200, _answers.Quote
)
DEBIT_CREDITS: Operation[_answers.Receipt] = Operation(
    "debit-credits", "POST", "/accounts/{accountId}/debits", True, 201, _answers.Receipt
)
DEBIT_BATCH: Operation[_answers.DebitBatchAnswer] = Operation(
    "debit-batch", "POST", "/debits", False, 200, _answers.DebitBatchAnswer
)
REVERSE_DEBIT: Operation[_answers.Receipt] = Operation(
    "reverse-debit", "POST", "/accounts/{accountId}/debits/{seq}/reversal", True, 201, _answers.Receipt
)
AUTHORIZE_HOLD: Operation[_answers.HoldReceipt] = Operation(
    "authorize-hold", "POST", "/accounts/{accountId}/holds", True, 201, _answers.HoldReceipt
)
LIST_HOLDS: Operation[_answers.ListHoldsAnswer] = Operation(
    "list-holds", "GET", "/accounts/{accountId}/holds", False, 200, _answers.ListHoldsAnswer
)
READ_HOLD: Operation[_answers.Hold] = Operation(
    "read-hold", "GET", "/accounts/{accountId}/holds/{holdId}", False, 200, _answers.Hold
)
REPORT_USAGE: Operation[_answers.ReportUsageAnswer] = Operation(
    "report-usage", "POST", "/accounts/{accountId}/holds/{holdId}/usage", True, 200, _answers.ReportUsageAnswer
)
CAPTURE_HOLD: Operation[_answers.HoldReceipt] = Operation(
    "capture-hold", "POST", "/accounts/{accountId}/holds/{holdId}/capture", True, 201, _answers.HoldReceipt
)
RELEASE_HOLD: Operation[_answers.HoldReceipt] = Operation(
    "release-hold", "POST", "/accounts/{accountId}/holds/{holdId}/release", True, 201, _answers.HoldReceipt
)
SET_LIMIT: Operation[_answers.Receipt] = Operation(
    "set-limit", "PUT", "/accounts/{accountId}/limits/{limitId}", True, 200, _answers.Receipt
)
REMOVE_LIMIT: Operation[_answers.Receipt] = Operation(
    "remove-limit", "DELETE", "/accounts/{accountId}/limits/{limitId}", True, 200, _answers.Receipt
)
LIST_LIMITS: Operation[_answers.ListLimitsAnswer] = Operation(
    "list-limits", "GET", "/accounts/{accountId}/limits", False, 200, _answers.ListLimitsAnswer
)
SET_BRAKE: Operation[_answers.Brake] = Operation(
    "set-brake", "PUT", "/accounts/{accountId}/brake", False, 200, _answers.Brake
)
READ_BRAKE: Operation[_answers.Brake] = Operation(
    "read-brake", "GET", "/accounts/{accountId}/brake", False, 200, _answers.Brake
)
KEEP_STANDING_USAGE: Operation[_answers.Receipt] = Operation(
    "keep-standing-usage", "PUT", "/accounts/{accountId}/standing-usage/{usageId}", True, 200, _answers.Receipt
)
END_STANDING_USAGE: Operation[_answers.Receipt] = Operation(
    "end-standing-usage", "DELETE", "/accounts/{accountId}/standing-usage/{usageId}", True, 200, _answers.Receipt
)
LIST_STANDING_USAGE: Operation[_answers.ListStandingUsageAnswer] = Operation(
    "list-standing-usage", "GET", "/accounts/{accountId}/standing-usage", False, 200, _answers.ListStandingUsageAnswer
)
PURCHASE_PACK: Operation[_answers.Receipt] = Operation(
    "purchase-pack", "POST", "/accounts/{accountId}/purchases", True, 201, _answers.Receipt
)
TELL_SUBSCRIPTION: Operation[_answers.Receipt] = Operation(
    "tell-subscription", "POST", "/accounts/{accountId}/subscription", True, 201, _answers.Receipt
)
REDEEM_PROMOTION: Operation[_answers.Receipt] = Operation(
    "redeem-promotion", "POST", "/accounts/{accountId}/promotions", True, 201, _answers.Receipt
)
ADJUST_CREDITS: Operation[_answers.Receipt] = Operation(
    "adjust-credits", "POST", "/accounts/{accountId}/adjustments", True, 201, _answers.Receipt
)
VOID_GRANT: Operation[_answers.Receipt] = Operation(
    "void-grant", "POST", "/accounts/{accountId}/grants/{grantId}/void", True, 201, _answers.Receipt
)
REFUND_PURCHASE: Operation[_answers.Receipt] = Operation(
    "refund-purchase", "POST", "/accounts/{accountId}/purchases/{paymentId}/refund", True, 201, _answers.Receipt
)
CHARGE_BACK_PURCHASE: Operation[_answers.Receipt] = Operation(
    "charge-back-purchase", "POST", "/accounts/{accountId}/purchases/{paymentId}/chargeback", True, 201, _answers.Receipt
)
REINSTATE_PURCHASE: Operation[_answers.Receipt] = Operation(
    "reinstate-purchase", "POST", "/accounts/{accountId}/purchases/{paymentId}/reinstatement", True, 201, _answers.Receipt
)
CREATE_CHECKOUT: Operation[_answers.Checkout] = Operation(
    "create-checkout", "POST", "/accounts/{accountId}/checkouts", False, 201, _answers.Checkout
)
FOLLOW_CHECKOUT: Operation[_answers.Checkout] = Operation(
    "follow-checkout", "POST", "/accounts/{accountId}/packs/{packId}/checkout", False, 201, _answers.Checkout
)
OPEN_PORTAL: Operation[_answers.CustomerPortal] = Operation(
    "open-portal", "POST", "/accounts/{accountId}/customer-portal", False, 201, _answers.CustomerPortal
)
LINK_CUSTOMER: Operation[_answers.LinkedCustomer] = Operation(
    "link-customer", "POST", "/accounts/{accountId}/customer", False, 200, _answers.LinkedCustomer
)
READ_LEDGER: Operation[_answers.ReadLedgerAnswer] = Operation(
    "read-ledger", "GET", "/accounts/{accountId}/ledger", False, 200, _answers.ReadLedgerAnswer
)
READ_STATEMENT: Operation[_answers.Statement] = Operation(
    "read-statement", "GET", "/accounts/{accountId}/statements/{cycle}", False, 200, _answers.Statement
)
SET_AUTO_TOP_UP: Operation[_answers.Receipt] = Operation(
    "set-auto-top-up", "PUT", "/accounts/{accountId}/auto-top-up", True, 200, _answers.Receipt
)
FAIL_TOP_UP: Operation[_answers.TopUpRequest] = Operation(
    "fail-top-up", "POST", "/accounts/{accountId}/auto-top-up/failures", False, 200, _answers.TopUpRequest
)
END_AUTO_TOP_UP: Operation[_answers.Receipt] = Operation(
    "end-auto-top-up", "DELETE", "/accounts/{accountId}/auto-top-up", True, 200, _answers.Receipt
)
WATCH_ACCOUNT: Operation[_answers.WatchAccountAnswer] = Operation(
    "watch-account", "PUT", "/watched-accounts/{accountId}", False, 200, _answers.WatchAccountAnswer
)
UNWATCH_ACCOUNT: Operation[_answers.UnwatchAccountAnswer] = Operation(
    "unwatch-account", "DELETE", "/watched-accounts/{accountId}", False, 200, _answers.UnwatchAccountAnswer
)
READ_USAGE: Operation[_answers.Usage] = Operation(
    "read-usage", "GET", "/accounts/{accountId}/usage", False, 200, _answers.Usage
)
READ_INSIGHTS: Operation[_answers.Insights] = Operation(
    "read-insights", "GET", "/accounts/{accountId}/insights", False, 200, _answers.Insights
)
PUBLISH_PLAN: Operation[_answers.Plan] = Operation(
    "publish-plan", "PUT", "/plans/{planId}", False, 200, _answers.Plan
)
READ_PLAN: Operation[_answers.Plan] = Operation(
    "read-plan", "GET", "/plans/{planId}", False, 200, _answers.Plan
)
LIST_PLANS: Operation[_answers.ListPlansAnswer] = Operation(
    "list-plans", "GET", "/plans", False, 200, _answers.ListPlansAnswer
)
PUBLISH_RATE_CARD: Operation[_answers.RateCard] = Operation(
    "publish-rate-card", "PUT", "/rate-cards/{version}", False, 200, _answers.RateCard
)
READ_RATE_CARD: Operation[_answers.RateCard] = Operation(
    "read-rate-card", "GET", "/rate-cards/{version}", False, 200, _answers.RateCard
)
LIST_RATE_CARDS: Operation[_answers.ListRateCardsAnswer] = Operation(
    "list-rate-cards", "GET", "/rate-cards", False, 200, _answers.ListRateCardsAnswer
)
REPLAY_RATE_CARD: Operation[_answers.CardReplay] = Operation(
    "replay-rate-card", "POST", "/rate-cards/{version}/replay", False, 200, _answers.CardReplay
)
PUBLISH_PROMOTION: Operation[_answers.Promotion] = Operation(
    "publish-promotion", "PUT", "/promotions/{code}", False, 200, _answers.Promotion
)
READ_PROMOTION: Operation[_answers.Promotion] = Operation(
    "read-promotion", "GET", "/promotions/{code}", False, 200, _answers.Promotion
)
READ_FLEET: Operation[_answers.Fleet] = Operation(
    "read-fleet", "GET", "/fleet", False, 200, _answers.Fleet
)
LIFT_QUARANTINE: Operation[_answers.LiftQuarantineAnswer] = Operation(
    "lift-quarantine", "POST", "/accounts/{accountId}/quarantine/lift", False, 200, _answers.LiftQuarantineAnswer
)
READ_SERVICE_HEALTH: Operation[_answers.ServiceHealth] = Operation(
    "read-service-health", "GET", "/service-health", False, 200, _answers.ServiceHealth
)
LIST_PROMOTIONS: Operation[_answers.ListPromotionsAnswer] = Operation(
    "list-promotions", "GET", "/promotions", False, 200, _answers.ListPromotionsAnswer
)
END_PROMOTION: Operation[_answers.Promotion] = Operation(
    "end-promotion", "POST", "/promotions/{code}/end", False, 200, _answers.Promotion
)
READ_QUARANTINE: Operation[_answers.ReadQuarantineAnswer] = Operation(
    "read-quarantine", "GET", "/accounts/{accountId}/quarantine", False, 200, _answers.ReadQuarantineAnswer
)
REPAIR_ACCOUNT: Operation[_answers.Receipt] = Operation(
    "repair-account", "POST", "/accounts/{accountId}/quarantine/repair", False, 200, _answers.Receipt
)
REOPEN_ACCOUNT: Operation[_answers.Receipt] = Operation(
    "reopen-account", "POST", "/accounts/{accountId}/reopening", True, 200, _answers.Receipt
)
CREATE_API_KEY: Operation[_answers.CreateApiKeyAnswer] = Operation(
    "create-api-key", "POST", "/api-keys", False, 201, _answers.CreateApiKeyAnswer
)
LIST_API_KEYS: Operation[_answers.ListApiKeysAnswer] = Operation(
    "list-api-keys", "GET", "/api-keys", False, 200, _answers.ListApiKeysAnswer
)
READ_API_KEY: Operation[_answers.ApiKey] = Operation(
    "read-api-key", "GET", "/api-keys/{keyId}", False, 200, _answers.ApiKey
)
ROTATE_API_KEY: Operation[_answers.RotateApiKeyAnswer] = Operation(
    "rotate-api-key", "POST", "/api-keys/{keyId}/rotation", False, 201, _answers.RotateApiKeyAnswer
)
REVOKE_API_KEY: Operation[_answers.ApiKey] = Operation(
    "revoke-api-key", "DELETE", "/api-keys/{keyId}", False, 200, _answers.ApiKey
)
CREATE_ENDPOINT: Operation[_answers.CreateEndpointAnswer] = Operation(
    "create-endpoint", "POST", "/endpoints", False, 201, _answers.CreateEndpointAnswer
)
LIST_ENDPOINTS: Operation[_answers.ListEndpointsAnswer] = Operation(
    "list-endpoints", "GET", "/endpoints", False, 200, _answers.ListEndpointsAnswer
)
READ_ENDPOINT: Operation[_answers.Endpoint] = Operation(
    "read-endpoint", "GET", "/endpoints/{endpointId}", False, 200, _answers.Endpoint
)
CHANGE_ENDPOINT: Operation[_answers.Endpoint] = Operation(
    "change-endpoint", "PUT", "/endpoints/{endpointId}", False, 200, _answers.Endpoint
)
ROTATE_ENDPOINT_SECRET: Operation[_answers.RotateEndpointSecretAnswer] = Operation(
    "rotate-endpoint-secret", "POST", "/endpoints/{endpointId}/rotation", False, 201, _answers.RotateEndpointSecretAnswer
)
DELETE_ENDPOINT: Operation[_answers.DeleteEndpointAnswer] = Operation(
    "delete-endpoint", "DELETE", "/endpoints/{endpointId}", False, 200, _answers.DeleteEndpointAnswer
)
TEST_ENDPOINT: Operation[_answers.TestEndpointAnswer] = Operation(
    "test-endpoint", "POST", "/endpoints/{endpointId}/test", False, 201, _answers.TestEndpointAnswer
)
LIST_DELIVERIES: Operation[_answers.ListDeliveriesAnswer] = Operation(
    "list-deliveries", "GET", "/endpoints/{endpointId}/deliveries", False, 200, _answers.ListDeliveriesAnswer
)
RESEND_DELIVERIES: Operation[_answers.ResendDeliveriesAnswer] = Operation(
    "resend-deliveries", "POST", "/endpoints/{endpointId}/resend", False, 200, _answers.ResendDeliveriesAnswer
)
MOVE_ACCOUNT_CLOCK: Operation[_answers.MoveAccountClockAnswer] = Operation(
    "move-account-clock", "PUT", "/accounts/{accountId}/clock", False, 200, _answers.MoveAccountClockAnswer
)
READ_OPENAPI: Operation[_answers.ReadOpenapiAnswer] = Operation(
    "read-openapi", "GET", "/openapi.json", False, 200, _answers.ReadOpenapiAnswer
)
READ_PROBLEM: Operation[_answers.ReadProblemAnswer] = Operation(
    "read-problem", "GET", "/problems/{code}", False, 200, _answers.ReadProblemAnswer
)


class Operations:
    """One method an operation. A refusal is raised as `CreditsRefused`."""

    def _send(self, call: Call[T]) -> T:
        raise NotImplementedError

    def open_account(
        self,
        account_id: str,
        body: _bodies.OpenAccountBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Account:
        """Open an account. Refusals: idempotency-key-reused, entry-withdrawn, entry-lost, account-exists,
        account-closed, plan-unknown, plan-not-by-seat."""
        return self._send(
            Call(OPEN_ACCOUNT, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def list_accounts(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListAccountsAnswer:
        """List open accounts."""
        return self._send(
            Call(LIST_ACCOUNTS, query={"limit": limit, "cursor": cursor})
        )

    def read_account(
        self,
        account_id: str,
        *,
        at: Instant | None = None,
    ) -> _answers.Account:
        """Read a balance. Refusals: account-not-found, history-pending."""
        return self._send(
            Call(READ_ACCOUNT, params={"accountId": account_id}, query={"at": at})
        )

    def set_account_details(
        self,
        account_id: str,
        body: _bodies.SetAccountDetailsBody,
    ) -> _answers.AccountDetails:
        """Name an account. Refusals: account-not-found, account-quarantined."""
        return self._send(
            Call(SET_ACCOUNT_DETAILS, params={"accountId": account_id}, body=body)
        )

    def close_account(
        self,
        account_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Close an account. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, holds-open."""
        return self._send(
            Call(CLOSE_ACCOUNT, params={"accountId": account_id}, idempotency_key=idempotency_key)
        )

    def check_access(
        self,
        account_id: str,
        *,
        credits: Amount | None = None,
        category: _bodies.Category | None = None,
        usage: str | None = None,
        dimensions: str | None = None,
    ) -> _answers.Access:
        """Ask the gate. Refusals: account-not-found, sku-unknown."""
        return self._send(
            Call(CHECK_ACCESS, params={"accountId": account_id}, query={"credits": credits, "category": category, "usage": usage, "dimensions": dimensions})
        )

    def change_plan(
        self,
        account_id: str,
        body: _bodies.ChangePlanBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Change the plan. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, plan-unknown, plan-not-by-seat, plan-change-not-now, balance-limit."""
        return self._send(
            Call(CHANGE_PLAN, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def quote_usage(
        self,
        body: _bodies.QuoteUsageBody,
    ) -> _answers.Quote:
        """Price a usage without spending. Refusals: account-not-found, sku-unknown."""
        return self._send(
            Call(QUOTE_USAGE, body=body)
        )

    def debit_credits(
        self,
        account_id: str,
        body: _bodies.DebitCreditsBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Debit credits. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, usage-in-future, usage-too-old, sku-unknown, too-many-limit-values, limit-reached,
        insufficient-credits."""
        return self._send(
            Call(DEBIT_CREDITS, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def debit_batch(
        self,
        body: _bodies.DebitBatchBody,
    ) -> _answers.DebitBatchAnswer:
        """Debit many accounts."""
        return self._send(
            Call(DEBIT_BATCH, body=body)
        )

    def reverse_debit(
        self,
        account_id: str,
        seq: int,
        body: _bodies.ReverseDebitBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Reverse a charge. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, entry-not-found, entry-not-reversible, entry-reversed, reversal-too-large,
        usage-not-charged, balance-limit."""
        return self._send(
            Call(REVERSE_DEBIT, params={"accountId": account_id, "seq": seq}, body=body, idempotency_key=idempotency_key)
        )

    def authorize_hold(
        self,
        account_id: str,
        body: _bodies.AuthorizeHoldBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.HoldReceipt:
        """Set credits aside for work that starts. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, sku-unknown, too-many-holds, hold-limit, too-many-limit-values,
        limit-reached, insufficient-credits."""
        return self._send(
            Call(AUTHORIZE_HOLD, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def list_holds(
        self,
        account_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListHoldsAnswer:
        """List open holds. Refusals: account-not-found."""
        return self._send(
            Call(LIST_HOLDS, params={"accountId": account_id}, query={"limit": limit, "cursor": cursor})
        )

    def read_hold(
        self,
        account_id: str,
        hold_id: str,
    ) -> _answers.Hold:
        """Read a hold. Refusals: account-not-found, hold-not-found."""
        return self._send(
            Call(READ_HOLD, params={"accountId": account_id, "holdId": hold_id})
        )

    def report_usage(
        self,
        account_id: str,
        hold_id: str,
        body: _bodies.ReportUsageBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.ReportUsageAnswer:
        """Report what work has used so far. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category."""
        return self._send(
            Call(REPORT_USAGE, params={"accountId": account_id, "holdId": hold_id}, body=body, idempotency_key=idempotency_key)
        )

    def capture_hold(
        self,
        account_id: str,
        hold_id: str,
        body: _bodies.CaptureHoldBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.HoldReceipt:
        """Settle work with what it used. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category,
        insufficient-credits."""
        return self._send(
            Call(CAPTURE_HOLD, params={"accountId": account_id, "holdId": hold_id}, body=body, idempotency_key=idempotency_key)
        )

    def release_hold(
        self,
        account_id: str,
        hold_id: str,
        body: _bodies.ReleaseHoldBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.HoldReceipt:
        """Give a hold back. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, hold-not-found, hold-settled, hold-expired."""
        return self._send(
            Call(RELEASE_HOLD, params={"accountId": account_id, "holdId": hold_id}, body=body, idempotency_key=idempotency_key)
        )

    def set_limit(
        self,
        account_id: str,
        limit_id: str,
        body: _bodies.SetLimitBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Set a spending limit. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, expiry-out-of-range, too-many-limits, limit-limit."""
        return self._send(
            Call(SET_LIMIT, params={"accountId": account_id, "limitId": limit_id}, body=body, idempotency_key=idempotency_key)
        )

    def remove_limit(
        self,
        account_id: str,
        limit_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Take a spending limit away. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, limit-not-found."""
        return self._send(
            Call(REMOVE_LIMIT, params={"accountId": account_id, "limitId": limit_id}, idempotency_key=idempotency_key)
        )

    def list_limits(
        self,
        account_id: str,
        *,
        at: Instant | None = None,
    ) -> _answers.ListLimitsAnswer:
        """List spending limits. Refusals: account-not-found, history-pending."""
        return self._send(
            Call(LIST_LIMITS, params={"accountId": account_id}, query={"at": at})
        )

    def set_brake(
        self,
        account_id: str,
        body: _bodies.SetBrakeBody,
    ) -> _answers.Brake:
        """Set an account’s brake. Refusals: account-not-found, account-quarantined."""
        return self._send(
            Call(SET_BRAKE, params={"accountId": account_id}, body=body)
        )

    def read_brake(
        self,
        account_id: str,
    ) -> _answers.Brake:
        """Read an account’s brake. Refusals: account-not-found."""
        return self._send(
            Call(READ_BRAKE, params={"accountId": account_id})
        )

    def keep_standing_usage(
        self,
        account_id: str,
        usage_id: str,
        body: _bodies.KeepStandingUsageBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Keep something from now on. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, sku-unknown, sku-not-standing, standing-usage-limit."""
        return self._send(
            Call(KEEP_STANDING_USAGE, params={"accountId": account_id, "usageId": usage_id}, body=body, idempotency_key=idempotency_key)
        )

    def end_standing_usage(
        self,
        account_id: str,
        usage_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Keep it no longer. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, standing-usage-not-found."""
        return self._send(
            Call(END_STANDING_USAGE, params={"accountId": account_id, "usageId": usage_id}, idempotency_key=idempotency_key)
        )

    def list_standing_usage(
        self,
        account_id: str,
    ) -> _answers.ListStandingUsageAnswer:
        """List what is kept. Refusals: account-not-found."""
        return self._send(
            Call(LIST_STANDING_USAGE, params={"accountId": account_id})
        )

    def purchase_pack(
        self,
        account_id: str,
        body: _bodies.PurchasePackBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Add a purchased pack. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, pack-unknown, payment-reused, payment-claimed, balance-limit."""
        return self._send(
            Call(PURCHASE_PACK, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def tell_subscription(
        self,
        account_id: str,
        body: _bodies.TellSubscriptionBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Tell what pays for the plan. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed."""
        return self._send(
            Call(TELL_SUBSCRIPTION, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def redeem_promotion(
        self,
        account_id: str,
        body: _bodies.RedeemPromotionBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Redeem a promotion code. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, promotion-not-found, promotion-redeemed, promotion-ended, promotion-used-up,
        balance-limit."""
        return self._send(
            Call(REDEEM_PROMOTION, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def adjust_credits(
        self,
        account_id: str,
        body: _bodies.AdjustCreditsBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Give or take credits by hand. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, expiry-out-of-range, balance-limit, insufficient-credits."""
        return self._send(
            Call(ADJUST_CREDITS, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def void_grant(
        self,
        account_id: str,
        grant_id: str,
        body: _bodies.VoidGrantBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """End credits that were given by hand. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, grant-not-found, grant-not-voidable, grant-voided."""
        return self._send(
            Call(VOID_GRANT, params={"accountId": account_id, "grantId": grant_id}, body=body, idempotency_key=idempotency_key)
        )

    def refund_purchase(
        self,
        account_id: str,
        payment_id: str,
        body: _bodies.RefundPurchaseBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Take back what is unspent of a purchase. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, payment-not-found, nothing-to-refund, refund-reused,
        refund-too-large."""
        return self._send(
            Call(REFUND_PURCHASE, params={"accountId": account_id, "paymentId": payment_id}, body=body, idempotency_key=idempotency_key)
        )

    def charge_back_purchase(
        self,
        account_id: str,
        payment_id: str,
        body: _bodies.ChargeBackPurchaseBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Take back a purchase whose payment was charged back. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, payment-not-found, nothing-to-refund."""
        return self._send(
            Call(CHARGE_BACK_PURCHASE, params={"accountId": account_id, "paymentId": payment_id}, body=body, idempotency_key=idempotency_key)
        )

    def reinstate_purchase(
        self,
        account_id: str,
        payment_id: str,
        body: _bodies.ReinstatePurchaseBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Grant again what a chargeback took. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, payment-not-found, nothing-to-reinstate, balance-limit."""
        return self._send(
            Call(REINSTATE_PURCHASE, params={"accountId": account_id, "paymentId": payment_id}, body=body, idempotency_key=idempotency_key)
        )

    def create_checkout(
        self,
        account_id: str,
        body: _bodies.CreateCheckoutBody,
    ) -> _answers.Checkout:
        """Make a checkout of a pack. Refusals: account-not-found, account-closed, pack-unknown,
        payments-not-connected, pack-without-price, balance-limit."""
        return self._send(
            Call(CREATE_CHECKOUT, params={"accountId": account_id}, body=body)
        )

    def follow_checkout(
        self,
        account_id: str,
        pack_id: str,
        *,
        count: str | None = None,
        return_url: str | None = None,
        cancel_url: str | None = None,
    ) -> _answers.Checkout:
        """Follow a refusal’s link to a checkout. Refusals: account-not-found, account-closed, pack-unknown,
        payments-not-connected, pack-without-price, balance-limit."""
        return self._send(
            Call(FOLLOW_CHECKOUT, params={"accountId": account_id, "packId": pack_id}, query={"count": count, "returnUrl": return_url, "cancelUrl": cancel_url})
        )

    def open_portal(
        self,
        account_id: str,
        body: _bodies.OpenPortalBody,
    ) -> _answers.CustomerPortal:
        """Make a link to the provider’s page of a customer. Refusals: account-not-found, payments-not-connected,
        customer-unknown."""
        return self._send(
            Call(OPEN_PORTAL, params={"accountId": account_id}, body=body)
        )

    def link_customer(
        self,
        account_id: str,
        body: _bodies.LinkCustomerBody,
    ) -> _answers.LinkedCustomer:
        """Say which customer an account is. Refusals: account-not-found, payments-not-connected,
        customer-not-found, customer-taken."""
        return self._send(
            Call(LINK_CUSTOMER, params={"accountId": account_id}, body=body)
        )

    def read_ledger(
        self,
        account_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        order: _bodies.ReadLedgerOrder | None = None,
        seq: int | None = None,
        withdrawn: Literal["true"] | None = None,
        usage: Literal["false"] | None = None,
        type: _bodies.EntryType | None = None,
        category: _bodies.Category | None = None,
        sku: str | None = None,
        dimension: str | None = None,
        dimensions: str | None = None,
        caller: str | None = None,
        key: str | None = None,
        min_credits: Amount | None = None,
        search: str | None = None,
        from_: Instant | None = None,
        to: Instant | None = None,
    ) -> _answers.ReadLedgerAnswer:
        """Read entries. Refusals: account-not-found."""
        return self._send(
            Call(READ_LEDGER, params={"accountId": account_id}, query={"limit": limit, "cursor": cursor, "order": order, "seq": seq, "withdrawn": withdrawn, "usage": usage, "type": type, "category": category, "sku": sku, "dimension": dimension, "dimensions": dimensions, "caller": caller, "key": key, "minCredits": min_credits, "search": search, "from": from_, "to": to})
        )

    def read_statement(
        self,
        account_id: str,
        cycle: int,
    ) -> _answers.Statement:
        """Read the statement of a cycle. Refusals: account-not-found, cycle-not-found, history-pending."""
        return self._send(
            Call(READ_STATEMENT, params={"accountId": account_id, "cycle": cycle})
        )

    def set_auto_top_up(
        self,
        account_id: str,
        body: _bodies.SetAutoTopUpBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Ask for a pack when credits run low. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, pack-unknown."""
        return self._send(
            Call(SET_AUTO_TOP_UP, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def fail_top_up(
        self,
        account_id: str,
        body: _bodies.FailTopUpBody,
    ) -> _answers.TopUpRequest:
        """Tell that a top-up’s payment failed. Refusals: top-up-not-found."""
        return self._send(
            Call(FAIL_TOP_UP, params={"accountId": account_id}, body=body)
        )

    def end_auto_top_up(
        self,
        account_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Ask for packs no longer. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed."""
        return self._send(
            Call(END_AUTO_TOP_UP, params={"accountId": account_id}, idempotency_key=idempotency_key)
        )

    def watch_account(
        self,
        account_id: str,
    ) -> _answers.WatchAccountAnswer:
        """Watch an account’s balance. Refusals: account-not-found, watched-accounts-limit."""
        return self._send(
            Call(WATCH_ACCOUNT, params={"accountId": account_id})
        )

    def unwatch_account(
        self,
        account_id: str,
    ) -> _answers.UnwatchAccountAnswer:
        """Watch an account’s balance no longer."""
        return self._send(
            Call(UNWATCH_ACCOUNT, params={"accountId": account_id})
        )

    def read_usage(
        self,
        account_id: str,
        *,
        cycle: int | None = None,
        from_: Instant | None = None,
        to: Instant | None = None,
        interval: _bodies.ReadUsageInterval | None = None,
        time_zone: str | None = None,
        top: int | None = None,
        group_by: str | None = None,
        split_by: str | None = None,
        category: _bodies.Category | None = None,
        sku: str | None = None,
        caller: str | None = None,
        dimensions: str | None = None,
        counts: Literal["true"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.Usage:
        """Read the trend of usage. Refusals: account-not-found, cycle-not-found."""
        return self._send(
            Call(READ_USAGE, params={"accountId": account_id}, query={"cycle": cycle, "from": from_, "to": to, "interval": interval, "timeZone": time_zone, "top": top, "groupBy": group_by, "splitBy": split_by, "category": category, "sku": sku, "caller": caller, "dimensions": dimensions, "counts": counts, "limit": limit, "cursor": cursor})
        )

    def read_insights(
        self,
        account_id: str,
        *,
        plan_fit: _bodies.ReadInsightsPlanFit | None = None,
    ) -> _answers.Insights:
        """Read what there is to know about consumption. Refusals: account-not-found."""
        return self._send(
            Call(READ_INSIGHTS, params={"accountId": account_id}, query={"planFit": plan_fit})
        )

    def publish_plan(
        self,
        plan_id: str,
        body: _bodies.PublishPlanBody,
    ) -> _answers.Plan:
        """Publish a version of a plan. Refusals: version-exists."""
        return self._send(
            Call(PUBLISH_PLAN, params={"planId": plan_id}, body=body)
        )

    def read_plan(
        self,
        plan_id: str,
    ) -> _answers.Plan:
        """Read a plan. Refusals: plan-not-found."""
        return self._send(
            Call(READ_PLAN, params={"planId": plan_id})
        )

    def list_plans(
        self,
    ) -> _answers.ListPlansAnswer:
        """List plans."""
        return self._send(
            Call(LIST_PLANS)
        )

    def publish_rate_card(
        self,
        version: str,
        body: _bodies.PublishRateCardBody,
    ) -> _answers.RateCard:
        """Publish a rate card. Refusals: version-exists."""
        return self._send(
            Call(PUBLISH_RATE_CARD, params={"version": version}, body=body)
        )

    def read_rate_card(
        self,
        version: str,
    ) -> _answers.RateCard:
        """Read a rate card. Refusals: rate-card-not-found."""
        return self._send(
            Call(READ_RATE_CARD, params={"version": version})
        )

    def list_rate_cards(
        self,
    ) -> _answers.ListRateCardsAnswer:
        """List rate cards."""
        return self._send(
            Call(LIST_RATE_CARDS)
        )

    def replay_rate_card(
        self,
        version: str,
        body: _bodies.ReplayRateCardBody,
        *,
        cycle: _bodies.ReplayRateCardCycle | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.CardReplay:
        """Replay a cycle under a rate card that isn’t published. Refusals: version-exists."""
        return self._send(
            Call(REPLAY_RATE_CARD, params={"version": version}, query={"cycle": cycle, "limit": limit, "cursor": cursor}, body=body)
        )

    def publish_promotion(
        self,
        code: str,
        body: _bodies.PublishPromotionBody,
    ) -> _answers.Promotion:
        """Publish a promotion code. Refusals: promotion-exists."""
        return self._send(
            Call(PUBLISH_PROMOTION, params={"code": code}, body=body)
        )

    def read_promotion(
        self,
        code: str,
    ) -> _answers.Promotion:
        """Read a promotion code. Refusals: promotion-not-found."""
        return self._send(
            Call(READ_PROMOTION, params={"code": code})
        )

    def read_fleet(
        self,
        *,
        sort: _bodies.ReadFleetSort | None = None,
        prefix: str | None = None,
        search: str | None = None,
        facet: _bodies.ReadFleetFacet | None = None,
        counts: Literal["true"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.Fleet:
        """Read all accounts, those that need somebody first."""
        return self._send(
            Call(READ_FLEET, query={"sort": sort, "prefix": prefix, "search": search, "facet": facet, "counts": counts, "limit": limit, "cursor": cursor})
        )

    def lift_quarantine(
        self,
        account_id: str,
        body: _bodies.LiftQuarantineBody,
    ) -> _answers.LiftQuarantineAnswer:
        """Lift the quarantine of an account. Refusals: account-not-found, account-quarantined."""
        return self._send(
            Call(LIFT_QUARANTINE, params={"accountId": account_id}, body=body)
        )

    def read_service_health(
        self,
    ) -> _answers.ServiceHealth:
        """Read how the service fares."""
        return self._send(
            Call(READ_SERVICE_HEALTH)
        )

    def list_promotions(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListPromotionsAnswer:
        """List promotion codes."""
        return self._send(
            Call(LIST_PROMOTIONS, query={"limit": limit, "cursor": cursor})
        )

    def end_promotion(
        self,
        code: str,
    ) -> _answers.Promotion:
        """End a promotion code before its time. Refusals: promotion-not-found."""
        return self._send(
            Call(END_PROMOTION, params={"code": code})
        )

    def read_quarantine(
        self,
        account_id: str,
    ) -> _answers.ReadQuarantineAnswer:
        """Read why an account is quarantined. Refusals: account-not-found."""
        return self._send(
            Call(READ_QUARANTINE, params={"accountId": account_id})
        )

    def repair_account(
        self,
        account_id: str,
        body: _bodies.RepairAccountBody,
    ) -> _answers.Receipt:
        """Roll an account back to the last entry that can be proved. Refusals: account-not-found,
        account-not-quarantined, repair-outdated, not-repairable."""
        return self._send(
            Call(REPAIR_ACCOUNT, params={"accountId": account_id}, body=body)
        )

    def reopen_account(
        self,
        account_id: str,
        body: _bodies.ReopenAccountBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Reopen a closed account. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-not-closed, plan-unknown."""
        return self._send(
            Call(REOPEN_ACCOUNT, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    def create_api_key(
        self,
        body: _bodies.CreateApiKeyBody,
    ) -> _answers.CreateApiKeyAnswer:
        """Make an API key."""
        return self._send(
            Call(CREATE_API_KEY, body=body)
        )

    def list_api_keys(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListApiKeysAnswer:
        """List API keys."""
        return self._send(
            Call(LIST_API_KEYS, query={"limit": limit, "cursor": cursor})
        )

    def read_api_key(
        self,
        key_id: str,
    ) -> _answers.ApiKey:
        """Read an API key. Refusals: api-key-not-found."""
        return self._send(
            Call(READ_API_KEY, params={"keyId": key_id})
        )

    def rotate_api_key(
        self,
        key_id: str,
        body: _bodies.RotateApiKeyBody | None = None,
    ) -> _answers.RotateApiKeyAnswer:
        """Give an API key another secret. Refusals: api-key-not-found, api-key-ended."""
        return self._send(
            Call(ROTATE_API_KEY, params={"keyId": key_id}, body=body)
        )

    def revoke_api_key(
        self,
        key_id: str,
    ) -> _answers.ApiKey:
        """Revoke an API key. Refusals: api-key-not-found."""
        return self._send(
            Call(REVOKE_API_KEY, params={"keyId": key_id})
        )

    def create_endpoint(
        self,
        body: _bodies.CreateEndpointBody,
    ) -> _answers.CreateEndpointAnswer:
        """Make an endpoint. Refusals: too-many-endpoints."""
        return self._send(
            Call(CREATE_ENDPOINT, body=body)
        )

    def list_endpoints(
        self,
    ) -> _answers.ListEndpointsAnswer:
        """List endpoints."""
        return self._send(
            Call(LIST_ENDPOINTS)
        )

    def read_endpoint(
        self,
        endpoint_id: str,
    ) -> _answers.Endpoint:
        """Read an endpoint. Refusals: endpoint-not-found."""
        return self._send(
            Call(READ_ENDPOINT, params={"endpointId": endpoint_id})
        )

    def change_endpoint(
        self,
        endpoint_id: str,
        body: _bodies.ChangeEndpointBody,
    ) -> _answers.Endpoint:
        """Change an endpoint, or enable it again. Refusals: endpoint-not-found."""
        return self._send(
            Call(CHANGE_ENDPOINT, params={"endpointId": endpoint_id}, body=body)
        )

    def rotate_endpoint_secret(
        self,
        endpoint_id: str,
        body: _bodies.RotateEndpointSecretBody | None = None,
    ) -> _answers.RotateEndpointSecretAnswer:
        """Give an endpoint another secret. Refusals: endpoint-not-found."""
        return self._send(
            Call(ROTATE_ENDPOINT_SECRET, params={"endpointId": endpoint_id}, body=body)
        )

    def delete_endpoint(
        self,
        endpoint_id: str,
    ) -> _answers.DeleteEndpointAnswer:
        """Delete an endpoint. Refusals: endpoint-not-found."""
        return self._send(
            Call(DELETE_ENDPOINT, params={"endpointId": endpoint_id})
        )

    def test_endpoint(
        self,
        endpoint_id: str,
    ) -> _answers.TestEndpointAnswer:
        """Send an endpoint a test. Refusals: endpoint-not-found, endpoint-disabled."""
        return self._send(
            Call(TEST_ENDPOINT, params={"endpointId": endpoint_id})
        )

    def list_deliveries(
        self,
        endpoint_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: _bodies.ListDeliveriesState | None = None,
        from_: Instant | None = None,
        to: Instant | None = None,
    ) -> _answers.ListDeliveriesAnswer:
        """List the deliveries of an endpoint. Refusals: endpoint-not-found."""
        return self._send(
            Call(LIST_DELIVERIES, params={"endpointId": endpoint_id}, query={"limit": limit, "cursor": cursor, "state": state, "from": from_, "to": to})
        )

    def resend_deliveries(
        self,
        endpoint_id: str,
        body: _bodies.ResendDeliveriesBody,
    ) -> _answers.ResendDeliveriesAnswer:
        """Send deliveries again. Refusals: endpoint-not-found, endpoint-disabled."""
        return self._send(
            Call(RESEND_DELIVERIES, params={"endpointId": endpoint_id}, body=body)
        )

    def move_account_clock(
        self,
        account_id: str,
        body: _bodies.MoveAccountClockBody,
    ) -> _answers.MoveAccountClockAnswer:
        """Move an account’s clock ahead. Refusals: account-not-found, clock-not-movable."""
        return self._send(
            Call(MOVE_ACCOUNT_CLOCK, params={"accountId": account_id}, body=body)
        )

    def read_openapi(
        self,
    ) -> _answers.ReadOpenapiAnswer:
        """This document."""
        return self._send(
            Call(READ_OPENAPI)
        )

    def read_problem(
        self,
        code: _bodies.ProblemCode,
    ) -> _answers.ReadProblemAnswer:
        """What a problem means."""
        return self._send(
            Call(READ_PROBLEM, params={"code": code})
        )


class AsyncOperations:
    """One method an operation. A refusal is raised as `CreditsRefused`."""

    async def _send(self, call: Call[T]) -> T:
        raise NotImplementedError

    async def open_account(
        self,
        account_id: str,
        body: _bodies.OpenAccountBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Account:
        """Open an account. Refusals: idempotency-key-reused, entry-withdrawn, entry-lost, account-exists,
        account-closed, plan-unknown, plan-not-by-seat."""
        return await self._send(
            Call(OPEN_ACCOUNT, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def list_accounts(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListAccountsAnswer:
        """List open accounts."""
        return await self._send(
            Call(LIST_ACCOUNTS, query={"limit": limit, "cursor": cursor})
        )

    async def read_account(
        self,
        account_id: str,
        *,
        at: Instant | None = None,
    ) -> _answers.Account:
        """Read a balance. Refusals: account-not-found, history-pending."""
        return await self._send(
            Call(READ_ACCOUNT, params={"accountId": account_id}, query={"at": at})
        )

    async def set_account_details(
        self,
        account_id: str,
        body: _bodies.SetAccountDetailsBody,
    ) -> _answers.AccountDetails:
        """Name an account. Refusals: account-not-found, account-quarantined."""
        return await self._send(
            Call(SET_ACCOUNT_DETAILS, params={"accountId": account_id}, body=body)
        )

    async def close_account(
        self,
        account_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Close an account. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, holds-open."""
        return await self._send(
            Call(CLOSE_ACCOUNT, params={"accountId": account_id}, idempotency_key=idempotency_key)
        )

    async def check_access(
        self,
        account_id: str,
        *,
        credits: Amount | None = None,
        category: _bodies.Category | None = None,
        usage: str | None = None,
        dimensions: str | None = None,
    ) -> _answers.Access:
        """Ask the gate. Refusals: account-not-found, sku-unknown."""
        return await self._send(
            Call(CHECK_ACCESS, params={"accountId": account_id}, query={"credits": credits, "category": category, "usage": usage, "dimensions": dimensions})
        )

    async def change_plan(
        self,
        account_id: str,
        body: _bodies.ChangePlanBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Change the plan. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, plan-unknown, plan-not-by-seat, plan-change-not-now, balance-limit."""
        return await self._send(
            Call(CHANGE_PLAN, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def quote_usage(
        self,
        body: _bodies.QuoteUsageBody,
    ) -> _answers.Quote:
        """Price a usage without spending. Refusals: account-not-found, sku-unknown."""
        return await self._send(
            Call(QUOTE_USAGE, body=body)
        )

    async def debit_credits(
        self,
        account_id: str,
        body: _bodies.DebitCreditsBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Debit credits. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, usage-in-future, usage-too-old, sku-unknown, too-many-limit-values, limit-reached,
        insufficient-credits."""
        return await self._send(
            Call(DEBIT_CREDITS, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def debit_batch(
        self,
        body: _bodies.DebitBatchBody,
    ) -> _answers.DebitBatchAnswer:
        """Debit many accounts."""
        return await self._send(
            Call(DEBIT_BATCH, body=body)
        )

    async def reverse_debit(
        self,
        account_id: str,
        seq: int,
        body: _bodies.ReverseDebitBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Reverse a charge. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, entry-not-found, entry-not-reversible, entry-reversed, reversal-too-large,
        usage-not-charged, balance-limit."""
        return await self._send(
            Call(REVERSE_DEBIT, params={"accountId": account_id, "seq": seq}, body=body, idempotency_key=idempotency_key)
        )

    async def authorize_hold(
        self,
        account_id: str,
        body: _bodies.AuthorizeHoldBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.HoldReceipt:
        """Set credits aside for work that starts. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, sku-unknown, too-many-holds, hold-limit, too-many-limit-values,
        limit-reached, insufficient-credits."""
        return await self._send(
            Call(AUTHORIZE_HOLD, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def list_holds(
        self,
        account_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListHoldsAnswer:
        """List open holds. Refusals: account-not-found."""
        return await self._send(
            Call(LIST_HOLDS, params={"accountId": account_id}, query={"limit": limit, "cursor": cursor})
        )

    async def read_hold(
        self,
        account_id: str,
        hold_id: str,
    ) -> _answers.Hold:
        """Read a hold. Refusals: account-not-found, hold-not-found."""
        return await self._send(
            Call(READ_HOLD, params={"accountId": account_id, "holdId": hold_id})
        )

    async def report_usage(
        self,
        account_id: str,
        hold_id: str,
        body: _bodies.ReportUsageBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.ReportUsageAnswer:
        """Report what work has used so far. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category."""
        return await self._send(
            Call(REPORT_USAGE, params={"accountId": account_id, "holdId": hold_id}, body=body, idempotency_key=idempotency_key)
        )

    async def capture_hold(
        self,
        account_id: str,
        hold_id: str,
        body: _bodies.CaptureHoldBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.HoldReceipt:
        """Settle work with what it used. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category,
        insufficient-credits."""
        return await self._send(
            Call(CAPTURE_HOLD, params={"accountId": account_id, "holdId": hold_id}, body=body, idempotency_key=idempotency_key)
        )

    async def release_hold(
        self,
        account_id: str,
        hold_id: str,
        body: _bodies.ReleaseHoldBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.HoldReceipt:
        """Give a hold back. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, hold-not-found, hold-settled, hold-expired."""
        return await self._send(
            Call(RELEASE_HOLD, params={"accountId": account_id, "holdId": hold_id}, body=body, idempotency_key=idempotency_key)
        )

    async def set_limit(
        self,
        account_id: str,
        limit_id: str,
        body: _bodies.SetLimitBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Set a spending limit. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, expiry-out-of-range, too-many-limits, limit-limit."""
        return await self._send(
            Call(SET_LIMIT, params={"accountId": account_id, "limitId": limit_id}, body=body, idempotency_key=idempotency_key)
        )

    async def remove_limit(
        self,
        account_id: str,
        limit_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Take a spending limit away. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, limit-not-found."""
        return await self._send(
            Call(REMOVE_LIMIT, params={"accountId": account_id, "limitId": limit_id}, idempotency_key=idempotency_key)
        )

    async def list_limits(
        self,
        account_id: str,
        *,
        at: Instant | None = None,
    ) -> _answers.ListLimitsAnswer:
        """List spending limits. Refusals: account-not-found, history-pending."""
        return await self._send(
            Call(LIST_LIMITS, params={"accountId": account_id}, query={"at": at})
        )

    async def set_brake(
        self,
        account_id: str,
        body: _bodies.SetBrakeBody,
    ) -> _answers.Brake:
        """Set an account’s brake. Refusals: account-not-found, account-quarantined."""
        return await self._send(
            Call(SET_BRAKE, params={"accountId": account_id}, body=body)
        )

    async def read_brake(
        self,
        account_id: str,
    ) -> _answers.Brake:
        """Read an account’s brake. Refusals: account-not-found."""
        return await self._send(
            Call(READ_BRAKE, params={"accountId": account_id})
        )

    async def keep_standing_usage(
        self,
        account_id: str,
        usage_id: str,
        body: _bodies.KeepStandingUsageBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Keep something from now on. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, sku-unknown, sku-not-standing, standing-usage-limit."""
        return await self._send(
            Call(KEEP_STANDING_USAGE, params={"accountId": account_id, "usageId": usage_id}, body=body, idempotency_key=idempotency_key)
        )

    async def end_standing_usage(
        self,
        account_id: str,
        usage_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Keep it no longer. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, standing-usage-not-found."""
        return await self._send(
            Call(END_STANDING_USAGE, params={"accountId": account_id, "usageId": usage_id}, idempotency_key=idempotency_key)
        )

    async def list_standing_usage(
        self,
        account_id: str,
    ) -> _answers.ListStandingUsageAnswer:
        """List what is kept. Refusals: account-not-found."""
        return await self._send(
            Call(LIST_STANDING_USAGE, params={"accountId": account_id})
        )

    async def purchase_pack(
        self,
        account_id: str,
        body: _bodies.PurchasePackBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Add a purchased pack. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost,
        account-closed, pack-unknown, payment-reused, payment-claimed, balance-limit."""
        return await self._send(
            Call(PURCHASE_PACK, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def tell_subscription(
        self,
        account_id: str,
        body: _bodies.TellSubscriptionBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Tell what pays for the plan. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed."""
        return await self._send(
            Call(TELL_SUBSCRIPTION, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def redeem_promotion(
        self,
        account_id: str,
        body: _bodies.RedeemPromotionBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Redeem a promotion code. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, promotion-not-found, promotion-redeemed, promotion-ended, promotion-used-up,
        balance-limit."""
        return await self._send(
            Call(REDEEM_PROMOTION, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def adjust_credits(
        self,
        account_id: str,
        body: _bodies.AdjustCreditsBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Give or take credits by hand. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, expiry-out-of-range, balance-limit, insufficient-credits."""
        return await self._send(
            Call(ADJUST_CREDITS, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def void_grant(
        self,
        account_id: str,
        grant_id: str,
        body: _bodies.VoidGrantBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """End credits that were given by hand. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, grant-not-found, grant-not-voidable, grant-voided."""
        return await self._send(
            Call(VOID_GRANT, params={"accountId": account_id, "grantId": grant_id}, body=body, idempotency_key=idempotency_key)
        )

    async def refund_purchase(
        self,
        account_id: str,
        payment_id: str,
        body: _bodies.RefundPurchaseBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Take back what is unspent of a purchase. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, payment-not-found, nothing-to-refund, refund-reused,
        refund-too-large."""
        return await self._send(
            Call(REFUND_PURCHASE, params={"accountId": account_id, "paymentId": payment_id}, body=body, idempotency_key=idempotency_key)
        )

    async def charge_back_purchase(
        self,
        account_id: str,
        payment_id: str,
        body: _bodies.ChargeBackPurchaseBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Take back a purchase whose payment was charged back. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, payment-not-found, nothing-to-refund."""
        return await self._send(
            Call(CHARGE_BACK_PURCHASE, params={"accountId": account_id, "paymentId": payment_id}, body=body, idempotency_key=idempotency_key)
        )

    async def reinstate_purchase(
        self,
        account_id: str,
        payment_id: str,
        body: _bodies.ReinstatePurchaseBody | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Grant again what a chargeback took. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed, payment-not-found, nothing-to-reinstate, balance-limit."""
        return await self._send(
            Call(REINSTATE_PURCHASE, params={"accountId": account_id, "paymentId": payment_id}, body=body, idempotency_key=idempotency_key)
        )

    async def create_checkout(
        self,
        account_id: str,
        body: _bodies.CreateCheckoutBody,
    ) -> _answers.Checkout:
        """Make a checkout of a pack. Refusals: account-not-found, account-closed, pack-unknown,
        payments-not-connected, pack-without-price, balance-limit."""
        return await self._send(
            Call(CREATE_CHECKOUT, params={"accountId": account_id}, body=body)
        )

    async def follow_checkout(
        self,
        account_id: str,
        pack_id: str,
        *,
        count: str | None = None,
        return_url: str | None = None,
        cancel_url: str | None = None,
    ) -> _answers.Checkout:
        """Follow a refusal’s link to a checkout. Refusals: account-not-found, account-closed, pack-unknown,
        payments-not-connected, pack-without-price, balance-limit."""
        return await self._send(
            Call(FOLLOW_CHECKOUT, params={"accountId": account_id, "packId": pack_id}, query={"count": count, "returnUrl": return_url, "cancelUrl": cancel_url})
        )

    async def open_portal(
        self,
        account_id: str,
        body: _bodies.OpenPortalBody,
    ) -> _answers.CustomerPortal:
        """Make a link to the provider’s page of a customer. Refusals: account-not-found, payments-not-connected,
        customer-unknown."""
        return await self._send(
            Call(OPEN_PORTAL, params={"accountId": account_id}, body=body)
        )

    async def link_customer(
        self,
        account_id: str,
        body: _bodies.LinkCustomerBody,
    ) -> _answers.LinkedCustomer:
        """Say which customer an account is. Refusals: account-not-found, payments-not-connected,
        customer-not-found, customer-taken."""
        return await self._send(
            Call(LINK_CUSTOMER, params={"accountId": account_id}, body=body)
        )

    async def read_ledger(
        self,
        account_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        order: _bodies.ReadLedgerOrder | None = None,
        seq: int | None = None,
        withdrawn: Literal["true"] | None = None,
        usage: Literal["false"] | None = None,
        type: _bodies.EntryType | None = None,
        category: _bodies.Category | None = None,
        sku: str | None = None,
        dimension: str | None = None,
        dimensions: str | None = None,
        caller: str | None = None,
        key: str | None = None,
        min_credits: Amount | None = None,
        search: str | None = None,
        from_: Instant | None = None,
        to: Instant | None = None,
    ) -> _answers.ReadLedgerAnswer:
        """Read entries. Refusals: account-not-found."""
        return await self._send(
            Call(READ_LEDGER, params={"accountId": account_id}, query={"limit": limit, "cursor": cursor, "order": order, "seq": seq, "withdrawn": withdrawn, "usage": usage, "type": type, "category": category, "sku": sku, "dimension": dimension, "dimensions": dimensions, "caller": caller, "key": key, "minCredits": min_credits, "search": search, "from": from_, "to": to})
        )

    async def read_statement(
        self,
        account_id: str,
        cycle: int,
    ) -> _answers.Statement:
        """Read the statement of a cycle. Refusals: account-not-found, cycle-not-found, history-pending."""
        return await self._send(
            Call(READ_STATEMENT, params={"accountId": account_id, "cycle": cycle})
        )

    async def set_auto_top_up(
        self,
        account_id: str,
        body: _bodies.SetAutoTopUpBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Ask for a pack when credits run low. Refusals: account-not-found, idempotency-key-reused,
        entry-withdrawn, entry-lost, account-closed, pack-unknown."""
        return await self._send(
            Call(SET_AUTO_TOP_UP, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def fail_top_up(
        self,
        account_id: str,
        body: _bodies.FailTopUpBody,
    ) -> _answers.TopUpRequest:
        """Tell that a top-up’s payment failed. Refusals: top-up-not-found."""
        return await self._send(
            Call(FAIL_TOP_UP, params={"accountId": account_id}, body=body)
        )

    async def end_auto_top_up(
        self,
        account_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Ask for packs no longer. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-closed."""
        return await self._send(
            Call(END_AUTO_TOP_UP, params={"accountId": account_id}, idempotency_key=idempotency_key)
        )

    async def watch_account(
        self,
        account_id: str,
    ) -> _answers.WatchAccountAnswer:
        """Watch an account’s balance. Refusals: account-not-found, watched-accounts-limit."""
        return await self._send(
            Call(WATCH_ACCOUNT, params={"accountId": account_id})
        )

    async def unwatch_account(
        self,
        account_id: str,
    ) -> _answers.UnwatchAccountAnswer:
        """Watch an account’s balance no longer."""
        return await self._send(
            Call(UNWATCH_ACCOUNT, params={"accountId": account_id})
        )

    async def read_usage(
        self,
        account_id: str,
        *,
        cycle: int | None = None,
        from_: Instant | None = None,
        to: Instant | None = None,
        interval: _bodies.ReadUsageInterval | None = None,
        time_zone: str | None = None,
        top: int | None = None,
        group_by: str | None = None,
        split_by: str | None = None,
        category: _bodies.Category | None = None,
        sku: str | None = None,
        caller: str | None = None,
        dimensions: str | None = None,
        counts: Literal["true"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.Usage:
        """Read the trend of usage. Refusals: account-not-found, cycle-not-found."""
        return await self._send(
            Call(READ_USAGE, params={"accountId": account_id}, query={"cycle": cycle, "from": from_, "to": to, "interval": interval, "timeZone": time_zone, "top": top, "groupBy": group_by, "splitBy": split_by, "category": category, "sku": sku, "caller": caller, "dimensions": dimensions, "counts": counts, "limit": limit, "cursor": cursor})
        )

    async def read_insights(
        self,
        account_id: str,
        *,
        plan_fit: _bodies.ReadInsightsPlanFit | None = None,
    ) -> _answers.Insights:
        """Read what there is to know about consumption. Refusals: account-not-found."""
        return await self._send(
            Call(READ_INSIGHTS, params={"accountId": account_id}, query={"planFit": plan_fit})
        )

    async def publish_plan(
        self,
        plan_id: str,
        body: _bodies.PublishPlanBody,
    ) -> _answers.Plan:
        """Publish a version of a plan. Refusals: version-exists."""
        return await self._send(
            Call(PUBLISH_PLAN, params={"planId": plan_id}, body=body)
        )

    async def read_plan(
        self,
        plan_id: str,
    ) -> _answers.Plan:
        """Read a plan. Refusals: plan-not-found."""
        return await self._send(
            Call(READ_PLAN, params={"planId": plan_id})
        )

    async def list_plans(
        self,
    ) -> _answers.ListPlansAnswer:
        """List plans."""
        return await self._send(
            Call(LIST_PLANS)
        )

    async def publish_rate_card(
        self,
        version: str,
        body: _bodies.PublishRateCardBody,
    ) -> _answers.RateCard:
        """Publish a rate card. Refusals: version-exists."""
        return await self._send(
            Call(PUBLISH_RATE_CARD, params={"version": version}, body=body)
        )

    async def read_rate_card(
        self,
        version: str,
    ) -> _answers.RateCard:
        """Read a rate card. Refusals: rate-card-not-found."""
        return await self._send(
            Call(READ_RATE_CARD, params={"version": version})
        )

    async def list_rate_cards(
        self,
    ) -> _answers.ListRateCardsAnswer:
        """List rate cards."""
        return await self._send(
            Call(LIST_RATE_CARDS)
        )

    async def replay_rate_card(
        self,
        version: str,
        body: _bodies.ReplayRateCardBody,
        *,
        cycle: _bodies.ReplayRateCardCycle | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.CardReplay:
        """Replay a cycle under a rate card that isn’t published. Refusals: version-exists."""
        return await self._send(
            Call(REPLAY_RATE_CARD, params={"version": version}, query={"cycle": cycle, "limit": limit, "cursor": cursor}, body=body)
        )

    async def publish_promotion(
        self,
        code: str,
        body: _bodies.PublishPromotionBody,
    ) -> _answers.Promotion:
        """Publish a promotion code. Refusals: promotion-exists."""
        return await self._send(
            Call(PUBLISH_PROMOTION, params={"code": code}, body=body)
        )

    async def read_promotion(
        self,
        code: str,
    ) -> _answers.Promotion:
        """Read a promotion code. Refusals: promotion-not-found."""
        return await self._send(
            Call(READ_PROMOTION, params={"code": code})
        )

    async def read_fleet(
        self,
        *,
        sort: _bodies.ReadFleetSort | None = None,
        prefix: str | None = None,
        search: str | None = None,
        facet: _bodies.ReadFleetFacet | None = None,
        counts: Literal["true"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.Fleet:
        """Read all accounts, those that need somebody first."""
        return await self._send(
            Call(READ_FLEET, query={"sort": sort, "prefix": prefix, "search": search, "facet": facet, "counts": counts, "limit": limit, "cursor": cursor})
        )

    async def lift_quarantine(
        self,
        account_id: str,
        body: _bodies.LiftQuarantineBody,
    ) -> _answers.LiftQuarantineAnswer:
        """Lift the quarantine of an account. Refusals: account-not-found, account-quarantined."""
        return await self._send(
            Call(LIFT_QUARANTINE, params={"accountId": account_id}, body=body)
        )

    async def read_service_health(
        self,
    ) -> _answers.ServiceHealth:
        """Read how the service fares."""
        return await self._send(
            Call(READ_SERVICE_HEALTH)
        )

    async def list_promotions(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListPromotionsAnswer:
        """List promotion codes."""
        return await self._send(
            Call(LIST_PROMOTIONS, query={"limit": limit, "cursor": cursor})
        )

    async def end_promotion(
        self,
        code: str,
    ) -> _answers.Promotion:
        """End a promotion code before its time. Refusals: promotion-not-found."""
        return await self._send(
            Call(END_PROMOTION, params={"code": code})
        )

    async def read_quarantine(
        self,
        account_id: str,
    ) -> _answers.ReadQuarantineAnswer:
        """Read why an account is quarantined. Refusals: account-not-found."""
        return await self._send(
            Call(READ_QUARANTINE, params={"accountId": account_id})
        )

    async def repair_account(
        self,
        account_id: str,
        body: _bodies.RepairAccountBody,
    ) -> _answers.Receipt:
        """Roll an account back to the last entry that can be proved. Refusals: account-not-found,
        account-not-quarantined, repair-outdated, not-repairable."""
        return await self._send(
            Call(REPAIR_ACCOUNT, params={"accountId": account_id}, body=body)
        )

    async def reopen_account(
        self,
        account_id: str,
        body: _bodies.ReopenAccountBody,
        *,
        idempotency_key: str | None = None,
    ) -> _answers.Receipt:
        """Reopen a closed account. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn,
        entry-lost, account-not-closed, plan-unknown."""
        return await self._send(
            Call(REOPEN_ACCOUNT, params={"accountId": account_id}, body=body, idempotency_key=idempotency_key)
        )

    async def create_api_key(
        self,
        body: _bodies.CreateApiKeyBody,
    ) -> _answers.CreateApiKeyAnswer:
        """Make an API key."""
        return await self._send(
            Call(CREATE_API_KEY, body=body)
        )

    async def list_api_keys(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> _answers.ListApiKeysAnswer:
        """List API keys."""
        return await self._send(
            Call(LIST_API_KEYS, query={"limit": limit, "cursor": cursor})
        )

    async def read_api_key(
        self,
        key_id: str,
    ) -> _answers.ApiKey:
        """Read an API key. Refusals: api-key-not-found."""
        return await self._send(
            Call(READ_API_KEY, params={"keyId": key_id})
        )

    async def rotate_api_key(
        self,
        key_id: str,
        body: _bodies.RotateApiKeyBody | None = None,
    ) -> _answers.RotateApiKeyAnswer:
        """Give an API key another secret. Refusals: api-key-not-found, api-key-ended."""
        return await self._send(
            Call(ROTATE_API_KEY, params={"keyId": key_id}, body=body)
        )

    async def revoke_api_key(
        self,
        key_id: str,
    ) -> _answers.ApiKey:
        """Revoke an API key. Refusals: api-key-not-found."""
        return await self._send(
            Call(REVOKE_API_KEY, params={"keyId": key_id})
        )

    async def create_endpoint(
        self,
        body: _bodies.CreateEndpointBody,
    ) -> _answers.CreateEndpointAnswer:
        """Make an endpoint. Refusals: too-many-endpoints."""
        return await self._send(
            Call(CREATE_ENDPOINT, body=body)
        )

    async def list_endpoints(
        self,
    ) -> _answers.ListEndpointsAnswer:
        """List endpoints."""
        return await self._send(
            Call(LIST_ENDPOINTS)
        )

    async def read_endpoint(
        self,
        endpoint_id: str,
    ) -> _answers.Endpoint:
        """Read an endpoint. Refusals: endpoint-not-found."""
        return await self._send(
            Call(READ_ENDPOINT, params={"endpointId": endpoint_id})
        )

    async def change_endpoint(
        self,
        endpoint_id: str,
        body: _bodies.ChangeEndpointBody,
    ) -> _answers.Endpoint:
        """Change an endpoint, or enable it again. Refusals: endpoint-not-found."""
        return await self._send(
            Call(CHANGE_ENDPOINT, params={"endpointId": endpoint_id}, body=body)
        )

    async def rotate_endpoint_secret(
        self,
        endpoint_id: str,
        body: _bodies.RotateEndpointSecretBody | None = None,
    ) -> _answers.RotateEndpointSecretAnswer:
        """Give an endpoint another secret. Refusals: endpoint-not-found."""
        return await self._send(
            Call(ROTATE_ENDPOINT_SECRET, params={"endpointId": endpoint_id}, body=body)
        )

    async def delete_endpoint(
        self,
        endpoint_id: str,
    ) -> _answers.DeleteEndpointAnswer:
        """Delete an endpoint. Refusals: endpoint-not-found."""
        return await self._send(
            Call(DELETE_ENDPOINT, params={"endpointId": endpoint_id})
        )

    async def test_endpoint(
        self,
        endpoint_id: str,
    ) -> _answers.TestEndpointAnswer:
        """Send an endpoint a test. Refusals: endpoint-not-found, endpoint-disabled."""
        return await self._send(
            Call(TEST_ENDPOINT, params={"endpointId": endpoint_id})
        )

    async def list_deliveries(
        self,
        endpoint_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: _bodies.ListDeliveriesState | None = None,
        from_: Instant | None = None,
        to: Instant | None = None,
    ) -> _answers.ListDeliveriesAnswer:
        """List the deliveries of an endpoint. Refusals: endpoint-not-found."""
        return await self._send(
            Call(LIST_DELIVERIES, params={"endpointId": endpoint_id}, query={"limit": limit, "cursor": cursor, "state": state, "from": from_, "to": to})
        )

    async def resend_deliveries(
        self,
        endpoint_id: str,
        body: _bodies.ResendDeliveriesBody,
    ) -> _answers.ResendDeliveriesAnswer:
        """Send deliveries again. Refusals: endpoint-not-found, endpoint-disabled."""
        return await self._send(
            Call(RESEND_DELIVERIES, params={"endpointId": endpoint_id}, body=body)
        )

    async def move_account_clock(
        self,
        account_id: str,
        body: _bodies.MoveAccountClockBody,
    ) -> _answers.MoveAccountClockAnswer:
        """Move an account’s clock ahead. Refusals: account-not-found, clock-not-movable."""
        return await self._send(
            Call(MOVE_ACCOUNT_CLOCK, params={"accountId": account_id}, body=body)
        )

    async def read_openapi(
        self,
    ) -> _answers.ReadOpenapiAnswer:
        """This document."""
        return await self._send(
            Call(READ_OPENAPI)
        )

    async def read_problem(
        self,
        code: _bodies.ProblemCode,
    ) -> _answers.ReadProblemAnswer:
        """What a problem means."""
        return await self._send(
            Call(READ_PROBLEM, params={"code": code})
        )
