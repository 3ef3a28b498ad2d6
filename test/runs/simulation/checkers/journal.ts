/** A journal of what clients asked, and what they were told. One line per key and content, however often it was sent. */

import type { Refusal } from '../../../../shared/domain/decisions/refusal.ts';
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';

export type Answer =
  | { readonly kind: 'done'; readonly text: string; readonly isReplay: boolean; readonly entry?: Entry }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly isReplay: boolean }
  /** No definite answer: it may have been carried out or not, or yet be. */
  | { readonly kind: 'unknown' };

export interface JournalRequest {
  readonly accountId: string;
  readonly kind: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly paymentId?: string;
  readonly holdId?: string;
  /** True for a report: nothing may have to be written. */
  readonly isReport?: boolean;
}

/** One request, sent once or many times. */
export interface Line extends JournalRequest {
  /** When it was first sent: true time, and how long the ledger was then. */
  readonly sentAtMs: number;
  readonly sentAtSeq: number;
  timesSent: number;
  /** The first definite answer. */
  answer: Exclude<Answer, { kind: 'unknown' }> | undefined;
  answeredAtMs: number;
}

export interface Journal {
  /** The line of a request that is sent now, for the first time or once more. */
  line(asked: JournalRequest, sentAtMs: number, sentAtSeq: number): Line;
  find(accountId: string, key: string): readonly Line[];
  all(): readonly Line[];
}

export function createJournal(): Journal {
  const lines = new Map<string, Line>();
  const byKey = new Map<string, Line[]>();
  return {
    line: (asked, sentAtMs, sentAtSeq) => {
      const id = `${asked.accountId} ${asked.key} ${asked.fingerprint}`;
      const known = lines.get(id);
      if (known !== undefined) {
        known.timesSent += 1;
        return known;
      }
      const line: Line = { ...asked, sentAtMs, sentAtSeq, timesSent: 1, answer: undefined, answeredAtMs: 0 };
      lines.set(id, line);
      const keyId = `${asked.accountId} ${asked.key}`;
      byKey.set(keyId, [...(byKey.get(keyId) ?? []), line]);
      return line;
    },
    find: (accountId, key) => byKey.get(`${accountId} ${key}`) ?? [],
    all: () => [...lines.values()],
  };
}
