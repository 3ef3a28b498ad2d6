import { brakeCaller } from '../../domain/account/brake.ts';
import { microcredits } from '../../domain/amount.ts';
import type { Outcome } from '../../domain/decisions/outcome.ts';
import type { RefusalReason } from '../../domain/decisions/refusal-reasons.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { type Stop, watchUse } from '../../domain/insights/watch-use.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { minuteMs } from '../../domain/time.ts';
import type { Services } from '../../ports/services.ts';
import type { CreditStore } from '../../storage/store.ts';
import { habitsOfValues } from '../reading/habits-of-values.ts';
import { remembered } from '../reading/remembered.ts';
import { setLimit } from '../set-limit.ts';

/** Accounts that a process remembers to have no brake, and for how long: so few look for one, and one that is turned on begins to watch within that. */
const withoutMs = 10 * minuteMs;
const without = remembered<number>(10_000);

/** No use is as small: what has it is stopped. */
const least = microcredits(1);

/** A value that runs away and could not be stopped, by the limit that would have, and why: the account has all the limits that it may have, or is closed. */
export interface Unstopped {
  readonly limitId: string;
  readonly reason: RefusalReason;
}

/**
 * R39: stops what runs away from its habit among entries of one account, in their order, where its brake is on. Told again, it stops nothing twice: a
 * stop has a key of its own, and what was looked at is kept once the stops hold. Answers what it could not stop, which it tries again after an hour.
 */
export async function followBrake(
  { store, nowMs }: Pick<Services, 'store' | 'nowMs'>,
  accountId: string,
  entries: readonly Entry[],
): Promise<readonly Unstopped[]> {
  const lastMs = entries.at(-1)?.atMs;
  if (lastMs === undefined || isKnownWithout(store, accountId, nowMs())) return [];
  const { dimension, ...brake } = await store.brakes.read(accountId);
  if (dimension === undefined) {
    without.keep(store, accountId, nowMs());
    return [];
  }
  const habits = await habitsOfValues(store, { accountId, dimension, atMs: lastMs });
  const watched = watchUse({ ...brake, dimension }, entries, habits);
  if (watched.brake.seq === brake.seq) return [];
  const unstopped: Unstopped[] = [];
  for (const stop of watched.stops) {
    const outcome = await carryOut(store, { accountId, dimension, stop, nowMs: Math.max(nowMs(), lastMs) });
    if (outcome?.kind === 'refused') unstopped.push({ limitId: stop.limitId, reason: outcome.refusal.reason });
  }
  await store.brakes.rewrite(accountId, (known) =>
    known.dimension === dimension && known.seq < watched.brake.seq ? watched.brake : known,
  );
  return unstopped;
}

function isKnownWithout(store: CreditStore, accountId: string, nowMs: number): boolean {
  const sinceMs = nowMs - (without.of(store, accountId) ?? Number.NEGATIVE_INFINITY);
  // A clock of a test account may have been moved ahead meanwhile.
  return sinceMs >= 0 && sinceMs < withoutMs;
}

interface Stopping {
  readonly accountId: string;
  readonly dimension: string;
  readonly stop: Stop;
  readonly nowMs: number;
}

/** Undefined where it comes too late. */
async function carryOut(
  store: Services['store'],
  { accountId, dimension, stop: { limitId, value, seq, untilMs }, nowMs }: Stopping,
): Promise<Outcome<Entry> | undefined> {
  if (untilMs <= nowMs) return undefined;
  return setLimit(
    store,
    {
      accountId,
      caller: brakeCaller,
      idempotencyKey: `${brakeCaller}/${limitId}/${seq}`,
      fingerprint: fingerprint('brake', { limitId, seq }),
      limitId,
      scope: { dimension: { name: dimension, value }, period: 'lifetime' },
      credits: least,
      endsAtMs: untilMs,
    },
    nowMs,
  );
}
