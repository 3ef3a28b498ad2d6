/** Watches entries as they come, by books of its own, for anything that undoing must not do. */
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { outflowKinds, remaining } from '../../../shared/domain/account/grant.ts';
import { balances, openBooks } from '../../../shared/domain/ledger/books.ts';
import { isCharge } from '../../../shared/domain/ledger/charge.ts';
import { type Entry, overrunIn } from '../../../shared/domain/ledger/entry.ts';
import { post } from '../../../shared/domain/ledger/fold.ts';

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
export function createWatch(): (account: Account, added: readonly Entry[]) => readonly string[] {
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
