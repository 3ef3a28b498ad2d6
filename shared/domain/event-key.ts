/**
 * Idempotency keys of events. An event is one by its source and id (R36), so its key is made of them, and of its own time where it has one: in
 * the form of a UUIDv7, which says when it was made. An entry near that time then needs no item for its key, and one that comes late or again is
 * found all the same. The form is frozen: another would take one event for two.
 */
import { hash } from 'node:crypto';

/** The members that tell an event from every other. */
export interface EventIdentity {
  readonly source: string;
  readonly id: string;
  /** When it happened, in milliseconds since 1970, as its producer says. The same each time that it is sent. */
  readonly timeMs?: number;
}

/** The last millisecond that a UUIDv7 can say. */
const timeMaxMs = 2 ** 48 - 1;

/** Makes the key of an event: a UUIDv7 of its time, and opaque where it has none that a UUIDv7 can say. */
export function eventKey({ source, id, timeMs }: EventIdentity): string {
  const digest = hash('sha256', JSON.stringify([source, id]), 'buffer');
  if (timeMs === undefined || !Number.isInteger(timeMs) || timeMs < 0 || timeMs > timeMaxMs)
    return `event_${digest.subarray(0, 24).toString('base64url')}`;
  const [time, rest] = [timeMs.toString(16).padStart(12, '0'), digest.toString('hex')];
  const variant = (8 + (Number.parseInt(rest.charAt(3), 16) % 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(4, 7)}-${rest.slice(7, 19)}`;
}
