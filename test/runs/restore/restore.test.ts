/** A restored table, whose items come from instants of their own, is made whole again (S39): `npm run restore:rehearse` at scale. */
import { expect, test } from 'vitest';
import { rehearsals } from './rehearsals.ts';

test('what proves itself comes back, no event id comes with other content, and every account goes on', async () => {
  const found = await rehearsals({ accounts: 30, times: 3, seed: 7 });

  expect(found.some(({ moved }) => moved > 0)).toBe(true);
  for (const {
    accounts,
    unprovable,
    provableLost,
    eventsDiffering,
    audited,
    auditFaults,
    goneOn,
    repeatedWrong,
  } of found)
    expect({ provableLost, eventsDiffering, audited, auditFaults, goneOn, repeatedWrong }).toEqual({
      provableLost: 0,
      eventsDiffering: 0,
      audited: accounts - unprovable,
      auditFaults: [],
      goneOn: accounts - unprovable,
      repeatedWrong: [],
    });
}, 120_000);
