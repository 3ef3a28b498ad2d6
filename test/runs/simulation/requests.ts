/** Requests as clients make them: every operation that changes an account, at random but never without sense. */
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { made } from './drawn-requests.ts';
import type { Random } from './random.ts';
import type { Known, RequestKind, SimRequest } from './request-kinds.ts';

/** A request under a key. What it asks is drawn; its fingerprint says all of it. */
export function drawRequest(
  accountId: string,
  key: string,
  kind: RequestKind,
  random: Random,
  known: Known,
): SimRequest {
  const request = { accountId, idempotencyKey: key, caller: 'client' };
  const { content, run, ...about } = made[kind]({ random, known, request });
  const fingerprint = `${kind} ${JSON.stringify(content)}`;
  return { accountId, key, kind, fingerprint, run: (store, nowMs) => run(store, nowMs), ...about };
}

/** The entry that an answer is made of, where it is. */
export function entryOf(value: unknown): Entry | undefined {
  return typeof value === 'object' && value !== null && 'seq' in value && 'hash' in value
    ? (value as Entry)
    : undefined;
}
