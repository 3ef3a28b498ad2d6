/** CloudEvents 1.0, as OpenMeter takes them: `subject` is the account, and `data` says what was used. */
import * as z from 'zod/mini';
import type { Meters } from '../../domain/catalogue/usage-meter.ts';
import { readWords } from './read-words.ts';
import type { WrittenUsageEvent } from './usage-event.ts';

const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string({ error: 'must name the account' }),
  time: z.exactOptional(z.nullable(z.string())),
  data: z.exactOptional(z.nullable(z.record(z.string(), z.unknown()))),
});

export const meter = z.strictObject({
  sku: z.string(),
  /** The member of the data that holds the quantity, as `$.tokens`; one for each event when left out. */
  value: z.exactOptional(z.string()),
  dimensions: z.exactOptional(z.record(z.string(), z.string())),
});

/** Tells a CloudEvent by its version. */
export function isCloudEvent(value: Readonly<Record<string, unknown>>): boolean {
  return 'specversion' in value;
}

/** The event of usage that a CloudEvent is, for the schema to read: by its type's meter, else its data as it stands. Throws `WordsUnreadable` on what is no CloudEvent. */
export function fromCloudEvent(value: unknown, meters: Meters): unknown {
  const { id, source, type, subject, time, data } = readWords(cloudEvent, value);
  const told = { id, source, accountId: subject, ...(time == null ? {} : { occurredAt: time }) };
  const counted = Object.hasOwn(meters, type) ? meters[type] : undefined;
  if (counted === undefined) return { ...data, ...told };
  const quantity = counted.value === undefined ? 1 : memberAt(data, counted.value);
  const dimensions = Object.entries(counted.dimensions ?? {}).flatMap(([name, path]) => {
    const found = memberAt(data, path);
    return typeof found === 'string' || typeof found === 'number' ? [[name, String(found)]] : [];
  });
  const used = { usage: [{ sku: counted.sku, quantity }] } as Pick<WrittenUsageEvent & { usage: unknown }, 'usage'>;
  return { ...told, ...used, ...(dimensions.length === 0 ? {} : { dimensions: Object.fromEntries(dimensions) }) };
}

/** A member by its path: `$.a.b`. */
function memberAt(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.replace(/^\$\.?/, '').split('.'))
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
  return found;
}
