/** A process of the service: a store of its own, warm as a function is that has answered before, and one thing at a time to do. */
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Usage } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import { fingerprint } from '../../../shared/domain/fingerprint.ts';
import { authorizeHold } from '../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../shared/operations/capture-hold.ts';
import { costOfCharge } from '../../../shared/operations/charging/charge.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { AccountThrottled, StoreUnavailable } from '../../../shared/storage/table.ts';
import { timedKey } from './keys.ts';
import { createLatentTable } from './latent-table.ts';
import type { Done } from './tally.ts';
import { caller, planId, type World } from './world.ts';

/** One piece of work, from asking to its answer. */
export type Work = () => Promise<Done>;

export interface Writer {
  /** The store of this process, over the table as this process reaches it. */
  readonly store: CreditStore;
  /** The same answer told apart: done, refused, or none, and then why. */
  attempt<T>(key: string, change: () => Promise<Outcome<T>>): Promise<Attempt<T>>;
}

export type Attempt<T> = { readonly kind: 'done'; readonly value: T } | Exclude<Done, { kind: 'acknowledged' }>;

export async function newWriter(world: World): Promise<Writer> {
  const { time, random } = world;
  let givenUp = 0;
  const table = createLatentTable(world, () => {
    givenUp += 1;
  });
  const store = createStore(table, { sleep: time.sleep, random, monotonicMs: time.nowMs });
  await store.catalogue.plansFor([planId], time.nowMs());
  await costOfCharge(store, { usage: turn }, time.nowMs());
  return {
    store,
    attempt: async (key, change) => {
      const before = givenUp;
      try {
        const outcome = await change();
        return outcome.kind === 'done' ? { kind: 'done', value: outcome.value } : { kind: 'refused', keys: [] };
      } catch (cause) {
        if (!(cause instanceof StoreUnavailable)) throw cause;
        const isGivenUp = givenUp > before || cause instanceof AccountThrottled;
        return { kind: isGivenUp ? 'given-up' : 'unavailable', keys: [], unanswered: key };
      }
    },
  };
}

/** The kinds of debits: an amount, or a chat turn that the rate card prices in two lines. */
export const chargeKinds = ['amount', 'two lines'] as const;
export type ChargeKind = (typeof chargeKinds)[number];

export interface DebitShape {
  readonly accountId: string;
  readonly charge?: ChargeKind;
  /** How long before it is first used its key was made; now when left out. */
  readonly keyAgeMs?: () => number;
}

/** A debit as a caller asks for it: another key each time. */
export function debitWork(world: World, writer: Writer, { accountId, charge = 'amount', keyAgeMs }: DebitShape): Work {
  const { time, random } = world;
  return async () => {
    const key = timedKey(time.nowMs() - (keyAgeMs?.() ?? 0), random);
    const amount = microcredits(1 + Math.floor(random() * 3_000));
    const body = charge === 'amount' ? { credits: amount } : { usage: turn.length };
    const asked = { accountId, caller, idempotencyKey: key, fingerprint: fingerprint('debit-credits', { body }) };
    const charged = charge === 'amount' ? ({ credits: amount, category: 'ai' } as const) : { usage: turn };
    const done = await writer.attempt(key, () =>
      debitCredits(writer.store, { ...asked, charge: charged }, Math.floor(time.nowMs())),
    );
    return done.kind === 'done' ? { kind: 'acknowledged', keys: [key] } : done;
  };
}

const workMs = 40;
const holdLifeMs = 600_000;

/** Sets aside, works, and captures half of it. */
export function heldWork(world: World, writer: Writer, accountId: string): Work {
  const { time, random } = world;
  const { store, attempt } = writer;
  return async () => {
    const asked = (route: string, idempotencyKey: string, body: object) => ({
      ...{ accountId, caller, idempotencyKey },
      fingerprint: fingerprint(route, { body }),
    });
    const heldKey = timedKey(time.nowMs(), random);
    const charge = { credits: microcredits(4_000), category: 'ai' } as const;
    const hold = {
      ...asked('authorize-hold', heldKey, { credits: charge.credits }),
      charge,
      lifeMs: holdLifeMs,
      whenExhausted: 'complete',
    } as const;
    const held = await attempt(heldKey, () => authorizeHold(store, hold, Math.floor(time.nowMs())));
    if (held.kind !== 'done') return held;
    await time.sleep(workMs);
    const { holdId } = held.value.hold ?? {};
    if (holdId === undefined) throw new TypeError('a hold without its id');
    const capturedKey = timedKey(time.nowMs(), random);
    const used = { credits: microcredits(2_000) };
    const capture = { ...asked('capture-hold', capturedKey, used), holdId, charge: used, isLateAllowed: false };
    const captured = await attempt(capturedKey, () => captureHold(store, capture, Math.floor(time.nowMs())));
    return captured.kind === 'done'
      ? { kind: 'acknowledged', keys: [heldKey, capturedKey] }
      : { ...captured, keys: [heldKey] };
  };
}

const turn: readonly Usage[] = [
  { sku: 'ai.gpt-4o.input-token', quantity: 374_000_000n },
  { sku: 'ai.gpt-4o.output-token', quantity: 44_000_000n },
];
