import type { Refusal } from './refusal.ts';

/** The outcome of an operation: done, refused for a reason from the closed list, or a request that its prices or plan make invalid. */
export type Outcome<T> = Done<T> | Refused | Invalid;

export interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
  /** The answer was given before, to the same key and content. */
  readonly isReplay: boolean;
}

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
  readonly isReplay: boolean;
}

export interface Invalid {
  readonly kind: 'invalid';
  readonly field: string;
  readonly message: string;
}

export function done<T>(value: T): Done<T> {
  return { kind: 'done', value, isReplay: false };
}

export function refused(refusal: Refusal): Refused {
  return { kind: 'refused', refusal, isReplay: false };
}

export function invalid(field: string, message: string): Invalid {
  return { kind: 'invalid', field, message };
}
