import type { Hold } from '../account/hold.ts';
import type { Findings } from './needs.ts';
import type { Refusal } from './refusal.ts';

/** The hold that a command names, if it is open; otherwise why it isn't. */
export type FoundHold =
  | { readonly kind: 'open'; readonly hold: Hold }
  | { readonly kind: 'expired'; readonly hold: Hold }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Expired holds have been settled by the time a decision is taken, so the state says it all (R17). */
export function findHold({ hold: holdOf }: Pick<Findings, 'hold'>, holdId: string): FoundHold {
  const hold = holdOf(holdId);
  if (hold === undefined) return { kind: 'refused', refusal: { reason: 'hold-not-found' } };
  switch (hold.state) {
    case 'open':
      return { kind: 'open', hold };
    case 'expired':
      return { kind: 'expired', hold };
    case 'captured':
    case 'released':
      return { kind: 'refused', refusal: { reason: 'hold-settled', state: hold.state } };
    default:
      return hold.state satisfies never;
  }
}
