/** Requests to one account, each of which any process may be asked for, as often as it takes. */

import type { Microcredits } from '../../../shared/domain/amount.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import { fingerprint } from '../../../shared/domain/fingerprint.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import type { Process } from './processes.ts';

export interface SentRequest {
  readonly key: string;
  send(process: Process, nowMs: number): Promise<Outcome<Entry>>;
}

/** Told by earlier answers, for requests that go on from them. */
export interface Known {
  readonly holdIds: string[];
  readonly debitSeqs: number[];
}

const caller = 'arn:aws:iam::000000000000:user/AKIAIOSFODNN7EXAMPLE';
/** Fingerprints were longer in the code before, and began as today's: their rest doesn't matter here. */
const moreOfThem = '00000000000000';

export function drawRequest(
  key: string,
  accountId: string,
  { holdIds, debitSeqs }: Known,
  random: () => number,
): SentRequest {
  const amount = microcredits(1 + Math.floor(random() * 40_000_000));
  const dice = random();
  const holdId = holdIds[Math.floor(random() * holdIds.length)];
  const seq = debitSeqs[Math.floor(random() * debitSeqs.length)];
  if (dice < 0.15) return authorization(key, accountId, amount);
  if (dice < 0.3 && holdId !== undefined)
    return settlement(key, accountId, holdId, random() < 0.7 ? amount : undefined);
  if (dice < 0.36) return purchase(key, accountId);
  if (dice < 0.42 && seq !== undefined) return reversal(key, accountId, seq);
  return debit(key, accountId, random() < 0.1 ? microcredits(900_000_000) : amount);
}

function asked(key: string, accountId: string, content: object, { isOld }: Process) {
  const short = fingerprint('side by side', content);
  return { accountId, caller, idempotencyKey: key, fingerprint: isOld ? `${short}${moreOfThem}` : short };
}

function debit(key: string, accountId: string, credits: Microcredits): SentRequest {
  const charge = { credits, category: 'ai' } as const;
  return {
    key,
    send: (process, nowMs) =>
      process.operations.debitCredits(process.store, { ...asked(key, accountId, charge, process), charge }, nowMs),
  };
}

function authorization(key: string, accountId: string, credits: Microcredits): SentRequest {
  const work = { charge: { credits, category: 'ai' }, lifeMs: 60_000, whenExhausted: 'complete' } as const;
  return {
    key,
    send: (process, nowMs) =>
      process.operations.authorizeHold(process.store, { ...asked(key, accountId, work, process), ...work }, nowMs),
  };
}

/** Captured for an amount, or released. */
function settlement(key: string, accountId: string, holdId: string, credits: Microcredits | undefined): SentRequest {
  const named = (process: Process) => ({ ...asked(key, accountId, { holdId, credits }, process), holdId });
  return {
    key,
    send: (process, nowMs) =>
      credits === undefined
        ? process.operations.releaseHold(process.store, named(process), nowMs)
        : process.operations.captureHold(
            process.store,
            { ...named(process), charge: { credits }, isLateAllowed: false },
            nowMs,
          ),
  };
}

function purchase(key: string, accountId: string): SentRequest {
  const pack = { packId: 'burst-100', paymentId: `pi_${key}` };
  return {
    key,
    send: (process, nowMs) =>
      process.operations.purchasePack(process.store, { ...asked(key, accountId, pack, process), ...pack }, nowMs),
  };
}

function reversal(key: string, accountId: string, seq: number): SentRequest {
  const undone = { seq, reason: 'a mistake' };
  return {
    key,
    send: (process, nowMs) =>
      process.operations.reverseDebit(process.store, { ...asked(key, accountId, undone, process), ...undone }, nowMs),
  };
}
