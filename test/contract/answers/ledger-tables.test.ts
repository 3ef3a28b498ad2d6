import { expect, it } from 'vitest';
import { columns } from '../../../shared/contract/answers/ledger-tables.ts';

it('the columns of the ledger stay where readers that count them look for them; a new one comes last', () => {
  expect(columns.slice(0, 30)).toEqual([
    ...['day', 'accountId', 'seq', 'type', 'at', 'credits', 'category', 'cycle'],
    ...['before', 'available', 'held', 'overrun', 'debt'],
    ...['rateCard', 'planId', 'packId', 'paymentId', 'reverses', 'uncovered', 'occurredAt', 'expiresAt'],
    ...['dimensions', 'slices', 'lines', 'kept', 'reason', 'actor', 'caller', 'idempotencyKey', 'hash'],
  ]);
  expect(new Set(columns).size).toBe(columns.length);
});
