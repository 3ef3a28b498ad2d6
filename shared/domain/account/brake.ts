/**
 * The brake of an account (R39): it watches the values of one dimension, and stops one that runs away from its habit by a spending limit of its own
 * for an hour. The limit is one like any other, by a name that says that it is the brake's: whoever takes it away, or sets it anew, releases the value.
 */
import { hash } from 'node:crypto';
import { present } from '../present.ts';
import { dayMs, hourMs } from '../time.ts';
import type { NamedLimit } from './limit.ts';

/** The caller of the limits that the brake sets. */
export const brakeCaller = 'brake';
/** A stop ends by itself after so long. */
export const brakeStopMs = hourMs;
/** A value that somebody released isn't stopped again for so long. */
export const brakeQuietMs = dayMs;
/** Values with use beyond their habit, and released ones, that are kept at once. */
export const brakeValuesMax = 100;
const prefix = 'brake-';
const digits = 16;

/** Use of a value beyond its habit, as of an instant. */
export interface BrakedValue {
  readonly value: string;
  readonly heldMicrocredits: number;
  readonly atMs: number;
}

export interface Brake {
  /** The dimension whose values are watched; off without one. */
  readonly dimension?: string;
  /** Who turned it on, to another dimension, or off, and when. */
  readonly setBy?: { readonly caller: string; readonly actor?: string; readonly atMs: number };
  /** The last entry that was looked at. */
  readonly seq: number;
  readonly values: readonly BrakedValue[];
  /** Values that were stopped or released, by the names of their limits, and until when they are left alone. */
  readonly resting: readonly { readonly limitId: string; readonly untilMs: number }[];
}

export const noBrake: Brake = { seq: 0, values: [], resting: [] };

/** The name of the limit that stops a value: the same each time. */
export function brakeLimitId(dimension: string, value: string): string {
  return `${prefix}${hash('sha256', JSON.stringify([dimension, value])).slice(0, digits)}`;
}

/** True of a limit that the brake sets, by its name. */
export function isBrakes({ limitId }: Pick<NamedLimit, 'limitId'>): boolean {
  return limitId.startsWith(prefix) && limitId.length === prefix.length + digits;
}

/** Watches other values from now on, or none: what was used before counts for nothing. The very same brake where that is no change. */
export function withBrake(
  brake: Brake,
  { dimension, setBy, seq }: Required<Pick<Brake, 'setBy' | 'seq'>> & Pick<Brake, 'dimension'>,
): Brake {
  if (brake.dimension === dimension) return brake;
  return { ...noBrake, seq, ...present({ dimension, setBy }) };
}
