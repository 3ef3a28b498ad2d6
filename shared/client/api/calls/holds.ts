/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Hold } from '../answers/hold.ts';
import type { HoldReceipt } from '../answers/hold-receipt.ts';
import type { ListHoldsAnswer } from '../answers/list-holds-answer.ts';
import type { ReportUsageAnswer } from '../answers/report-usage-answer.ts';
import type {
  AuthorizeHoldBody,
  CaptureHoldBody,
  ListHoldsQuery,
  ReleaseHoldBody,
  ReportUsageBody,
} from '../requests/holds.ts';

export interface HoldsMethods {
  /** Set credits aside for work that starts. All of them, or a refusal. The hold is settled by a capture, a release, or the clock: at its expiry what was reported is charged and the rest given back. Work that it funds may go on at zero, and is priced to its end by the rate card in effect now. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, sku-unknown, too-many-holds, hold-limit, too-many-limit-values, limit-reached, insufficient-credits. */
  authorizeHold(
    call: { readonly accountId: string | number; readonly body: AuthorizeHoldBody } & CallOptions,
  ): Promise<Answer<HoldReceipt>>;

  /** List open holds. By expiry, soonest first. Of what was reported, less than a tenth of what is set aside, or 5 s of use, may be missing: see `reportedAt`. Refusals: account-not-found. */
  listHolds(
    call: { readonly accountId: string | number; readonly query?: ListHoldsQuery } & CallOptions,
  ): Promise<Answer<ListHoldsAnswer>>;

  /** Read a hold. As of now: one whose time is up reads as expired, settled or not. Refusals: account-not-found, hold-not-found. */
  readHold(
    call: { readonly accountId: string | number; readonly holdId: string | number } & CallOptions,
  ): Promise<Answer<Hold>>;

  /** Report what work has used so far. Cumulative, so that a lost or repeated report does no harm. Within what is set aside a report is stored before it is answered when it tells of a tenth more of what is set aside than the last one stored, or of anything more 5 s after it: at most so much of what was reported is lost with a worker that dies. One that isn’t stored doesn’t remember its key. Beyond what is set aside the hold is extended by a slice. `pause` means that credits, a spending limit or the plan’s overrun cap have run out: report again once that has changed. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category. */
  reportUsage(
    call: {
      readonly accountId: string | number;
      readonly holdId: string | number;
      readonly body: ReportUsageBody;
    } & CallOptions,
  ): Promise<Answer<ReportUsageAnswer>>;

  /** Settle work with what it used. Once, and never refused for its size: it ran. What was set aside pays first, then what is available, then it overruns up to the plan’s cap, under either policy; what none of them covers is not charged, and the entry says how much (`uncovered`). Spending limits count what is charged. What is left of the hold goes back to the same slices, forfeited where their grant has ended. Usage is priced by the rate card that the hold was authorized under. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, sku-unknown, hold-not-found, hold-settled, hold-expired, hold-category, insufficient-credits. */
  captureHold(
    call: {
      readonly accountId: string | number;
      readonly holdId: string | number;
      readonly body: CaptureHoldBody;
    } & CallOptions,
  ): Promise<Answer<HoldReceipt>>;

  /** Give a hold back. All of it, for work that never began. Slices of grants that have ended are forfeited. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, hold-not-found, hold-settled, hold-expired. */
  releaseHold(
    call: {
      readonly accountId: string | number;
      readonly holdId: string | number;
      readonly body?: ReleaseHoldBody;
    } & CallOptions,
  ): Promise<Answer<HoldReceipt>>;
}

export const holdsOperations: { readonly [Name in keyof HoldsMethods]: OperationCall } = {
  authorizeHold: {
    id: 'authorize-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
  listHolds: {
    id: 'list-holds',
    method: 'GET',
    path: '/accounts/{accountId}/holds',
    isChange: false,
    status: 200,
    shape: {
      holds: [
        {
          holdId: 's',
          state: 's',
          category: 's',
          credits: 'n',
          used: 'n',
          slices: '*',
          slice: 'n',
          whenExhausted: 's',
          expiresAt: 's',
        },
      ],
    },
  },
  readHold: {
    id: 'read-hold',
    method: 'GET',
    path: '/accounts/{accountId}/holds/{holdId}',
    isChange: false,
    status: 200,
    shape: {
      holdId: 's',
      state: 's',
      category: 's',
      credits: 'n',
      used: 'n',
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      slice: 'n',
      whenExhausted: 's',
      expiresAt: 's',
    },
  },
  reportUsage: {
    id: 'report-usage',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/usage',
    isChange: true,
    status: 200,
    shape: {
      decision: 's',
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
  captureHold: {
    id: 'capture-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/capture',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
  releaseHold: {
    id: 'release-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/release',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
      hold: {
        holdId: 's',
        state: 's',
        category: 's',
        credits: 'n',
        used: 'n',
        slices: ['*'],
        slice: 'n',
        whenExhausted: 's',
        expiresAt: 's',
      },
    },
  },
};
