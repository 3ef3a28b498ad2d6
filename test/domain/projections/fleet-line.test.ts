/** In which order operators see accounts on a page. */
import { expect, test } from 'vitest';
import { compareLines, type FleetAccount, type FleetLine } from '../../../shared/domain/projections/fleet-line.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';

const unreadable: FleetLine = { kind: 'unreadable', accountId: 'broken' };

function line(accountId: string, over: Partial<FleetAccount> = {}): FleetLine {
  const figures = { available: credits(500), held: credits(0), overrun: credits(0), peak: credits(1_000) };
  const account: FleetAccount = {
    accountId,
    planId: 'team',
    state: 'active',
    level: 'fine',
    isQuarantined: false,
    ...figures,
    burn: credits(10),
    renewsAtMs: startMs,
    changedAtMs: startMs,
    ...over,
  };
  return { kind: 'read', account };
}

function namesBy(order: keyof typeof compareLines, lines: readonly FleetLine[]): readonly string[] {
  return lines
    .toSorted(compareLines[order])
    .map((each) => (each.kind === 'read' ? each.account.accountId : each.accountId));
}

test('who needs credits most comes first: by level, by the share that is left, by what goes in a day', () => {
  const lines = [
    line('closed', { level: 'closed', available: credits(0) }),
    line('half left', { available: credits(50), peak: credits(100) }),
    line('a tenth left', { available: credits(100) }),
    line('half left, faster', { burn: credits(11) }),
    line('low', { level: 'low', available: credits(900) }),
    line('exhausted', { level: 'exhausted', available: credits(0) }),
  ];

  expect(namesBy('state', lines)).toEqual([
    'exhausted',
    'low',
    'a tenth left',
    'half left, faster',
    'half left',
    'closed',
  ]);
});

test('an account that never had credits stands with those that have none left', () => {
  const lines = [line('some left', { available: credits(1) }), line('never had any', { peak: credits(0) })];

  expect(namesBy('state', lines)).toEqual(['never had any', 'some left']);
});

test('the least available comes first, or the most that goes in a day', () => {
  const [a, b] = [line('a', { available: credits(2), burn: credits(5) }), line('b', { available: credits(1) })];

  expect(namesBy('available', [a, b])).toEqual(['b', 'a']);
  expect(namesBy('burn', [a, b])).toEqual(['b', 'a']);
  expect(namesBy('burn', [b, a])).toEqual(['b', 'a']);
});

test.each(['state', 'available', 'burn'] as const)('what can’t be read comes first by %s', (order) => {
  expect(namesBy(order, [line('a'), unreadable])).toEqual(['broken', 'a']);
  expect(namesBy(order, [unreadable, line('a')])).toEqual(['broken', 'a']);
});
