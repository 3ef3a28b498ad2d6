/** Damages an account beside the code's back: a segment of its ledger goes. Nothing may be built on it from then on. */
import { unpacked } from '../../../shared/storage/packed-text.ts';
import { type Item, type Key, segmentsStart } from '../../../shared/storage/table-keys.ts';
import { hourMs } from './catalogue.ts';
import type { World } from './world.ts';

export async function runDamage(world: World, accountIds: readonly string[]): Promise<void> {
  const { random, scheduler, swarm, table, observer, trace } = world;
  if (!swarm.isDamaged) return;
  await scheduler.sleep(random.below(random.pick([60_000, 8 * hourMs])));
  const accountId = random.pick(accountIds);
  const segments = segmentsOf(world, accountId);
  if (segments.length === 0) return;
  const segment = random.pick(segments);
  if (!isMissed(world, accountId, segment)) return;
  trace.add('damage', segment.pk, segment.sk);
  table.expire(segment);
  const watched = observer.watched(accountId);
  watched.isDamaged = true;
  watched.gone = segment;
}

/** Damages an account that is at rest, where it has entries that are filed: what the audit that reads all of it again must find. */
export async function damageAtRest(world: World, accountId: string): Promise<void> {
  const { random, table, observer, trace } = world;
  const watched = observer.watched(accountId);
  const segments = segmentsOf(world, accountId).filter((segment) => isMissed(world, accountId, segment));
  if (watched.isDamaged || segments.length === 0) return;
  const segment = random.pick(segments);
  const way = random.pick(['gone', 'garbled', 'altered'] as const);
  trace.add('damage', way, segment.pk, segment.sk);
  watched.isDamaged = true;
  watched.gone = segment;
  const item = table.peek(segment);
  table.expire(segment);
  if (item !== undefined && way !== 'gone') await table.putMany([way === 'garbled' ? garbled(item) : altered(item)]);
}

/** The whole of it can't be read any more. */
function garbled(item: Item): Item {
  return { ...item, entries: Buffer.from('not a segment') };
}

/** One of its entries says another amount: the only thing that its chain can tell. */
function altered(item: Item): Item {
  const { entries } = item;
  const text = entries instanceof Uint8Array ? unpacked(entries, 'a segment') : JSON.stringify(entries);
  const texts = JSON.parse(text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)));
  return { ...item, entries: texts };
}

/**
 * Tells whether the ledger would lack an entry without this segment. A log filed twice stands in other segments too, and what was filed
 * by a commit that failed is in the account's own log still. A filing that lands late may bring back what is gone.
 */
export function isMissed(world: World, accountId: string, segment: Key): boolean {
  const filedSeq = world.observer.watched(accountId).loaded?.log.filed.seq ?? 0;
  const others = segmentsOf(world, accountId).filter(({ sk }) => sk !== segment.sk);
  const [last, first] = numbersIn(segment);
  for (let seq = first; seq <= Math.min(last, filedSeq); seq += 1) {
    const isElsewhere = others.some((other) => numbersIn(other)[1] <= seq && seq <= numbersIn(other)[0]);
    if (!isElsewhere) return true;
  }
  return false;
}

function segmentsOf({ table }: World, accountId: string): readonly Key[] {
  return table.partition(`ACCOUNT#${accountId}`).filter(({ sk }) => sk.startsWith(segmentsStart));
}

/** The last and the first entry of a segment, which its key names. */
function numbersIn({ sk }: Key): readonly [number, number] {
  const [last = '', first = ''] = sk.slice(segmentsStart.length).split('#');
  return [Number(last), Number(first)];
}
