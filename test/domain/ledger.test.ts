import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../shared/domain/account.ts';
import { decideAdjustment } from '../../shared/domain/adjustment.ts';
import { advance } from '../../shared/domain/advance.ts';
import { microcredits } from '../../shared/domain/amount.ts';
import { decideDebit } from '../../shared/domain/debit.ts';
import { type Decision, type Mark, marksOf } from '../../shared/domain/decision.ts';
import { type Entry, hashOf } from '../../shared/domain/entry.ts';
import { fold } from '../../shared/domain/fold.ts';
import { remaining } from '../../shared/domain/grant.ts';
import { decideOpen } from '../../shared/domain/open-account.ts';
import { decidePurchase } from '../../shared/domain/purchase.ts';
import { decideReversal } from '../../shared/domain/reversal.ts';
import { cycleCaller } from '../../shared/domain/transition.ts';
import { verifyLedger } from '../../shared/domain/verify-ledger.ts';
import { asked, changed, context, credits, dayMs, plans, startMs } from '../support/fixtures.ts';

type Command =
  | { readonly kind: 'debit' | 'adjust' | 'remove'; readonly amount: number }
  | { readonly kind: 'purchase'; readonly packId: string; readonly payment: number }
  | { readonly kind: 'reverse'; readonly back: number }
  | { readonly kind: 'wait'; readonly days: number };

const commandArbitrary: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('debit' as const), amount: fc.nat({ max: 400_000_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('adjust' as const, 'remove' as const),
      amount: fc.integer({ min: 1, max: 90_000_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('purchase' as const),
      packId: fc.constantFrom('burst-100', 'day-100'),
      payment: fc.nat({ max: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), back: fc.nat({ max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 40 }) }) },
);

interface History {
  readonly account: Account;
  readonly entries: readonly Entry[];
  /** The balance that each step showed, when, and after how many entries. */
  readonly seen: readonly { readonly atMs: number; readonly entries: number; readonly available: number }[];
}

/** Plays commands as storage would: advance, decide, keep what changed. */
function play(commands: readonly Command[]): History {
  const opening = changed(
    decideOpen(
      undefined,
      { ...asked('open'), accountId: 'acme', planId: 'team', anchorMs: startMs },
      { nowMs: startMs, plans },
    ),
  );
  let account = opening.account;
  const entries: Entry[] = [opening.entry];
  const marks = new Map<string, Mark>();
  const seen: { atMs: number; entries: number; available: number }[] = [];
  let nowMs = startMs;
  for (const [index, command] of commands.entries()) {
    nowMs += command.kind === 'wait' ? command.days * dayMs : 1;
    const current = advance(account, { nowMs, plans, rateCards: [] });
    seen.push({ atMs: nowMs, entries: entries.length, available: balanceOf(current.account).available });
    const decision = decide(current.account, command, { index, nowMs, marks, entries });
    if (decision?.kind !== 'change') continue;
    account = decision.account;
    entries.push(...current.entries, decision.entry);
    for (const [mark, found] of marksOf(decision.entry)) marks.set(mark, found);
  }
  return { account, entries, seen };
}

function decide(
  account: Account,
  command: Command,
  {
    index,
    nowMs,
    marks,
    entries,
  }: { index: number; nowMs: number; marks: ReadonlyMap<string, Mark>; entries: readonly Entry[] },
): Decision | undefined {
  const request = asked(`key ${index}`);
  const now = context(nowMs, { marks });
  switch (command.kind) {
    case 'debit':
      return decideDebit(
        account,
        { ...request, cost: { kind: 'priced', category: 'ai', credits: microcredits(command.amount) } },
        now,
      );
    case 'adjust':
    case 'remove': {
      const direction = command.kind === 'adjust' ? 'add' : 'remove';
      return decideAdjustment(
        account,
        { ...request, credits: microcredits(command.amount), direction, reason: 'r', actor: 'a' },
        now,
      );
    }
    case 'purchase':
      return decidePurchase(account, { ...request, packId: command.packId, paymentId: `pi_${command.payment}` }, now);
    case 'reverse': {
      const target = entries[entries.length - 1 - command.back];
      if (target === undefined) return undefined;
      return decideReversal(account, { ...request, seq: target.seq }, { ...now, entry: () => target });
    }
    case 'wait':
      return undefined;
    default:
      return command satisfies never;
  }
}

describe('any history', () => {
  const histories = fc.array(commandArbitrary, { maxLength: 60 }).map(play);

  it('verifies: gapless, chained, in time order, each line starting where the one before ended', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        expect(verifyLedger(entries).findings).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('folds to the stored balance, grant by grant: granted = used + held + expired + remaining', () => {
    fc.assert(
      fc.property(histories, ({ account, entries }) => {
        const folded = fold(entries);
        expect(folded.available).toBe(BigInt(balanceOf(account).available));
        for (const grant of account.grants) {
          const books = folded.grants.get(grant.grantId);
          expect(books).toMatchObject({
            granted: BigInt(grant.granted),
            used: BigInt(grant.used),
            expiresAtMs: grant.expiresAtMs,
          });
          expect((books?.granted ?? 0n) - (books?.used ?? 0n) - (books?.expired ?? 0n)).toBe(BigInt(remaining(grant)));
        }
        const granted = [...folded.grants.values()].reduce((sum, grant) => sum + grant.granted, 0n);
        const used = [...folded.grants.values()].reduce((sum, grant) => sum + grant.used, 0n);
        const expired = [...folded.grants.values()].reduce((sum, grant) => sum + grant.expired, 0n);
        expect(granted - used - expired).toBe(folded.available);
      }),
      { numRuns: 400 },
    );
  });

  it('rebuilds every balance that was ever seen, once what was due is written', () => {
    fc.assert(
      fc.property(histories, ({ account, entries, seen }) => {
        const endMs = seen.at(-1)?.atMs ?? startMs;
        const settled = [...entries, ...advance(account, { nowMs: endMs, plans, rateCards: [] }).entries];
        for (const { atMs, entries: written, available } of seen) {
          const known = settled.filter(
            (entry) => entry.seq <= written || (entry.caller === cycleCaller && entry.atMs <= atMs),
          );
          expect(fold(known, atMs).available).toBe(BigInt(available));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('grants each cycle’s plan credits once and expires each grant once', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        const planGrants = entries.filter((entry) => entry.type === 'grant' && entry.planId !== undefined);
        expect(planGrants.map((entry) => entry.cycle)).toEqual(planGrants.map((_, index) => index));
        const expiries = entries.filter((entry) => entry.type === 'expiry').map((entry) => entry.slices[0]?.grantId);
        expect(new Set(expiries).size).toBe(expiries.length);
      }),
    );
  });
});

describe('a ledger that was tampered with', () => {
  const { entries } = play([
    { kind: 'debit', amount: 5_000_000 },
    { kind: 'purchase', packId: 'burst-100', payment: 1 },
    { kind: 'debit', amount: 7_000_000 },
  ]);
  const tampered = (seq: number, change: (entry: Entry) => Entry): readonly Entry[] =>
    entries.map((entry) => (entry.seq === seq ? change(entry) : entry));

  it.each([
    ['an amount', tampered(2, (entry) => ({ ...entry, credits: credits(1) }))],
    [
      'an amount, resealed',
      tampered(2, (entry) => resealed({ ...entry, slices: [{ grantId: 'plan-0', credits: credits(1) }] })),
    ],
    ['a caller, resealed', tampered(3, (entry) => resealed({ ...entry, caller: 'someone else' }))],
    ['a missing entry', entries.filter((entry) => entry.seq !== 2)],
    ['a doubled entry', entries.flatMap((entry) => (entry.seq === 2 ? [entry, entry] : [entry]))],
    ['swapped entries', [entries[0], entries[2], entries[1], entries[3]].filter((entry) => entry !== undefined)],
    ['a backdated entry', tampered(4, (entry) => resealed({ ...entry, atMs: startMs - 1 }))],
    [
      'a grant that nobody made',
      tampered(2, (entry) => resealed({ ...entry, slices: [{ grantId: 'plan-9', credits: entry.credits }] })),
    ],
  ])('is found out: %s', (_what, forged) => {
    expect(verifyLedger(forged).findings).not.toEqual([]);
  });

  function resealed(entry: Entry): Entry {
    return { ...entry, hash: hashOf(entry) };
  }
});
