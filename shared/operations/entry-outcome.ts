import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { ChangeOutcome } from '../storage/change.ts';

/** The outcome of a change whose answer is made of its entry. */
export function entryOutcome(outcome: ChangeOutcome): Outcome<Entry> {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', value: outcome.entry, isReplay: outcome.isReplay };
    case 'refused':
      return outcome;
    case 'unchanged':
    case 'settled':
    case 'reported':
      throw new TypeError('this operation always makes an entry');
    default:
      return outcome satisfies never;
  }
}
