/** Numbers of requests as they are written: JSON numbers by their source text, or decimal text, for languages whose numbers are binary. */
import * as z from 'zod/mini';
import { decimalPlacesMax, formatMillionths, parseMillionths } from '../domain/decimal.ts';
import { readsAs } from './canonical-content.ts';

/** A number, its source text where a double wouldn't carry it, or the same as a text. */
export type DecimalInput = number | string | RawJson;

const decimalText = new RegExp(`^(0|[1-9]\\d{0,12})(\\.\\d{1,${decimalPlacesMax}})?$`);

/** A decimal from 0 with at most 6 places, in millionths. */
export function decimal(takes: string): z.ZodMiniType<bigint, DecimalInput> {
  const written = z.custom<DecimalInput>(
    (value) => typeof value === 'number' || typeof value === 'string' || JSON.isRawJSON(value),
    { error: takes },
  );
  return z.pipe(
    readsAs(written, canonicalNumber),
    z.transform((value: DecimalInput, context): bigint => {
      const millionths = millionthsOf(value);
      if (millionths !== undefined) return millionths;
      context.issues.push({ code: 'custom', message: takes, input: value });
      return z.NEVER;
    }),
  );
}

function millionthsOf(value: DecimalInput): bigint | undefined {
  const source = sourceOf(value);
  if (source.startsWith('-') || (typeof value === 'string' && !decimalText.test(source))) return undefined;
  return parseMillionths(source);
}

function sourceOf(value: DecimalInput): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : value.rawJSON;
}

/** The JSON number of an amount, however it was written: a number where a double carries it, else its plain text. */
function canonicalNumber(value: DecimalInput): unknown {
  if (typeof value === 'number') return value;
  const millionths = millionthsOf(value);
  if (millionths === undefined) return value;
  const plain = formatMillionths(millionths);
  if (typeof value === 'object' && value.rawJSON === plain) return value;
  const carried = Number(plain);
  return String(carried) === plain ? carried : JSON.rawJSON(plain);
}

/** Describes such a text, for the document: so many digits before the point at most. */
export function decimalPattern({
  wholeDigits,
  isZeroTaken,
}: {
  readonly wholeDigits: number;
  readonly isZeroTaken: boolean;
}): string {
  const fraction = `(\\.\\d{1,${decimalPlacesMax}})?`;
  const whole = `[1-9]\\d{0,${wholeDigits - 1}}`;
  if (isZeroTaken) return `^(0|${whole})${fraction}$`;
  const places = Array.from({ length: decimalPlacesMax }, (_, zeros) => {
    const rest = decimalPlacesMax - 1 - zeros;
    return `${'0'.repeat(zeros)}[1-9]${rest === 0 ? '' : `\\d{0,${rest}}`}`;
  });
  return `^(${whole}${fraction}|0\\.(${places.join('|')}))$`;
}

interface NumberOrText {
  readonly minimum: number;
  readonly maximum: number;
  readonly pattern: string;
}

/** How the document shows a number that may be written as text. */
export function numberOrText({ pattern, ...bounds }: NumberOrText): {
  readonly anyOf: ({ readonly type: 'number' } | { readonly type: 'string'; readonly pattern: string })[];
} {
  return {
    anyOf: [
      { type: 'number', ...bounds },
      { type: 'string', pattern },
    ],
  };
}
