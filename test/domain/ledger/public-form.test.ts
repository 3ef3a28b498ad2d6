/** The form that the API shows, and what hashes are taken over. */
import { describe, expect, it } from 'vitest';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import { publicHold, publicQuantity } from '../../../shared/domain/ledger/public-form.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';

describe('a quantity', () => {
  it.each([
    ['0', 0n],
    ['1.5', 1_500_000n],
    ['123456789.012345', 123_456_789_012_345n],
    ['999999999999.999999', 999_999_999_999_999_999n],
    ['1234567890.000001', 1_234_567_890_000_001n],
  ])('shows as the JSON number %s, however many digits it has', (text, millionths) => {
    expect(JSON.stringify(publicQuantity(millionths))).toBe(text);
  });

  it('is a plain number up to 15 digits, which a double carries, and its exact text beyond', () => {
    expect(publicQuantity(123_456_789_012_345n)).toBe(123_456_789.012345);
    expect(publicQuantity(999_999_999_999_999_000_000n)).toBe(999_999_999_999_999);
    expect(publicQuantity(1_234_567_890_123_456n)).not.toBeTypeOf('number');
  });
});

it('a hold shows what it overran and the limits it counts against only where there is any', () => {
  const hold: Hold = {
    holdId: 'hold_1',
    state: 'open',
    category: 'ai',
    credits: credits(100),
    used: credits(120),
    overrun: credits(20),
    pinned: [],
    expiresAtMs: startMs,
    whenExhausted: 'complete',
    slice: credits(10),
    limitIds: ['ada'],
  };

  expect(publicHold(hold)).toMatchObject({ credits: 100, used: 120, overrun: 20, limitIds: ['ada'] });
  const plain = JSON.parse(JSON.stringify(publicHold({ ...hold, overrun: credits(0), limitIds: [] })));
  expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['overrun']));
  expect(plain).not.toHaveProperty('limitIds');
});
