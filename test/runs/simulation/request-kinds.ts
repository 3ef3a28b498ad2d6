import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import type { JournalRequest } from './checkers/journal.ts';
/** The kinds of request that clients make, and how often each theme of a history makes them. */
import type { Theme } from './swarm.ts';

/** The requests that may be made, and how often. */
const anything = {
  debit: 30,
  'debit by usage': 5,
  authorize: 14,
  report: 8,
  capture: 10,
  release: 4,
  purchase: 8,
  refund: 3,
  'charge back': 2,
  adjust: 3,
  void: 1,
  redeem: 2,
  'change plan': 3,
  keep: 3,
  'end keeping': 1,
  'set limit': 2,
  'remove limit': 1,
  'set policy': 4,
  'debit for a user': 6,
  'authorize for a user': 3,
  'remove policy': 1,
  'set top-up': 1,
  'end top-up': 1,
  reverse: 5,
  open: 1,
  close: 0.5,
} as const;
export type RequestKind = keyof typeof anything;

/** A history that does much of one thing finds what one that does all things misses. */
export const weightsOf: Readonly<Record<Theme, Readonly<Record<RequestKind, number>>>> = {
  anything,
  work: { ...anything, authorize: 25, report: 20, capture: 35, release: 15, debit: 15, purchase: 3 },
  payments: {
    ...anything,
    purchase: 35,
    refund: 20,
    'charge back': 10,
    debit: 25,
    authorize: 10,
    capture: 5,
    reverse: 15,
  },
  gifts: {
    ...anything,
    adjust: 25,
    void: 10,
    redeem: 30,
    debit: 40,
    authorize: 20,
    reverse: 15,
    purchase: 3,
    close: 0,
  },
  little: { ...anything, debit: 200, reverse: 20, 'change plan': 0, close: 0 },
};

/** The knowledge that clients of an account have. */
export interface Known {
  readonly holdIds: readonly string[];
  readonly paymentIds: readonly string[];
  readonly seqs: readonly number[];
  /** Grants by operators, some of which may be void since. */
  readonly giftIds: readonly string[];
  /** When grants end, in the next day. */
  readonly endingsMs: readonly number[];
}

export interface SimRequest extends JournalRequest {
  readonly kind: RequestKind;
  readonly run: (store: CreditStore, nowMs: number) => Promise<Outcome<unknown>>;
}
