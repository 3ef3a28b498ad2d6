/** The part of a charge that a reversal undoes: all that is left, so many credits, or usage by its lines. */
import { lesser, type Microcredits, microcredits, minus, noCredits, plus, total } from '../amount.ts';
import type { Quantity, Usage } from '../catalogue/rate-card.ts';
import { formatMillionths } from '../decimal.ts';
import { type Charge, chargedLines } from '../ledger/charge.ts';
import type { DraftOf } from '../ledger/entry.ts';
import type { Undone } from '../ledger/undone.ts';
import { sharesOf } from '../shares.ts';
import { refuse } from './decision.ts';

/** The part that is asked for; all that is left where neither is named. */
export interface Portion {
  readonly credits?: Microcredits;
  /** By its SKUs: of what was kept over time, a quantity of it for all of the time. */
  readonly usage?: readonly Usage[];
}

export interface Part {
  readonly kind: 'part';
  readonly credits: Microcredits;
  /** How the entry says it. `inAll` is left out where it undoes the whole at once. */
  readonly stated: Pick<DraftOf<'reversal'>, 'lines' | 'kept' | 'inAll'>;
}

/** How much of one line: of what was charged, undone before, or now. */
interface Amount {
  readonly quantity: Quantity;
  readonly credits: Microcredits;
}

/** A line that usage can be undone of. Those of one thing that was kept, at one price after another, share a `thing`. */
interface Line extends Amount {
  readonly sku: string;
  readonly thing: string;
  readonly undone: Amount;
}

export function partOf(
  charge: Charge,
  before: Undone | undefined,
  { credits, usage }: Portion,
): Part | ReturnType<typeof refuse> {
  const left = minus(charge.credits, before?.credits ?? noCredits);
  const lines = linesOf(charge, before);
  if (usage !== undefined) {
    const parts = byUsage(lines, usage);
    if ('kind' in parts) return parts;
    return part({ charge, before, lines }, total(parts.map((each) => each.credits)), parts);
  }
  if (credits !== undefined && credits > left)
    return refuse({ reason: 'reversal-too-large', reversible: left, required: credits });
  const isRest = credits === undefined || credits === left;
  return part({ charge, before, lines }, credits ?? left, isRest ? lines.map(leftOf) : byCredits(lines, credits));
}

interface Target {
  readonly charge: Charge;
  readonly before: Undone | undefined;
  readonly lines: readonly Line[];
}

function part({ charge, before, lines }: Target, credits: Microcredits, parts: readonly Amount[]): Part {
  const stated = statedLines(charge, parts);
  const isWholeAtOnce = before === undefined && parts.every((each, index) => isSame(each, lines[index]));
  if (isWholeAtOnce && credits === charge.credits) return { kind: 'part', credits, stated };
  const sum = plus(before?.credits ?? noCredits, credits);
  const undone = lines.map((line, index) => ({ sku: line.sku, ...sumOf(line.undone, parts[index]) }));
  const inAll: Undone = undone.length === 0 ? { credits: sum } : { credits: sum, lines: undone };
  return { kind: 'part', credits, stated: { ...stated, inAll } };
}

function linesOf(charge: Charge, before: Undone | undefined): readonly Line[] {
  const priced = chargedLines(charge).map((line, index) => ({ ...line, thing: String(index) }));
  const kept = (charge.kept ?? []).map((line) => ({ ...line, thing: line.usageId }));
  return [...priced, ...kept].map(({ sku, quantity, credits, thing }, index) => {
    const undone = before?.lines?.[index] ?? nothing;
    return { sku, quantity, credits, thing, undone };
  });
}

const nothing: Amount = { quantity: 0n, credits: noCredits };

function leftOf({ quantity, credits, undone }: Line): Amount {
  return { quantity: quantity - undone.quantity, credits: minus(credits, undone.credits) };
}

/** In proportion to what is left of each line; its quantity follows from all that was undone of it, rounded down. */
function byCredits(lines: readonly Line[], credits: Microcredits): readonly Amount[] {
  const shares = sharesOf(
    credits,
    lines.map((line) => leftOf(line).credits),
  );
  return lines.map(({ quantity, credits: charged, undone }, index) => {
    const share = shares[index] ?? noCredits;
    const sum = charged === 0 ? 0n : (quantity * BigInt(plus(undone.credits, share))) / BigInt(charged);
    return { credits: share, quantity: sum > undone.quantity ? sum - undone.quantity : 0n };
  });
}

/** In proportion to a line's quantity: rounded down on all that was undone of it, so that parts add up to the whole. */
function byUsage(lines: readonly Line[], usage: readonly Usage[]): readonly Amount[] | ReturnType<typeof refuse> {
  const wanted = new Map<string, Quantity>();
  for (const { sku, quantity } of usage) wanted.set(sku, (wanted.get(sku) ?? 0n) + quantity);
  const things = new Map<string, Quantity>();
  for (const [sku, quantity] of wanted) {
    let missing = quantity;
    const own = lines.filter((line) => line.sku === sku);
    for (const thing of new Set(own.map((line) => line.thing))) {
      const left = most(own.filter((line) => line.thing === thing).map((line) => leftOf(line).quantity));
      const taken = missing < left ? missing : left;
      things.set(thing, taken);
      missing -= taken;
    }
    if (missing > 0n) return refuse({ reason: 'usage-not-charged', sku, left: formatMillionths(quantity - missing) });
  }
  return lines.map((line) => {
    const { quantity, credits, undone } = line;
    const left = leftOf(line);
    const wantedOfIt = things.get(line.thing) ?? 0n;
    const taken = wantedOfIt < left.quantity ? wantedOfIt : left.quantity;
    if (taken === 0n) return nothing;
    const sum = microcredits(Number((BigInt(credits) * (undone.quantity + taken)) / quantity));
    return { quantity: taken, credits: microcredits(Math.max(0, minus(sum, lesser(sum, undone.credits)))) };
  });
}

function most(quantities: readonly Quantity[]): Quantity {
  return quantities.reduce((most, each) => (each > most ? each : most), 0n);
}

/** The lines of the charge that something is undone of, with how much of each. */
function statedLines(charge: Charge, parts: readonly Amount[]): Part['stated'] {
  const undone = <L extends Amount>(lines: readonly L[], from: number): readonly L[] =>
    lines
      .map((line, index) => ({ ...line, ...(parts[from + index] ?? nothing) }))
      .filter((line, index) => isSame(line, lines[index]) || line.quantity > 0n || line.credits > 0);
  const priced = chargedLines(charge);
  const lines = undone(priced, 0);
  const kept = undone(charge.kept ?? [], priced.length);
  return { ...(lines.length === 0 ? {} : { lines }), ...(kept.length === 0 ? {} : { kept }) };
}

function sumOf(a: Amount, b: Amount = nothing): Amount {
  return { quantity: a.quantity + b.quantity, credits: plus(a.credits, b.credits) };
}

function isSame(a: Amount, b: Amount | undefined): boolean {
  return a.quantity === b?.quantity && a.credits === b.credits;
}
