/**
 * Exact decimals with at most 6 places, held as whole millionths in a BigInt. Quantities need them (R3: up to
 * 10¹² with 6 decimals is 18 digits, more than a double holds), and so do prices and request bodies read by their
 * source text.
 */
export const decimalPlacesMax = 6;

const jsonNumber = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const exponentMax = 40;

/** Parses the source text of a JSON number into millionths; undefined when it isn't one, is out of bounds, or has more than 6 decimals. */
export function parseMillionths(source: string): bigint | undefined {
  const rational = parseRational(source);
  if (rational === undefined) return undefined;
  const scaled = rational.numerator * 1_000_000n;
  return scaled % rational.denominator === 0n ? scaled / rational.denominator : undefined;
}

/** An exact fraction; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Parses the source text of a JSON number exactly, exponents up to ±40 included; undefined for anything else. */
export function parseRational(source: string): Rational | undefined {
  const parts = jsonNumber.exec(source);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = parts;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > exponentMax || whole.length + fraction.length > 2 * exponentMax) return undefined;
  const digits = BigInt(whole + fraction);
  const places = fraction.length - exponent;
  return {
    numerator: (sign === '-' ? -digits : digits) * (places < 0 ? 10n ** BigInt(-places) : 1n),
    denominator: places > 0 ? 10n ** BigInt(places) : 1n,
  };
}

/** The shortest plain decimal text of so many millionths: no exponent, no trailing zeros. */
export function formatMillionths(millionths: bigint): string {
  const sign = millionths < 0n ? '-' : '';
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(decimalPlacesMax + 1, '0');
  const whole = digits.slice(0, -decimalPlacesMax);
  const fraction = digits.slice(-decimalPlacesMax).replace(/0+$/, '');
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}
