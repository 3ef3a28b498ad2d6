/** Charges, and the parts of them that are given back: to those that paid, the last first, and never more than they paid. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { planAt } from './agreed.ts';
import { uncountLimits } from './booked-limits.ts';
import type { BookedCharge, Books } from './books.ts';
import { slicesOf, sumOf } from './bucket.ts';
import { checkRepaid, payOwn } from './post-back.ts';
import type { Find, Rules } from './rules.ts';

export function bookCharge(books: Books, entry: Entry): void {
  const { seq, type, credits, cycle, atMs, slices, hold, kept = [], lines = [] } = entry;
  const overrun = type === 'accrual' ? entry.uncovered : entry.overrun;
  const sums: BookedCharge['lines'] = new Map();
  for (const { sku, quantity, credits: cost } of [...lines, ...kept]) {
    const sum = sums.get(sku) ?? { quantity: 0n, credits: 0 };
    sums.set(sku, { quantity: sum.quantity + quantity, credits: sum.credits + cost });
  }
  books.charges.set(seq, {
    credits,
    cycle,
    atMs,
    hold: type === 'capture' || type === 'hold-expiry' ? books.holds.get(hold?.holdId ?? '') : undefined,
    isKept: type === 'accrual',
    undone: 0,
    overrun: overrun ?? 0,
    payers: slices.map(({ grantId, credits: paid }) => ({ grantId, credits: paid })),
    lines: sums,
  });
}

export function postReversal(books: Books, entry: Entry, say: Find, rules: Rules): void {
  const charge = books.charges.get(entry.reverses ?? 0);
  if (charge === undefined) {
    say('I24', `entry ${entry.reverses} charged nothing`);
    return;
  }
  if (entry.credits === 0 && charge.credits > 0) say('I24', 'gives nothing back');
  charge.undone += entry.credits;
  if (charge.undone > charge.credits) say('I24', `gives back ${charge.undone} of ${charge.credits}`);
  const inAll: number = entry.inAll?.credits ?? charge.credits;
  if (inAll !== charge.undone) say('I24', `says that ${inAll} was given back in all, not ${charge.undone}`);
  const unpaid = takeOffPayers(charge, entry, say);
  takeOffLines(charge, entry, say);
  giveBack(books, entry, say);
  undoOverrun(books, { entry, charge, unpaid }, say, rules);
  uncountLimits(books, entry);
}

/** The part that no grant had paid. */
function takeOffPayers(charge: BookedCharge, entry: Entry, say: Find): number {
  const unpaid = Math.min(charge.overrun, entry.credits);
  charge.overrun -= unpaid;
  let left = entry.credits - unpaid;
  const right = new Map<string, number>();
  for (const payer of charge.payers.toReversed()) {
    const part = Math.min(left, payer.credits);
    payer.credits -= part;
    left -= part;
    if (part > 0) right.set(payer.grantId, (right.get(payer.grantId) ?? 0) + part);
  }
  const slices = slicesOf(entry.slices);
  const texts = [right, slices].map((each) => JSON.stringify([...each].sort()));
  if (texts[0] !== texts[1]) say('I24', `gives back ${texts[1]}, not ${texts[0]}`);
  return unpaid;
}

function takeOffLines({ lines }: BookedCharge, entry: Entry, say: Find): void {
  const undone = [...(entry.lines ?? []), ...(entry.kept ?? [])];
  if (lines.size > 0 && undone.reduce((sum, { credits }) => sum + credits, 0) !== entry.credits)
    say('I24', 'its lines are not its credits');
  for (const { sku, quantity, credits } of undone) {
    const line = lines.get(sku);
    if (line === undefined || line.quantity < quantity || line.credits < credits)
      say('I24', `undoes too much of ${sku}`);
    if (line !== undefined) lines.set(sku, { quantity: line.quantity - quantity, credits: line.credits - credits });
  }
}

function giveBack(books: Books, entry: Entry, say: Find): void {
  let repaid = 0;
  for (const { grantId, credits, forfeited } of entry.slices) {
    const bucket = books.buckets.get(grantId);
    const isDead = bucket === undefined || bucket.expiresAtMs <= entry.atMs;
    if (isDead !== (forfeited === true)) say('I13', `${grantId} is ${isDead ? 'dead' : 'alive'}`);
    if (isDead || bucket === undefined) continue;
    bucket.used -= credits;
    repaid += payOwn(bucket, credits);
  }
  checkRepaid(books, entry, repaid, say);
}

interface Unpaid {
  readonly entry: Entry;
  readonly charge: BookedCharge;
  readonly unpaid: number;
}

/** Overrun goes first; what a plan's credits repaid of it meanwhile comes back to them; what was forgiven comes back to nobody. */
function undoOverrun(books: Books, { entry, charge, unpaid }: Unpaid, say: Find, rules: Rules): void {
  const isCarried = planAt(rules, books.planId, entry.atMs)?.overrun.policy === 'carry';
  let open = books.overrun;
  for (const hold of books.holds.values()) open -= hold.state === 'open' ? hold.overrun : 0;
  const right = charge.cycle === entry.cycle || isCarried ? Math.min(unpaid, open) : 0;
  const taken: number = entry.overrun ?? 0;
  if (taken !== right) say('I24', `takes ${taken} off the overrun, not ${right}`);
  books.overrun -= taken;
  const returned = slicesOf(entry.returned ?? []);
  if (sumOf(returned) > unpaid - taken) say('I24', `gives back ${sumOf(returned)} of ${unpaid - taken} overrun`);
  if (returned.size > 0 && charge.cycle < entry.cycle - 1) say('I24', 'gives back what another cycle repaid');
  for (const [grantId, credits] of returned) {
    const bucket = books.buckets.get(grantId);
    if (bucket === undefined || bucket.expiresAtMs <= entry.atMs) say('I13', `${grantId} is dead`);
    else if (bucket.repaidOverrun < credits) say('I24', `${grantId} had repaid ${bucket.repaidOverrun}`);
    if (bucket !== undefined) bucket.repaidOverrun -= credits;
  }
}
