import { instant } from '../../domain/ledger/public-form.ts';

/** From its start until before its end. */
export function spanJson({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }): {
  readonly start: string;
  readonly end: string;
} {
  return { start: instant(startMs), end: instant(endMs) };
}
