/** Events of usage as a seed draws them: some doubled, some late, some that nobody can charge. */
import type { WrittenUsageEvent } from '../../../shared/contract/intake/usage-event.ts';
import { dayMs, secondMs } from '../../../shared/domain/time.ts';
import { seededRandom } from '../bench/random.ts';

export interface DrawnEvent {
  readonly event: WrittenUsageEvent & { readonly id: string; readonly occurredAt: string };
  /** When it is sent. */
  readonly sentMs: number;
  readonly isPoison: boolean;
}

export interface Drawing {
  readonly events: number;
  readonly accountIds: readonly string[];
  readonly startMs: number;
  readonly seed: number;
}

const [doubledShare, lateShare, poisonShare] = [0.01, 0.01, 0.001];
/** So that a batch of 500 is what came within a second, as long as a worker waits for one. */
const everyMs = 2;
const users = 20;

/** In the order in which they are sent: 500 events a second, the first account's half the time. */
export function drawEvents({ events, accountIds, startMs, seed }: Drawing): readonly DrawnEvent[] {
  const random = seededRandom(seed);
  const drawn: DrawnEvent[] = [];
  for (let at = 0; at < events; at += 1) {
    const sentMs = startMs + at * everyMs;
    const isLate = random() < lateShare;
    const occurredMs = sentMs - Math.ceil(random() * (isLate ? 20 * dayMs : secondMs));
    const isPoison = random() < poisonShare || at === 7;
    const accountId = accountIds[random() < 0.5 ? 0 : Math.floor(random() * accountIds.length)] ?? '';
    const charge = { credits: (1 + Math.floor(random() * 5_000_000)) / 1_000_000, category: 'ai' } as const;
    const event = {
      ...{
        accountId: isPoison ? (['closed', 'nobody'][at % 2] ?? '') : accountId,
        id: `event-${at}`,
        source: 'app',
        ...charge,
      },
      occurredAt: new Date(occurredMs).toISOString(),
      dimensions: { user: `user-${Math.floor(random() * users)}` },
    };
    const one = { event, sentMs, isPoison };
    drawn.push(one);
    if (random() < doubledShare || at === 11) drawn.push(one);
  }
  return drawn;
}
