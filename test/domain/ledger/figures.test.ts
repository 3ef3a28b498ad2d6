/**
 * The same figures wherever they are shown: what was granted, used, refunded, has expired and is left, in account, statements,
 * usage, insights and export, of 1,000 histories with refunds, chargebacks, reversals and usage that was told late.
 */
import { describe, it } from 'vitest';
import { playUndoing } from '../../support/builders/undoing.ts';
import { checkGrants, checkUsage } from '../../support/expectations/figures.ts';

const histories = Number(process.env['HISTORIES'] ?? 100);

describe('what was granted, used, refunded, has expired and is left', () => {
  it.each([
    ['within days', false],
    ['over cycles', true],
  ] as const)(
    'is the same in account, statements, usage, insights and export, %s',
    (_span, isLong) => {
      for (let seed = 1; seed <= histories / 2; seed += 1) {
        const history = playUndoing(seed, { steps: 40, isLong });
        try {
          checkUsage(history);
          checkGrants(history);
        } catch (cause) {
          throw new Error(`seed ${seed}: ${(cause as Error).message}`, { cause });
        }
      }
    },
    600_000,
  );
});
