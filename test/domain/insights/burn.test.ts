import { expect, test } from 'vitest';
import { burnOf } from '../../../shared/domain/insights/burn.ts';
import { openRollUp, rollUpKey } from '../../../shared/domain/roll-up.ts';
import { credits, dayMs, startMs } from '../../support/fixtures.ts';

test('the first debit of a cycle is told as what an hour used, not as a torrent', () => {
  const cycle = { index: 0, startMs, endMs: startMs + 30 * dayMs };
  const day = openRollUp(new Date(startMs).toISOString().slice(0, 10), cycle);
  day.categories.set('ai', new Map([[new Date(startMs).getUTCHours(), BigInt(credits(9))]]));

  const { total } = burnOf(new Map([[rollUpKey(day), day]]), { cycle, nowMs: startMs + 3_000, fromMs: startMs });

  const used = BigInt(credits(9));
  expect(total.cycle).toEqual({ credits: used, perHour: used, perDay: 24n * used });
});
