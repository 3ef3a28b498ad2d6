/**
 * Every answer that isn't what was asked for, by RFC 9457. One closed list: the refusals of the domain, and what can be
 * wrong with a request or with us. A new code does not compile until it has a status here. Bundles have it packed
 * (`infra/packed-texts.ts`): few requests are answered by it.
 */
import { apiKeyProblems } from './api-key-problems.ts';
import { endpointProblems } from './endpoint-problems.ts';
import { faultProblems } from './fault-problems.ts';
import { formerProblems } from './former-problems.ts';
import { grantProblems } from './grant-problems.ts';
import { paymentProblems } from './payment-problems.ts';
import type { ProblemCode } from './problem-code.ts';
import type { ProblemKind } from './problem-kind.ts';
import { projectProblems } from './project-problems.ts';
import { promotionProblems } from './promotion-problems.ts';
import { repairProblems } from './repair-problems.ts';
import { reversalProblems } from './reversal-problems.ts';

export const problems = {
  ...faultProblems,
  ...apiKeyProblems,
  ...endpointProblems,
  ...projectProblems,
  'account-not-found': {
    status: 404,
    title: 'No such account',
    meaning: 'No account has been opened under this id.',
    retryable: true,
  },
  'plan-not-found': {
    status: 404,
    title: 'No such plan',
    meaning: 'No plan has been published under this id.',
    retryable: true,
  },
  'rate-card-not-found': {
    status: 404,
    title: 'No such rate card',
    meaning: 'No rate card has been published under this version.',
    retryable: true,
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for something else',
    meaning:
      'This account has seen the key with another operation or content. The first answer stands untouched; use a new key.',
    retryable: false,
  },
  'account-exists': {
    status: 409,
    title: 'The account is open already, and not like this',
    meaning: 'Plan, anchor or time zone differ from the open account’s. An account is opened once.',
    retryable: false,
  },
  'version-exists': {
    status: 409,
    title: 'The version exists already, with other content',
    meaning: 'Published versions never change. Publish under a new version or instant.',
    retryable: false,
  },
  'account-closed': {
    status: 409,
    title: 'The account is closed',
    meaning: 'A closed account takes no changes; it can still be read. An operator may reopen it.',
    retryable: false,
  },
  'account-not-closed': {
    status: 409,
    title: 'The account is not closed',
    meaning: 'Only a closed account can be reopened.',
    retryable: false,
  },
  'plan-unknown': {
    status: 422,
    title: 'Unknown plan',
    meaning: 'No version of this plan is in effect.',
    retryable: true,
  },
  'plan-not-by-seat': {
    status: 422,
    title: 'The plan is not sold by the seat',
    meaning: 'Its credits are the account’s, whatever its seats: leave `seats` out.',
    retryable: true,
  },
  'usage-in-future': {
    status: 422,
    title: 'The usage lies in the future',
    meaning:
      'Usage occurred at most five minutes after the service’s clock, which allows for clocks that differ: until `latest`.',
    retryable: false,
  },
  'usage-too-old': {
    status: 422,
    title: 'The usage is too old',
    meaning:
      'Usage is charged as long ago as the account’s plan takes it, 35 days unless it says otherwise: from `earliest` on.',
    retryable: false,
  },
  'plan-change-not-now': {
    status: 409,
    title: 'The plan can’t change within the cycle',
    meaning:
      'It has fewer credits than this cycle was granted for, or another cycle length. It can take effect with the next cycle, at `renewsAt`.',
    retryable: false,
  },
  'pack-unknown': {
    status: 422,
    title: 'Unknown pack',
    meaning: 'The account’s plan offers no such add-on pack.',
    retryable: false,
  },
  'sku-unknown': {
    status: 422,
    title: 'Unknown SKU',
    meaning: 'The rate card in effect has no price for this SKU.',
    retryable: true,
  },
  'sku-not-standing': {
    status: 422,
    title: 'Not a SKU that is kept',
    meaning:
      'What is kept over time has a SKU of the category `platform` whose unit ends in second, minute, hour or day, as GB-hour.',
    retryable: true,
  },
  'standing-usage-not-found': {
    status: 404,
    title: 'Nothing is kept under this id',
    meaning: 'The account keeps nothing under this id, or no longer.',
    retryable: false,
  },
  'standing-usage-limit': {
    status: 409,
    title: 'Too many standing usages',
    meaning: 'An account keeps at most 20 at once. End one, or add quantities of one SKU up under one id.',
    retryable: false,
  },
  'payment-not-found': {
    status: 404,
    title: 'No purchase by this payment',
    meaning: 'No pack of this account was bought with it, or its notice is still to come.',
    retryable: true,
  },
  'nothing-to-refund': {
    status: 409,
    title: 'Nothing of the purchase is left',
    meaning: 'It is spent, has ended, or was taken back already.',
    retryable: false,
  },
  'cycle-not-found': {
    status: 404,
    title: 'No such cycle',
    meaning: 'The account was not open in it, or it is still to come.',
    retryable: true,
  },
  'history-pending': {
    status: 503,
    title: 'The history is still being added up',
    meaning:
      'So much of the ledger has never been added up that one request doesn’t get to its end. Each goes on where the one before it came to: repeat it after `Retry-After` seconds.',
    retryable: true,
  },
  'entry-not-found': {
    status: 404,
    title: 'No such entry',
    meaning: 'The account’s ledger has no entry with this number.',
    retryable: false,
  },
  ...reversalProblems,
  ...paymentProblems,
  'watched-accounts-limit': {
    status: 409,
    title: 'As many accounts are watched as may be',
    meaning: 'Each watched account is a metric that is paid for. Stop watching another one first.',
    retryable: true,
  },
  ...promotionProblems,
  ...grantProblems,
  ...repairProblems,
  'expiry-out-of-range': {
    status: 422,
    title: 'The end is too soon or too late',
    meaning:
      'Credits that are given end after they were given, and at most ten years (3,653 days) later; a spending limit ends after it is set.',
    retryable: false,
  },
  'balance-limit': {
    status: 422,
    title: 'The balance would grow too large',
    meaning: 'A balance holds at most 999,999,999.999999 credits.',
    retryable: false,
  },
  'hold-not-found': {
    status: 404,
    title: 'No such hold',
    meaning: 'The account has no hold under this id.',
    retryable: true,
  },
  'hold-settled': {
    status: 409,
    title: 'The hold is settled already',
    meaning: 'A hold is captured or released once; `state` says which it was.',
    retryable: false,
  },
  'hold-expired': {
    status: 409,
    title: 'The hold has expired',
    meaning:
      'Its time was up: what it had reported was charged, the rest was given back. A capture may ask for `late`, which charges the difference as a fresh debit.',
    retryable: false,
  },
  'hold-category': {
    status: 422,
    title: 'Usage of another category than the hold’s',
    meaning: 'What a hold reports and captures is of the category it was authorized for.',
    retryable: false,
  },
  'holds-open': {
    status: 409,
    title: 'Work is still in progress',
    meaning: 'An account with open holds isn’t closed. Capture or release them, or wait until they expire.',
    retryable: true,
  },
  'too-many-holds': {
    status: 409,
    title: 'Too many open holds',
    meaning: 'An account has at most 10,000 holds open at once.',
    retryable: true,
  },
  'limit-not-found': {
    status: 404,
    title: 'No such spending limit',
    meaning: 'The account has no limit under this id.',
    retryable: true,
  },
  'too-many-limits': {
    status: 409,
    title: 'Too many spending limits',
    meaning: 'An account has at most 20 spending limits.',
    retryable: false,
  },
  'too-many-limit-values': {
    status: 402,
    title: 'Too many values to count',
    meaning:
      'Limits for `each` value of a dimension count 100 values of an account in a period, and this would be one more: `limitId` couldn’t count it, so nothing was taken. Values make room when the period begins anew. `restore.ways` has every way to get this very amount through.',
    retryable: false,
  },
  'limit-reached': {
    status: 402,
    title: 'A spending limit is reached',
    meaning:
      'The account has credits, but `limitId` lets no more than `available` through now. `restore.ways` has every way to get this very amount through, the smallest first: the end of work in progress, a higher limit, when its day or week begins anew, the renewal; none when nothing helps.',
    retryable: false,
  },
  'insufficient-credits': {
    status: 402,
    title: 'Not enough credits',
    meaning:
      'The amount is more than is available; nothing was taken. `held` is set aside for work in progress, which ends at `restore.holdEnds`. `restore.ways` has every way that brings this very amount, the smallest first: the end of work in progress, packs (so many that a debt is repaid too), a renewal; none when nothing does. Ask again with a new key then.',
    retryable: false,
  },
  ...formerProblems,
} as const satisfies Record<ProblemCode, ProblemKind>;
