/**
 * An update of one item in place: what it asks of the item as it is, and what it changes. It is data, so that the expression
 * for DynamoDB (`update-expression.ts`), a table in memory and the defects that tests plant are all made from the same.
 */
import type { Item, Key } from './table-keys.ts';

export interface Update {
  readonly key: Key;
  /** All of them must hold, or nothing happens. */
  readonly asks: readonly Condition[];
  /** In any order: no attribute is changed by two of them. */
  readonly changes: readonly ItemChange[];
  /** Others wait for it, and it makes the item smaller for them: throttled, it is tried again sooner than they are. */
  readonly isUrgent?: true;
  /** Tries of it that a busy item may turn away before the outcome is `throttled`. Left out, it is tried to the end, and then in doubt. */
  readonly throttledTries?: number;
}

/** An attribute of the item, or a member of an attribute that is a map. */
export type Path = readonly [attribute: string, member?: string];

/** An attribute that is missing meets only `absent` and `without`. */
export type Condition =
  | { readonly is: 'absent' | 'present'; readonly path: Path }
  | { readonly is: '=' | '<' | '<=' | '>' | '>='; readonly path: Path; readonly value: number }
  /** A map that is there has so many members at most, or at least. */
  | { readonly is: 'size<=' | 'size>='; readonly path: Path; readonly value: number }
  /** Bounds included. */
  | { readonly is: 'between'; readonly path: Path; readonly from: number; readonly to: number }
  /** A set of texts holds none of these. */
  | { readonly is: 'without'; readonly path: Path; readonly members: readonly string[] }
  | { readonly is: 'any' | 'all'; readonly of: readonly Condition[] };

export type ItemChange =
  | { readonly do: 'set'; readonly path: Path; readonly value: Item[string] }
  | { readonly do: 'remove'; readonly path: Path }
  /** Adds to a number, which must be there: ask for it. */
  | { readonly do: 'increase'; readonly path: Path; readonly by: number }
  /** At the end of a list that is there: ask for it. */
  | { readonly do: 'append'; readonly path: Path; readonly items: readonly (string | Uint8Array)[] }
  /** The first of a list that has as many. */
  | { readonly do: 'drop'; readonly path: Path; readonly count: number }
  /** Members of a set of texts, which needn't be there, and is gone when it is empty. */
  | { readonly do: 'include' | 'exclude'; readonly path: Path; readonly members: readonly string[] };

export type UpdateOutcome =
  /** The item as it is now. */
  | { readonly kind: 'stored'; readonly item: Item }
  /** Definitely not stored by this attempt; an earlier attempt of the same update may have been. `existing` where the engine returns it. */
  | { readonly kind: 'refused'; readonly existing?: Item }
  /** Not stored: the item was too busy for as many tries as the update names. */
  | { readonly kind: 'throttled' }
  /** No answer: stored, not stored, or yet to be stored. */
  | { readonly kind: 'in-doubt'; readonly cause: unknown };
