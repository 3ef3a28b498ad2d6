import * as z from 'zod/mini';
import { meter } from '../../contract/intake/cloud-event.ts';
import type { Meters } from '../../domain/catalogue/usage-meter.ts';
import { optional } from '../environment.ts';

let known: { readonly text: string; readonly meters: Meters } | undefined;

/** The meters of CloudEvents that the environment names. */
export function meters(): Meters {
  const text = optional('USAGE_METERS') ?? '{}';
  if (known?.text !== text) known = { text, meters: z.record(z.string(), meter).parse(JSON.parse(text)) };
  return known.meters;
}
