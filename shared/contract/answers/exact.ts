/** Numbers that may have more digits than a double keeps, or fewer than were reckoned with. */
import { microcreditsPerCredit } from '../../domain/amount.ts';
import { formatMillionths } from '../../domain/decimal.ts';

/** A turnover in millionths: its exact text, as a JSON number. */
export function exact(millionths: bigint): RawJson {
  return JSON.rawJSON(formatMillionths(millionths));
}

/** An estimate in microcredits, to the nearest. */
export function estimate(microcredits: number): number {
  return Math.round(microcredits) / microcreditsPerCredit;
}
