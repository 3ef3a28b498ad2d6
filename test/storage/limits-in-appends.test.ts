/** Spending limits of accounts that are appended to: counted by everyone who appends, and passed by nobody. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Microcredits } from '../../shared/domain/amount.ts';
import type { Outcome } from '../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../shared/operations/capture-hold.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { releaseHold } from '../../shared/operations/release-hold.ts';
import { removeLimit } from '../../shared/operations/remove-limit.ts';
import { reportUsage } from '../../shared/operations/report-usage.ts';
import { reverseDebit } from '../../shared/operations/reverse-debit.ts';
import { setLimit } from '../../shared/operations/set-limit.ts';
import { limitsLeftOf } from '../../shared/storage/escrow.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { credits, startMs } from '../support/builders/fixtures.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/builders/two-processes.ts';
import { ledger, loadedAccount } from '../support/builders/write-path.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const lifeMs = 600_000;

let table: TwoProcesses['table'];
let one: TwoProcesses['one'];
let other: TwoProcesses['other'];
let accountId: TwoProcesses['accountId'];
let asked: TwoProcesses['asked'];

beforeEach(async () => {
  ({ table, one, other, accountId, asked } = await startTwoProcesses());
});

const ada = { user: 'ada' };
const limitAda = (store: CreditStore, amount: number): Promise<Outcome<Entry>> =>
  setLimit(
    store,
    { ...asked(), limitId: 'ada', scope: { dimension: { name: 'user', value: 'ada' } }, credits: credits(amount) },
    startMs,
  );
const use = (
  store: CreditStore,
  amount: number,
  dimensions: Readonly<Record<string, string>> = ada,
): Promise<Outcome<Entry>> =>
  debitCredits(store, { ...asked(), charge: { credits: credits(amount), category: 'ai' }, dimensions }, startMs);
const reasonOf = (refused: Outcome<Entry>): string =>
  refused.kind === 'refused' ? refused.refusal.reason : refused.kind;
const waysOf = (refused: Outcome<Entry>): readonly string[] =>
  refused.kind === 'refused' && refused.refusal.reason === 'limit-reached'
    ? (refused.refusal.restore?.ways ?? []).map(({ kind }) => kind)
    : [];
const begin = async (store: CreditStore, amount: number): Promise<string> => {
  const charge = { credits: credits(amount), category: 'ai' } as const;
  const held = await authorizeHold(
    store,
    { ...asked(), charge, lifeMs, whenExhausted: 'pause', dimensions: ada },
    startMs,
  );
  return held.kind === 'done' ? (held.value.hold?.holdId ?? '') : reasonOf(held);
};
const settle = (store: CreditStore, holdId: string, amount: number): Promise<Outcome<Entry>> =>
  captureHold(store, { ...asked(), holdId, charge: { credits: credits(amount) }, isLateAllowed: false }, startMs);

async function left(): Promise<Microcredits | undefined> {
  const { account, escrow } = await loadedAccount(one, accountId);
  expect(escrow?.limits).toEqual(limitsLeftOf(account));
  expect(verifyLedger(await ledger(one, accountId)).findings).toEqual([]);
  return escrow?.limits?.['0'] as Microcredits | undefined;
}

async function replaced(): Promise<number | undefined> {
  return (await loadedAccount(one, accountId)).escrow?.epoch;
}

describe('an account with a limit', () => {
  it('is appended to by processes that share nothing, and none passes the limit', async () => {
    await limitAda(one, 10);
    const before = await replaced();

    const outcomes = await Promise.all(Array.from({ length: 16 }, () => use(createStore(table, stillSurroundings), 1)));

    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(10);
    expect(outcomes.filter((each) => each.kind === 'refused' && each.refusal.reason === 'limit-reached')).toHaveLength(
      6,
    );
    expect(await left()).toBe(0);
    expect(await replaced()).toBe(before);
  });

  it('lets through what the limit doesn’t count', async () => {
    await limitAda(one, 10);

    expect(await use(one, 100, { user: 'bob' })).toMatchObject({ kind: 'done' });
    expect(await left()).toBe(credits(10));
  });

  it('a refusal by a limit names raising it only where that helps, whatever others took meanwhile', async () => {
    await limitAda(one, 10);
    await use(one, 5);
    await use(other, 985, { user: 'bob' });

    const refused = await use(one, 8);

    expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached' } });
    expect(waysOf(refused)).toEqual(['raise-limits', 'renewal']);
    await use(other, 5, { user: 'bob' });
    expect(waysOf(await use(one, 8))).not.toContain('raise-limits');
  });

  it('a limit that is set amid debits stops whoever hasn’t seen it', async () => {
    await use(other, 1);
    await limitAda(one, 5);

    expect(await use(other, 6)).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached' } });
    expect(await use(other, 5)).toMatchObject({ kind: 'done' });
  });

  it('work sets it aside, extends it, uses it, and gives the rest back, all by appends', async () => {
    await limitAda(one, 20);
    const before = await replaced();

    const holdId = await begin(one, 8);
    expect(await left()).toBe(credits(12));
    const report = { ...asked(), holdId, charge: { credits: credits(9) } };
    await reportUsage(other, report, startMs);
    const extended = await left();
    await settle(one, holdId, 9);

    expect(extended).toBe(credits(3));
    expect(await left()).toBe(credits(11));
    const released = await begin(other, 11);
    expect(await begin(one, 1)).toBe('limit-reached');
    await releaseHold(one, { ...asked(), holdId: released }, startMs);
    expect(await left()).toBe(credits(11));
    expect(await replaced()).toBe(before);
  });

  it('work that ran beyond the limit is counted, and what follows is stopped', async () => {
    await limitAda(one, 20);
    const holdId = await begin(one, 15);

    expect(await settle(other, holdId, 50)).toMatchObject({ kind: 'done' });

    expect(await left()).toBe(credits(-30));
    expect(await use(one, 1)).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached', available: 0 } });
  });

  it('of one group, what is given back is there only for those after it', async () => {
    await limitAda(one, 20);
    const holdId = await begin(one, 15);

    const [first, , last] = await Promise.all([use(one, 12), settle(one, holdId, 1), use(one, 12)]);

    expect(first).toMatchObject({ kind: 'refused' });
    expect(last).toMatchObject({ kind: 'done' });
    expect(await left()).toBe(credits(7));
  });
});

describe('a limit that was taken away and set again under the same name', () => {
  it('counts no hold from before, so that those don’t make room in it', async () => {
    await limitAda(one, 20);
    const early = await begin(one, 15);
    await removeLimit(one, { ...asked(), limitId: 'ada' }, startMs);
    await limitAda(one, 20);
    await begin(one, 15);

    await settle(other, early, 15);

    expect(await left()).toBe(credits(5));
    expect(await use(one, 6)).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached' } });
  });

  it('gets nothing back from a debit that it never counted', async () => {
    const debited = await use(one, 30);
    await limitAda(one, 20);
    await use(one, 15);

    if (debited.kind === 'done') await reverseDebit(one, { ...asked(), seq: debited.value.seq }, startMs);

    expect(await left()).toBe(credits(5));
  });
});

describe('an item whose limits are in its state alone, as code from before left it', () => {
  beforeEach(async () => {
    await limitAda(one, 10);
    const { limits: _none, ...item } = (await table.get(accountKey(accountId))) ?? { pk: '', sk: '' };
    await table.putMany([item]);
  });

  it('is replaced by the next change that a limit counts, and appended to from then on', async () => {
    const before = await replaced();

    expect(await use(other, 4)).toMatchObject({ kind: 'done' });
    const [once, leftThen] = [await replaced(), await left()];
    expect(await use(one, 7)).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached' } });
    expect(await use(one, 6)).toMatchObject({ kind: 'done' });

    expect(once).toBe((before ?? 0) + 1);
    expect(leftThen).toBe(credits(6));
    expect(await replaced()).toBe(once);
  });
});
