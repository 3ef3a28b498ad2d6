import { brakeCaller } from '../../domain/account/brake.ts';
import { microcredits } from '../../domain/amount.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { type Stop, watchUse } from '../../domain/insights/watch-use.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { minuteMs } from '../../domain/time.ts';
import type { Services } from '../../ports/services.ts';
import type { CreditStore } from '../../storage/store.ts';
import { habitsOfValues } from '../reading/habits-of-values.ts';
import { setLimit } from '../set-limit.ts';

/** Accounts that a process remembers to have no brake, and for how long: so few look for one, and one that is turned on begins to watch within that. */
const rememberedMax = 10_000;
const rememberedMs = 10 * minuteMs;
const withoutBrake = new WeakMap<CreditStore, Map<string, number>>();

/** No use is as small: what has it is stopped. */
const least = microcredits(1);

/**
 * R39: stops what runs away from its habit among entries of one account, in their order, where its brake is on. Told again, it stops nothing twice: a
 * stop has a key of its own, and what was looked at is kept once the stops hold.
 */
export async function followBrake(
  { store, nowMs }: Pick<Services, 'store' | 'nowMs'>,
  accountId: string,
  entries: readonly Entry[],
): Promise<readonly Stop[]> {
  const lastMs = entries.at(-1)?.atMs;
  if (lastMs === undefined || isKnownWithout(store, accountId, nowMs())) return [];
  const { dimension, ...brake } = await store.brakes.read(accountId);
  if (dimension === undefined) {
    rememberWithout(store, accountId, nowMs());
    return [];
  }
  const habits = await habitsOfValues(store, { accountId, dimension, atMs: lastMs });
  const watched = watchUse({ ...brake, dimension }, entries, habits);
  if (watched.brake.seq === brake.seq) return [];
  for (const stop of watched.stops)
    await carryOut(store, { accountId, dimension, stop, nowMs: Math.max(nowMs(), lastMs) });
  await store.brakes.rewrite(accountId, (known) =>
    known.dimension === dimension && known.seq < watched.brake.seq ? watched.brake : known,
  );
  return watched.stops;
}

function isKnownWithout(store: CreditStore, accountId: string, nowMs: number): boolean {
  const sinceMs = nowMs - (withoutBrake.get(store)?.get(accountId) ?? Number.NEGATIVE_INFINITY);
  // A clock of a test account may have been moved either way.
  return sinceMs >= 0 && sinceMs < rememberedMs;
}

function rememberWithout(store: CreditStore, accountId: string, nowMs: number): void {
  const own = withoutBrake.get(store) ?? new Map<string, number>();
  withoutBrake.set(store, own);
  const [first] = own.keys();
  if (own.size >= rememberedMax && first !== undefined) own.delete(first);
  own.set(accountId, nowMs);
}

interface Stopping {
  readonly accountId: string;
  readonly dimension: string;
  readonly stop: Stop;
  readonly nowMs: number;
}

/** Refused where the account is closed, or has as many limits as it may have: then nothing is stopped. One that comes too late is none. */
async function carryOut(
  store: Services['store'],
  { accountId, dimension, stop: { limitId, value, seq, untilMs }, nowMs }: Stopping,
): Promise<void> {
  if (untilMs <= nowMs) return;
  await setLimit(
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
