/**
 * R24 in whatever order things happen: what is given back goes to those that paid, once; what is taken back is never more than
 * was bought; and no credit can be spent beside the debt of its own purchase. `SEQUENCES=100000` for a long run.
 */
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { outflowKinds, remaining } from '../../../shared/domain/account/grant.ts';
import { balances, openBooks } from '../../../shared/domain/ledger/books.ts';
import { isCharge } from '../../../shared/domain/ledger/charge.ts';
import { type Entry, overrunIn } from '../../../shared/domain/ledger/entry.ts';
import { post } from '../../../shared/domain/ledger/fold.ts';
import { playUndoing } from '../../support/builders/undoing.ts';

const sequences = Number(process.env['SEQUENCES'] ?? 2_000);
const stepsPerSequence = 24;

/** The credits of a charge by who paid them, and the part that came back. */
interface Watched {
  readonly credits: number;
  readonly paid: Map<string, number>;
  undone: number;
  overrun: number;
}

interface Bought {
  readonly credits: number;
  refunded: number;
}

/** Holds every entry against what a customer may rely on, by books of its own. Answers what is wrong. */
function createWatch(): (account: Account, added: readonly Entry[]) => readonly string[] {
  const books = openBooks();
  const charges = new Map<number, Watched>();
  const payments = new Map<string, Bought>();
  const refundIds = new Set<string>();
  return (account, added) => {
    const wrong: string[] = [];
    for (const entry of added) {
      post(books, entry);
      wrong.push(...watchCharge(charges, entry), ...watchPayment(payments, refundIds, entry));
    }
    return [...wrong, ...unlike(account, balances(books, account.lastAtMs)), ...spendableBesideDebt(account)];
  };
}

function watchCharge(charges: Map<number, Watched>, entry: Entry): readonly string[] {
  const { seq, credits, slices } = entry;
  if (isCharge(entry)) {
    const watched = { credits, paid: new Map<string, number>(), undone: 0, overrun: overrunIn(entry) };
    for (const slice of slices) watched.paid.set(slice.grantId, (watched.paid.get(slice.grantId) ?? 0) + slice.credits);
    charges.set(seq, watched);
    const sum = slices.reduce((total: number, slice) => total + slice.credits, watched.overrun);
    return sum === credits ? [] : [`entry ${seq} charges ${credits}, and ${sum} was paid`];
  }
  if (entry.type !== 'reversal') return [];
  const charge = charges.get(entry.reverses);
  if (charge === undefined) return [`entry ${seq} reverses what charged nothing`];
  const wrong: string[] = [];
  charge.undone += credits;
  if (charge.undone > charge.credits) wrong.push(`entry ${seq}: ${charge.undone} of ${charge.credits} given back`);
  let unpaid: number = credits;
  for (const slice of slices) {
    const left = (charge.paid.get(slice.grantId) ?? 0) - slice.credits;
    if (left < 0) wrong.push(`entry ${seq}: ${slice.grantId} gets ${-left} more than it paid`);
    charge.paid.set(slice.grantId, left);
    unpaid -= slice.credits;
  }
  charge.overrun -= unpaid;
  if (charge.overrun < 0) wrong.push(`entry ${seq}: more overrun than there was`);
  const left = [...charge.paid.values()].reduce((total, each) => total + each, charge.overrun);
  if (left !== charge.credits - charge.undone) wrong.push(`entry ${seq}: ${left} is left of it`);
  if (charge.overrun > 0 && slices.length > 0) wrong.push(`entry ${seq}: a grant before the overrun`);
  const inAll: number = entry.inAll?.credits ?? charge.credits;
  if (inAll !== charge.undone) wrong.push(`entry ${seq}: says ${inAll} in all`);
  const lines = [...(entry.lines ?? []), ...(entry.kept ?? [])];
  const sum = lines.reduce((total, line) => total + line.credits, 0);
  if (lines.length > 0 && sum !== credits) wrong.push(`entry ${seq}: its lines come to ${sum}`);
  return wrong;
}

function watchPayment(payments: Map<string, Bought>, refundIds: Set<string>, entry: Entry): readonly string[] {
  const { seq, type, paymentId = '', credits } = entry;
  if (type === 'grant' && entry.packId !== undefined) payments.set(paymentId, { credits, refunded: 0 });
  if (type !== 'refund' && type !== 'chargeback') return [];
  const bought = payments.get(paymentId);
  if (bought === undefined) return [`entry ${seq} takes back what nobody bought`];
  bought.refunded += credits;
  const wrong = bought.refunded > bought.credits ? [`entry ${seq}: ${bought.refunded} taken back`] : [];
  if (type === 'chargeback' && bought.refunded !== bought.credits) wrong.push(`entry ${seq}: not all taken back`);
  const { refundId } = entry;
  if (refundId !== undefined && refundIds.has(refundId)) wrong.push(`entry ${seq}: ${refundId} was told before`);
  if (refundId !== undefined) refundIds.add(refundId);
  return wrong;
}

/** The account is what its entries come to, grant by grant. */
function unlike(account: Account, folded: ReturnType<typeof balances>): readonly string[] {
  const { available, held, overrun, debt } = balanceOf(account);
  const stated = [available, held, overrun, debt].join();
  const books = [folded.booked, folded.held, folded.overrun, folded.debt].join();
  const wrong = stated === books ? [] : [`is ${stated}, its entries say ${books}`];
  for (const { grantId, granted, used, held: set, outflows = {}, debt: owed = 0, lost } of account.grants) {
    const own = folded.grants.get(grantId);
    const flown = outflowKinds.map((kind) => outflows[kind] ?? 0);
    const text = [granted, used, set, ...flown, lost === undefined ? owed : 0].join();
    const flownBooked = outflowKinds.map((kind) => own?.[kind]);
    const booked = [own?.granted, own?.used, own?.held, ...flownBooked, lost === undefined ? own?.debt : 0].join();
    if (text !== booked) wrong.push(`${grantId} is ${text}, its entries say ${booked}`);
    if (used < 0 || set < 0 || flown.some((each) => each < 0)) wrong.push(`${grantId} has less than nothing`);
  }
  return wrong;
}

function spendableBesideDebt({ grants, debt }: Account): readonly string[] {
  const owed = grants.reduce((total, grant) => total + (grant.debt ?? 0), 0);
  return [
    ...(owed > debt ? [`its grants owe ${owed}, the account ${debt}`] : []),
    ...grants.flatMap((grant) =>
      (grant.debt ?? 0) > 0 && remaining(grant) > 0 ? [`${grant.grantId} can be spent beside its debt`] : [],
    ),
  ];
}

describe('whatever is undone, in whatever order', () => {
  it.each([
    ['within days', 0.85, false],
    ['over cycles', 0.15, true],
  ] as const)(
    'is given back once, to those that paid, and leaves nothing to spend beside its own debt, %s',
    (_span, share, isLong) => {
      const seen = new Map<string, number>();
      for (let seed = 1; seed <= sequences * share; seed += 1) {
        const watch = createWatch();
        const wrong: string[] = [];
        playUndoing(seed, {
          steps: stepsPerSequence,
          isLong,
          after: (account, added) => {
            wrong.push(...watch(account, added));
            for (const entry of added) count(seen, entry);
          },
        });
        if (wrong.length > 0) expect({ seed, wrong }).toEqual({ seed, wrong: [] });
      }
      for (const what of occasions) expect([what, seen.get(what) ?? 0]).not.toEqual([what, 0]);
      if (process.env['SEQUENCES'] !== undefined) console.log(sequences * share, isLong, Object.fromEntries(seen));
    },
    3_600_000,
  );
});

const occasions = [
  ...['reversal of a part', 'reversal of overrun', 'forfeited reversal', 'refund of a part', 'chargeback with a debt'],
  ...['debt repaid by a return', 'reissue', 'accrual', 'hold-expiry', 'capture'],
] as const;

function count(seen: Map<string, number>, entry: Entry): void {
  const note = (what: string, isSo: boolean): unknown => isSo && seen.set(what, (seen.get(what) ?? 0) + 1);
  const { type } = entry;
  note(type, true);
  note('reversal of a part', type === 'reversal' && entry.inAll !== undefined);
  note('reversal of overrun', type === 'reversal' && entry.overrun !== undefined);
  note('forfeited reversal', type === 'reversal' && entry.slices.some(({ forfeited }) => forfeited));
  note('refund of a part', type === 'refund' && entry.inAll !== undefined);
  note('chargeback with a debt', type === 'chargeback' && entry.uncovered !== undefined);
  note('debt repaid by a return', type !== 'grant' && entry.repaidDebt !== undefined);
  note('reissue', type === 'grant' && entry.reverses !== undefined);
}
