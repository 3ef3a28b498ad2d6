/**
 * News: what happened, as receivers outside of AWS are told of it. An event of the bus, an entry of a ledger, or the test of an
 * endpoint; each has one id for ever, under which it is delivered at least once.
 */
import { hash } from 'node:crypto';

export interface News {
  /** The event's own id: the same in every duplicate. */
  readonly id: string;
  /** The name of the event, as `CreditsExhausted`. */
  readonly type: string;
  readonly version: number;
  /** When it happened: an instant as events write it. */
  readonly at: string;
  /** Left out where it is about no account. */
  readonly accountId?: string;
  /** The entry that it follows from. */
  readonly seq?: number;
  readonly data: unknown;
}

/** The type of the news of an entry: delivered to endpoints that name it, and to no other. */
export const entryNewsType = 'EntryRecorded';
/** The type of what an endpoint is tried with. */
export const testNewsType = 'EndpointTested';

const prefix = 'msg_';
const timeDigits = 9;
const hashDigits = 24;

/**
 * The id under which news is delivered, `webhook-id`: made of when it happened and of the event's id, so that every duplicate has the
 * same, and ids sort by time. It has no full stop, which Standard Webhooks parts by.
 */
export function deliveryIdOf({ id, at }: News): string {
  return `${deliveriesFrom(Date.parse(at))}_${hash('sha256', id).slice(0, hashDigits)}`;
}

/** Sorts before every delivery of what happened at the instant or later, and after all before. */
export function deliveriesFrom(atMs: number): string {
  return prefix + Math.max(0, atMs).toString(36).padStart(timeDigits, '0');
}
