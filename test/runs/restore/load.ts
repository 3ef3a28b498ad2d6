/** The life of many accounts: debits, work in progress, payments, corrections, and the consumer that tells of them. */

import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { adjustCredits } from '../../../shared/operations/adjust-credits.ts';
import { authorizeHold } from '../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../shared/operations/capture-hold.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { projectAccount } from '../../../shared/operations/project-commits.ts';
import { purchasePack } from '../../../shared/operations/purchase-pack.ts';
import { reverseDebit } from '../../../shared/operations/reverse-debit.ts';
import { setLimit } from '../../../shared/operations/set-limit.ts';
import { credits, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import type { World } from './world.ts';

/** A request that was carried out, and may be repeated. */
export interface Asked {
  readonly accountId: string;
  readonly key: string;
  /** The number of its entry. */
  readonly seq: number;
  again(world: World): Promise<Outcome<Entry>>;
}

export interface Load {
  readonly world: World;
  readonly accountIds: readonly string[];
  readonly random: () => number;
  readonly asked: Asked[];
}

type Ask = (world: World) => Promise<Outcome<Entry>>;

const holdLifeMs = 3_600_000;
const debited = { category: 'ai' } as const;

/** So many changes of accounts that are drawn, so many at once. */
export async function run(
  load: Load,
  { changes, atOnce }: { readonly changes: number; readonly atOnce: number },
): Promise<void> {
  let begun = 0;
  const work = async (): Promise<void> => {
    while (begun < changes) {
      begun += 1;
      await change(load, begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

export async function openAll({ world, accountIds, asked }: Load): Promise<void> {
  for (const accountId of accountIds) {
    const opening = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
    const again: Ask = async ({ store, nowMs }) => openAccount(store, opening, nowMs()) as Promise<Outcome<Entry>>;
    await again(world);
    asked.push({ accountId, key: 'open', seq: 1, again });
  }
}

async function change(load: Load, n: number): Promise<void> {
  const { accountIds, random, world } = load;
  const accountId = accountIds[Math.floor(random() * accountIds.length)] ?? '';
  if (random() < 0.25) return consume(world, accountId);
  const key = `${Math.floor(world.nowMs())}-${n}`;
  const again = await drawn(load, accountId, key);
  if (again === undefined) return;
  const outcome = await again(world);
  if (outcome.kind === 'done' && !outcome.isReplay) load.asked.push({ accountId, key, seq: outcome.value.seq, again });
}

/** The consumer of the stream, which comes by when it comes by. */
export async function consume({ store, bus, nowMs }: World, accountId: string): Promise<void> {
  const loaded = await store.readAccount(accountId);
  if (loaded !== undefined) await projectAccount({ store, bus, nowMs }, loaded);
}

async function drawn({ world, random }: Load, accountId: string, key: string): Promise<Ask | undefined> {
  const named = { ...requestNamed(key), accountId };
  const dice = random();
  const amount = credits(Math.ceil(random() * 40));
  if (dice < 0.5)
    return ({ store, nowMs }) => debitCredits(store, { ...named, charge: { credits: amount, ...debited } }, nowMs());
  if (dice < 0.65) {
    const asks = {
      ...named,
      charge: { credits: amount, ...debited },
      lifeMs: holdLifeMs,
      whenExhausted: 'pause',
    } as const;
    return ({ store, nowMs }) => authorizeHold(store, asks, nowMs());
  }
  if (dice < 0.8) {
    const loaded = await world.store.readAccount(accountId);
    const holds = loaded === undefined ? [] : await world.store.holdsFrom(loaded, { from: 'hold_', limit: 20 });
    const open = holds.filter(({ state }) => state === 'open').at(-1);
    if (open === undefined) return undefined;
    const asks = { ...named, holdId: open.holdId, charge: { credits: amount }, isLateAllowed: false };
    return ({ store, nowMs }) => captureHold(store, asks, nowMs());
  }
  if (dice < 0.9) {
    const asks = { ...named, packId: 'burst-1000', paymentId: `pi-${accountId}-${key}` };
    return ({ store, nowMs }) => purchasePack(store, asks, nowMs());
  }
  if (dice < 0.94)
    return ({ store, nowMs }) =>
      adjustCredits(
        store,
        { ...named, credits: amount, direction: 'add', reason: 'a rehearsal', actor: 'ada' },
        nowMs(),
      );
  if (dice < 0.97) {
    const seq = (await world.store.readAccount(accountId))?.account.seq ?? 1;
    return ({ store, nowMs }) => reverseDebit(store, { ...named, seq, reason: 'a rehearsal' }, nowMs());
  }
  const limit = { limitId: 'ada', scope: { category: 'ai' }, credits: credits(100_000) } as const;
  return ({ store, nowMs }) => setLimit(store, { ...named, ...limit }, nowMs());
}
