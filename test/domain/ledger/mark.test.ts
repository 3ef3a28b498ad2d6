import { describe, expect, it } from 'vitest';
import { chargeback } from '../../../shared/domain/decisions/charge-back-purchase.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';

describe('what is done once', () => {
  const entry = { seq: 7, packId: 'burst-100', paymentId: 'pi_1', reverses: 3 } as const;
  const { reverses: _none, ...bought } = entry;
  const marked = (type: Entry['type']): readonly unknown[] => [
    ...marksOf({ ...(type === 'grant' ? bought : entry), type } as unknown as Entry),
  ];

  it('is known again by its payment or debit, whatever key it is asked for under', () => {
    expect(marked('grant')).toEqual([['payment#pi_1', { seq: 7, content: 'burst-100' }]]);
    expect(marked('refund')).toEqual([['refund#pi_1', { seq: 7, content: '' }]]);
    expect(marked('chargeback')).toEqual([['chargeback#pi_1', { seq: 7, content: '' }]]);
    expect(marked('reversal')).toEqual([['reversal#3', { seq: 7, content: '' }]]);
    expect(marked('debit')).toEqual([]);
    const left = (['grant', 'refund', 'chargeback'] as const).flatMap((type) => marked(type));
    const disputed = [...marksOf({ ...entry, type: 'chargeback', disputeId: 'dp_1' } as unknown as Entry)];
    expect(disputed.map(([mark]) => mark)).toEqual(['disputed#pi_1', 'dispute#pi_1#dp_1']);
    const again = [...marksOf({ ...entry, type: 'grant' } as unknown as Entry)];
    expect(again).toEqual([['reinstatement#pi_1', { seq: 7, content: '' }]]);
    const needed = chargeback.needs({ paymentId: 'pi_1' }).marks?.map((mark) => [mark, {}]) ?? [];
    expect([...left, disputed[0], ...again]).toMatchObject(needed);
  });

  it('is nothing else: a plan’s grant can come as often as there are cycles', () => {
    expect([...marksOf({ seq: 7, type: 'grant' } as unknown as Entry)]).toEqual([]);
  });
});
