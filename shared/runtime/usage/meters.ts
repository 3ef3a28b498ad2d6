import * as z from 'zod/mini';
import { meter } from '../../contract/intake/cloud-event.ts';
import type { Meters } from '../../domain/catalogue/usage-meter.ts';
import { optional } from '../environment.ts';

let known: Meters | undefined;

/** The meters of CloudEvents that the environment names. */
export function meters(): Meters {
  known ??= z.record(z.string(), meter).parse(JSON.parse(optional('USAGE_METERS') ?? '{}'));
  return known;
}
