import type { Outcome } from '../../../../shared/domain/decisions/outcome.ts';
import { isRemembered } from '../../../../shared/domain/decisions/refusal.ts';
import type { Answer } from './scene.ts';

/** An answer as text, so that two can be compared. */
export function answerOf(outcome: Outcome<unknown>): Answer {
  switch (outcome.kind) {
    case 'done': {
      const { value, isReplay } = outcome;
      // An opening that found the account as it was asked for is a note, and looks like one that made an entry.
      const remembered = isEntry(value) ? 'for ever' : 'a day';
      return { text: `done ${textOf(value)}`, isReplay, remembered };
    }
    case 'refused': {
      const { refusal, isReplay } = outcome;
      const remembered = isRemembered(refusal.reason) ? 'a day' : 'no';
      return { text: `refused ${textOf(refusal)}`, isReplay, remembered };
    }
    case 'invalid':
      return { text: `invalid ${outcome.field}`, isReplay: false, remembered: 'no' };
    default:
      return outcome satisfies never;
  }
}

/** An entry is its hash, which says all of it. In which order members were put together says nothing: answers have their schema's. */
export function textOf(value: unknown): string {
  if (isEntry(value)) return `${value.type} ${value.seq} ${String(value.hash).slice(0, 12)}`;
  return JSON.stringify(value, (_name, each: unknown) => {
    if (typeof each === 'bigint') return String(each);
    if (each instanceof Map || each instanceof Set) return [...each];
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function isEntry(value: unknown): value is { readonly type: unknown; readonly seq: unknown; readonly hash: unknown } {
  return typeof value === 'object' && value !== null && 'hash' in value && 'seq' in value && 'type' in value;
}
