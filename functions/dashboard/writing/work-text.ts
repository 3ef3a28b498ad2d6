/** The words for what an entry charged: "gpt-4o: 2,006 input tokens and 300 output tokens". */
import type { Entry } from '../reading/shapes.ts';
import { exactText } from './credits.ts';
import { categoryNames } from './words.ts';

type Charged = Pick<Entry, 'lines' | 'kept' | 'category' | 'type'>;

/** Without lines of their own these are told by their category. */
const ofCategory: readonly Entry['type'][] = [
  ...(['debit', 'capture', 'hold-expiry', 'accrual', 'reversal'] as const),
  ...(['hold', 'extension'] as const),
];

/** Empty for what is of no work. */
export function workText({ lines = [], kept = [], category, type }: Charged): string {
  const said = new Map<string, string[]>();
  for (const { sku, quantity } of lines) add(said, sku, (unit) => `${exactText(quantity)} ${counted(unit, quantity)}`);
  for (const { sku, quantity } of kept)
    add(said, sku, (unit) => `${exactText(quantity)} ${counted(unit, quantity)} kept`);
  if (said.size > 0) return [...said].map(([thing, amounts]) => `${thing}: ${listed(amounts)}`).join('; ');
  return category !== undefined && ofCategory.includes(type) ? categoryNames[category] : '';
}

/** `ai.gpt-4o.input-token` is an input token of gpt-4o. A name of other parts is told as it is. */
function add(said: Map<string, string[]>, sku: string, amountOf: (unit: string) => string): void {
  const [, ...parts] = sku.split('.');
  const unit = parts.at(-1);
  const isKnown = parts.length >= 2 && unit !== undefined;
  const thing = isKnown ? parts.slice(0, -1).join('.') : sku;
  said.set(thing, [...(said.get(thing) ?? []), amountOf(isKnown ? unit : 'units')]);
}

/** Units whose plural is made as usual; others are the same for one and for many. */
const plain = /(token|image|request|second|minute|hour|day|character|page|search|query|call|run|character|unit)$/;

function counted(unit: string, quantity: number): string {
  const words = unit.replaceAll('-', ' ').replace(/\b(gb|mb|tb|vm)\b/g, (short) => short.toUpperCase());
  if (quantity === 1 || !plain.test(words)) return words;
  return words.replace(plain, (last) => plurals[last] ?? `${last}s`);
}

const plurals: Readonly<Record<string, string>> = { search: 'searches', query: 'queries' };

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
