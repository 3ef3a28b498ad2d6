import { expect, test } from 'vitest';
import { workText } from '../../../functions/dashboard/writing/work-text.ts';

test('what was charged is told in words', () => {
  const line = (sku: string, quantity: number) => ({ sku, quantity, credits: 1 });
  const debit = (...lines: readonly ReturnType<typeof line>[]): string =>
    workText({ type: 'debit', lines, category: 'ai' });

  expect(debit(line('ai.gpt-4o.input-token', 2006), line('ai.gpt-4o.output-token', 1))).toBe(
    'gpt-4o: 2,006 input tokens and 1 output token',
  );
  expect(debit(line('ai.claude-3.5.input-token', 2), line('infrastructure.migration.vm', 4))).toBe(
    'claude-3.5: 2 input tokens; migration: 4 VM',
  );
  expect(debit(line('ai.search.query', 3))).toBe('search: 3 queries');
  expect(debit(line('odd', 2))).toBe('odd: 2 units');
  expect(workText({ type: 'debit', category: 'ai' })).toBe('AI');
  expect(workText({ type: 'hold', category: 'infrastructure' })).toBe('Infrastructure');
  expect(workText({ type: 'grant' })).toBe('');
});
