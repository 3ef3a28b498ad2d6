import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import { decideAuthorize, decideReport } from '../../support/builders/decisions.ts';
import { changeOf, context, credits, openedAccount, requestNamed, secondMs } from '../../support/builders/fixtures.ts';

/** A hold of 100 credits on an account that has 1,000, and what a report of it does. */
function reportAhead({
  used,
  leftMin,
  extendBy = 100,
}: Record<'used' | 'leftMin', number> & { extendBy?: number }): Decision {
  const authorized = changeOf(
    decideAuthorize(
      openedAccount(),
      {
        ...requestNamed('authorize'),
        cost: { kind: 'priced', category: 'ai', credits: credits(100) },
        lifeMs: 60 * secondMs,
        whenExhausted: 'pause',
        extendBy: credits(extendBy),
      },
      context(),
    ),
  );
  const hold = authorized.entry.hold;
  return decideReport(
    authorized.account,
    { ...requestNamed('report'), holdId: hold?.holdId ?? '', used: credits(used), leftMin: credits(leftMin) },
    context(undefined, { hold: () => hold }),
  );
}

describe('a report that asks for something to be left', () => {
  it('sets nothing more aside while as much is left', () => {
    expect(reportAhead({ used: 70, leftMin: 30 })).toMatchObject({
      entry: { type: 'report', credits: 0, decision: 'continue' },
    });
  });

  it('extends the hold to what is used and `extendBy` more, before it is used up', () => {
    const { account, entry } = changeOf(reportAhead({ used: 80, leftMin: 30 }));

    expect(entry).toMatchObject({ type: 'extension', credits: credits(80), decision: 'continue' });
    expect(entry.hold).toMatchObject({ credits: credits(180), used: credits(80) });
    expect(account.grants[0]).toMatchObject({ held: credits(180) });
  });

  it('takes what there is when that is less, and goes on with it', () => {
    const { entry } = changeOf(reportAhead({ used: 80, leftMin: 30, extendBy: 5_000 }));

    expect(entry).toMatchObject({ credits: credits(900), decision: 'continue' });
  });
});
