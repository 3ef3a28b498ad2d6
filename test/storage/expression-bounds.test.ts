/** The largest updates of an account's item stay within what DynamoDB takes: 300 operators and 4 KB an expression. */
import { describe, expect, it } from 'vitest';
import { limitsMax } from '../../shared/domain/account/limit.ts';
import { appendUpdate } from '../../shared/storage/append.ts';
import type { AppendDraft } from '../../shared/storage/append-draft.ts';
import { changesPerWriteMax } from '../../shared/storage/change.ts';
import { limitName, markOf } from '../../shared/storage/escrow.ts';
import type { Update } from '../../shared/storage/update.ts';
import { updateExpression } from '../../shared/storage/update-expression.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { escrowOf } from '../support/builders/write-path.ts';

const operatorsMax = 300;
const bytesMax = 4_096;
const operators = /<>|<=|>=|[=<>+]|\b(?:AND|OR|NOT|BETWEEN|[a-z_]+(?=\())/g;

function expectWithinBounds(update: Update): void {
  const { ConditionExpression, UpdateExpression } = updateExpression(update);
  for (const text of [ConditionExpression, UpdateExpression]) {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytesMax);
    expect((text.match(operators) ?? []).length).toBeLessThanOrEqual(operatorsMax);
  }
}

describe('an append', () => {
  it('of as many captures as share a write, of an account with all its limits, is one that the table takes', () => {
    const watermark = { newestMs: 0, pendingMs: 0, far: { fromMs: startMs + 20, untilMs: startMs + 20 } };
    const limits = Array.from({ length: limitsMax }, (_, at) => ({ name: limitName(at), takes: -1, isAsked: false }));
    const drafts = Array.from({ length: changesPerWriteMax }, (_, index): AppendDraft => {
      const hex = (startMs + index).toString(16).padStart(12, '0');
      const key = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
      return {
        text: 'a record',
        packed: Buffer.from('a record'),
        idempotencyKey: index === 20 ? 'a key that says nothing' : key,
        takes: 1,
        limits: limits.map((each) => ({ ...each, isAsked: index % 2 === 0, takes: 1 })),
        heldMark: markOf(`h:${index}`),
        dueAtMs: startMs + 1_000,
      };
    });
    const escrow = { ...escrowOf(), watermark, rules: 7 };

    expectWithinBounds(
      appendUpdate({ accountId: 'acme', drafts, seen: { rules: 7, escrow }, nowMs: startMs, clockMs: startMs }),
    );
  });
});
