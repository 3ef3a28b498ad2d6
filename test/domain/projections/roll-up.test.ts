/** Roll-ups of one day put together: every microcredit stays, under its name as long as there is room for names. */

import { describe, expect, it } from 'vitest';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import { addRollUp, noLimits, openRollUp, withDimensions } from '../../../shared/domain/projections/roll-up.ts';
import { decideDebit, decideOpen } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  dayMs,
  openedAccount,
  plans,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';
import { rollUpOf } from '../../support/builders/roll-ups.ts';

const cycle: Cycle = { index: 0, startMs, endMs: startMs + 30 * dayMs };
const day = '2026-11-01';
const morning = rollUpOf(day, cycle, {
  used: { ai: { 9: 5n } },
  skus: { a: { 9: 2n }, b: { 9: 3n } },
  otherSkus: { 9: 1n },
  users: { ada: { 9: 5n } },
  granted: { plan: { 0: 100n } },
  unused: { 'add-on': { 9: 8n } },
});
const noon = rollUpOf(day, cycle, {
  used: { ai: { 9: 1n, 12: 4n }, platform: { 12: 7n } },
  skus: { c: { 12: 4n }, a: { 12: 6n } },
  otherSkus: { 9: 1n, 12: 2n },
  users: { bob: { 12: 4n } },
  granted: { plan: { 0: 1n } },
  unused: { 'add-on': { 9: 1n }, plan: { 12: 3n } },
});

describe('roll-ups of one day', () => {
  it('add up hour by hour', () => {
    const into = openRollUp(day, cycle);
    addRollUp(into, morning, noLimits);
    addRollUp(into, noon, noLimits);

    expect(into).toEqual(
      rollUpOf(day, cycle, {
        used: { ai: { 9: 6n, 12: 4n }, platform: { 12: 7n } },
        skus: { a: { 9: 2n, 12: 6n }, b: { 9: 3n }, c: { 12: 4n } },
        otherSkus: { 9: 2n, 12: 2n },
        users: { ada: { 9: 5n }, bob: { 12: 4n } },
        granted: { plan: { 0: 101n } },
        unused: { 'add-on': { 9: 9n }, plan: { 12: 3n } },
      }),
    );
  });

  it('keep the names that came first, and sum the rest', () => {
    const into = openRollUp(day, cycle);
    addRollUp(into, morning, { skusMax: 2, valuesMax: 1 });
    addRollUp(into, noon, { skusMax: 2, valuesMax: 1 });

    expect([...into.skus.named.keys()]).toEqual(['a', 'b']);
    expect([...into.skus.others]).toEqual([
      [9, 2n],
      [12, 6n],
    ]);
    expect([...(into.dimensions.get('user')?.named.keys() ?? [])]).toEqual(['ada']);
    expect([...(into.dimensions.get('user')?.others ?? [])]).toEqual([[12, 4n]]);
  });

  it('are of three dimensions, those that came first, in alphabetical order within an entry', () => {
    const named = (names: readonly string[], dimensions?: Entry['dimensions']): readonly string[] =>
      withDimensions(names, { dimensions } as Entry);

    expect(named([], { user: 'ada', model: 'm' })).toEqual(['model', 'user']);
    expect(named(['model', 'user'], { workflow: 'w', agent: 'a', user: 'bob' })).toEqual(['model', 'user', 'agent']);
    expect(named(['a', 'b', 'c'], { d: 'd' })).toEqual(['a', 'b', 'c']);
    expect(named(['a'])).toEqual(['a']);
  });
});

it('a projection goes on with the entry that follows, and with no other', () => {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  const opening = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans }));
  const cost = { kind: 'priced', category: 'ai', credits: credits(1) } as const;
  const debit = changeOf(decideDebit(openedAccount(), { ...requestNamed('debit'), cost }, context())).entry;

  const { projection } = project(openProjection('acme'), [opening.entry], plans);

  expect(() => project(openProjection('acme'), [debit], plans)).toThrow('entry 2 does not follow 0');
  expect(() => project(projection, [opening.entry], plans)).toThrow('entry 1 does not follow 1');
  expect(project(projection, [debit], plans).projection.seq).toBe(2);
});
