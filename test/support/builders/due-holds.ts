/** Holds of one credit that end when a test says. */
import { type Hold, holdIdOf } from '../../../shared/domain/account/hold.ts';
import { credits, startMs } from './fixtures.ts';

export function hold(name: string, expiresInMs: number, over: Partial<Hold> = {}): Hold {
  const none = credits(0);
  return {
    holdId: holdIdOf(startMs + expiresInMs, name),
    state: 'open',
    category: 'ai',
    credits: credits(1),
    used: none,
    overrun: none,
    pinned: [],
    expiresAtMs: startMs + expiresInMs,
    whenExhausted: 'pause',
    slice: none,
    limitIds: [],
    ...over,
  };
}

export function byExpiry(holds: readonly Hold[]): readonly Hold[] {
  return holds.toSorted((a, b) => a.expiresAtMs - b.expiresAtMs || (a.holdId < b.holdId ? -1 : 1));
}
