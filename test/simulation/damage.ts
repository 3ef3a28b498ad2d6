import { segmentsStart } from '../../shared/storage/table-keys.ts';
import { hourMs } from './catalogue.ts';
import type { World } from './world.ts';

/** Damages an account beside the code's back: a segment of its ledger goes. Nothing may be built on it from then on. */
export async function runDamage(
  { random, scheduler, swarm, table, observer, trace }: World,
  accountIds: readonly string[],
): Promise<void> {
  if (!swarm.isDamaged) return;
  await scheduler.sleep(random.below(random.pick([60_000, 8 * hourMs])));
  const accountId = random.pick(accountIds);
  const segments = table.partition(`ACCOUNT#${accountId}`).filter(({ sk }) => sk.startsWith(segmentsStart));
  if (segments.length === 0) return;
  const segment = random.pick(segments);
  const rest = segments.filter(({ sk }) => sk !== segment.sk).map(({ sk }) => sk);
  // A log filed twice may stand in other segments too: then nothing is lost with this one.
  if (rest.some((sk) => overlaps(sk, segment.sk))) return;
  trace.add('damage', segment.pk, segment.sk);
  table.expire(segment);
  const watched = observer.watched(accountId);
  watched.isDamaged = true;
  watched.gone = segment;
}

function overlaps(a: string, b: string): boolean {
  const [lastOfA = 0, firstOfA = 0] = numbersIn(a);
  const [lastOfB = 0, firstOfB = 0] = numbersIn(b);
  return firstOfA <= lastOfB && firstOfB <= lastOfA;
}

function numbersIn(sk: string): readonly number[] {
  return sk.slice(segmentsStart.length).split('#').map(Number);
}
