import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { holdIdOf } from '../../../shared/domain/account/hold.ts';
import { capture } from '../../../shared/domain/decisions/capture-hold.ts';
import { chargeback } from '../../../shared/domain/decisions/charge-back-purchase.ts';
import { type Command, command } from '../../../shared/domain/decisions/command.ts';
import { type Request, refuse } from '../../../shared/domain/decisions/decision.ts';
import { type Findings, guardFindings, type Needs } from '../../../shared/domain/decisions/needs.ts';
import { purchase } from '../../../shared/domain/decisions/purchase-pack.ts';
import { refund } from '../../../shared/domain/decisions/refund-purchase.ts';
import { reinstatement } from '../../../shared/domain/decisions/reinstate-purchase.ts';
import { release } from '../../../shared/domain/decisions/release-hold.ts';
import { report } from '../../../shared/domain/decisions/report-usage.ts';
import { reversal } from '../../../shared/domain/decisions/reverse-debit.ts';
import { present } from '../../../shared/domain/present.ts';
import { decideDebit } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const notFound = { reason: 'entry-not-found' } as const;
const { account, entry: spent } = changeOf(decideDebit(openedAccount(), debitOf(300), context()));
const payment = { ...requestNamed('back'), paymentId: 'pi_1' };
const holdId = holdIdOf(startMs, 'work');
const held = { ...requestNamed('held'), holdId };

/** A command with what is asked of it, on an account where storage has looked up only some of what it needs. */
function decide<Asked>(
  { needs, decide }: Command<Asked>,
  asks: Asked & Request,
): { readonly needs: Needs; readonly withOnly: (part: Needs, found?: Partial<Findings>) => unknown } {
  return {
    needs: needs(asks),
    withOnly: (part, found = {}) =>
      decide(account, asks, { ...context(), ...guardFindings(part, { ...context(), ...found }) }),
  };
}

describe('a decision', () => {
  it('throws when it asks for what nobody looked up, rather than take it for missing', () => {
    const undo = decide(reversal, { ...requestNamed('undo'), seq: spent.seq });
    const found = { entry: () => spent };

    expect(undo.withOnly(undo.needs, found)).toMatchObject({ kind: 'change', entry: { type: 'reversal' } });
    expect(() => undo.withOnly({ entrySeq: spent.seq }, found)).toThrow(/mark reversal#2 was not looked up/);
    expect(() => undo.withOnly({ marks: undo.needs.marks ?? [] }, found)).toThrow(/entry 2 was not looked up/);
  });

  it('throws when its own needs leave out what it asks for, whatever storage would have found', () => {
    const forgetful = command({
      needs: ({ seq }: { readonly seq: number }) => ({ entrySeq: seq + 1, marks: ['reversal#9'], holdId: 'another' }),
      decide: (_account: Account, { seq }, found) =>
        found.entry(seq) === undefined ? refuse(notFound) : refuse({ reason: 'entry-not-reversible' }),
    });

    expect(() => forgetful.decide(account, { ...requestNamed('any'), seq: 2 }, context())).toThrow(
      /entry 2 was not looked up/,
    );
  });

  it('does not compile when it asks for a kind of thing that its needs do not name', () => {
    const asking = command({
      needs: ({ seq }: { readonly seq: number }) => ({ entrySeq: seq }),
      decide: (_account, { seq }, found) => {
        found.entry(seq);
        // @ts-expect-error no marks are among the needs
        found.mark('reversal#2');
        // @ts-expect-error nor is a hold
        found.hold(holdId);
        return refuse(notFound);
      },
    });
    const asksNothing = command({
      decide: (_account, _asked: object, found) => {
        // @ts-expect-error nothing is needed, so nothing can be asked for
        found.entry(1);
        return refuse(notFound);
      },
    });

    expect(() => asking.decide(account, { ...requestNamed('any'), seq: 2 }, context())).toThrow(/was not looked up/);
    expect(() => asksNothing.decide(account, requestNamed('any'), context())).toThrow(/was not looked up/);
  });

  const commands = {
    purchase: decide(purchase, { ...payment, packId: 'burst-100' }),
    refund: decide(refund, payment),
    chargeback: decide(chargeback, payment),
    reinstatement: decide(reinstatement, payment),
    reversal: decide(reversal, { ...requestNamed('undo'), seq: spent.seq }),
    capture: decide(capture, { ...held, cost: { kind: 'priced', credits: credits(1) }, isLateAllowed: false }),
    release: decide(release, held),
    report: decide(report, { ...held, used: credits(1) }),
  };

  it.each(Object.entries(commands))(
    'of a %s names all that it asks for, and can do without none of it',
    (_name, { needs, withOnly }) => {
      const found = {
        entry: () => spent,
        markedEntry: (mark: string) => (mark.startsWith('payment#') ? spent : undefined),
      };

      expect(() => withOnly(needs, found)).not.toThrow();
      for (const left of partsOf(needs)) expect(() => withOnly(left, found)).toThrow(/was not looked up/);
    },
  );
});

/** Every way to leave one thing out. */
function partsOf({ marks = [], entrySeq, holdId: hold }: Needs): readonly Needs[] {
  const others = present({ entrySeq, holdId: hold });
  return [
    ...marks.map((mark) => ({ ...others, marks: marks.filter((each) => each !== mark) })),
    ...(entrySeq === undefined ? [] : [{ marks, ...present({ holdId: hold }) }]),
    ...(hold === undefined ? [] : [{ marks, ...present({ entrySeq }) }]),
  ];
}
