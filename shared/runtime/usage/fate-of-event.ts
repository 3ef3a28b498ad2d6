import type { Outcome } from '../../domain/decisions/outcome.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { queueTriesMax } from '../jobs.ts';

/** The end that an event comes to. */
export type Fate =
  | { readonly kind: 'charged'; readonly isRepeated: boolean }
  /** It may be charged yet: it is to come again. */
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'put-aside'; readonly reason: string; readonly detail: string };

/** The fate of an event by how it was answered. An account may be opened just as its first usage comes; nothing else heals by waiting. */
export function fateOfEvent(outcome: Outcome<Entry>, tries: number): Fate {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'charged', isRepeated: outcome.isReplay };
    case 'invalid':
      return { kind: 'put-aside', reason: 'invalid-request', detail: `${outcome.field} ${outcome.message}` };
    case 'refused': {
      const { reason } = outcome.refusal;
      if (reason === 'account-not-found' && tries < queueTriesMax) return { kind: 'later', reason };
      return { kind: 'put-aside', reason, detail: JSON.stringify(outcome.refusal) };
    }
    default:
      return outcome satisfies never;
  }
}
