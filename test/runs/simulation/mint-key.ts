/** Keys as clients make them: some say when they were made, and not all of those tell the truth. */

import { hash } from 'node:crypto';
import { minuteMs } from '../../../shared/domain/time.ts';
import type { World } from './world.ts';

const farMs = Date.parse('9999-01-01T00:00:00.000Z');
const ulidDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The key of a name: the same name may well get another at another time. */
export function mintKey({ random, swarm, scheduler }: World, name: string): string {
  if (!random.chance(swarm.ordered)) return name;
  const bits = hash('sha256', name);
  const madeMs = Math.max(0, scheduler.nowMs() + aheadMs());
  return random.chance(0.7) ? uuidV7(madeMs, bits) : ulid(madeMs, bits);

  /** Mostly made just now; sometimes queued for minutes, or by a clock that is ahead, once in a while by ages. */
  function aheadMs(): number {
    if (random.chance(0.7)) return -random.below(150);
    if (random.chance(0.5)) return -random.below(random.pick([6_000, 10 * minuteMs]));
    return random.chance(0.9) ? random.below(random.pick([6_000, 10 * minuteMs])) : farMs - scheduler.nowMs();
  }
}

/** A key that was made now. */
export function uuidV7Of(ms: number, name: string): string {
  return uuidV7(ms, hash('sha256', name));
}

function uuidV7(ms: number, bits: string): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits.slice(0, 3)}-a${bits.slice(3, 6)}-${bits.slice(6, 18)}`;
}

function ulid(ms: number, bits: string): string {
  let text = '';
  for (let rest = ms, at = 0; at < 10; at += 1) {
    text = `${ulidDigits[rest % 32]}${text}`;
    rest = Math.floor(rest / 32);
  }
  return `${text}${bits.slice(0, 16).toUpperCase()}`;
}
