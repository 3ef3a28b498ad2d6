/** The use that an account of the demonstration makes of a day: the same every time, and without a pattern to the eye. */
import type { Usage } from '../../../shared/domain/catalogue/rate-card.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/domain/time.ts';
import { modelPrices } from '../demo-catalogue.ts';
import type { DemonstrationAccount } from './accounts.ts';
import { startMs } from './span.ts';

export interface PlannedDebit {
  readonly accountId: string;
  readonly atMs: number;
  readonly usage: readonly { readonly sku: Usage['sku']; readonly quantity: number }[];
  readonly dimensions: Readonly<Record<'user' | 'workflow', string>> & { readonly model?: string };
}

export type Draw = () => number;

const names = [
  ...['ada', 'grace', 'linus', 'margaret', 'edsger', 'barbara', 'alan', 'katherine', 'donald', 'radia'],
  ...['ken', 'frances', 'dennis', 'hedy', 'claude', 'joan', 'john', 'annie', 'niklaus', 'evelyn'],
  ...['tim', 'sophie', 'leslie', 'adele', 'tony', 'mary', 'robin', 'dana', 'butler', 'lynn'],
  ...['vint', 'karen', 'ivan', 'jean', 'marvin', 'betty', 'seymour', 'ruth', 'otto', 'emmy'],
];

/** Work without a model, by its workflow: what it is, and how much of it a credit pays for. */
const automation: Readonly<Record<string, readonly [sku: string, quantityACredit: number]>> = {
  backup: ['infrastructure.backup.gb', 50],
  migrate: ['infrastructure.scaling.run', 1],
  provision: ['infrastructure.provisioning.run', 0.2],
};

const pricePerToken = new Map(
  modelPrices().map(({ sku, credits, per }) => [sku, Number(credits) / Number(per) / 1_000_000]),
);
const weekendShare = 0.3;
const inputShare = 0.6;

/** Numbers from 0 up to 1, the same for the same seed. */
export function drawsOf(seed: string): Draw {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The debits of a day, counted from 0, in the account's working hours. */
export function debitsOfDay(account: DemonstrationAccount, day: number): readonly PlannedDebit[] {
  const draw = drawsOf(`${account.accountId} ${day}`);
  const midnightMs = Math.floor(startMs / dayMs) * dayMs + day * dayMs - account.aheadHours * hourMs;
  const isWeekend = [0, 6].includes(new Date(midnightMs + dayMs / 2 + account.aheadHours * hourMs).getUTCDay());
  const share = isWeekend ? weekendShare : 1;
  const count = Math.max(1, Math.round(account.debitsADay * share * (0.8 + 0.4 * draw())));
  const times = account.changes?.findLast(({ fromDay }) => day >= fromDay)?.times ?? 1;
  const each = (account.creditsADay * share * times * (0.85 + 0.3 * draw())) / count;
  return Array.from({ length: count }, () => {
    // Two draws together make the middle of the day the busiest.
    const hour = 8 + 5 * (draw() + draw());
    const atMs = midnightMs + Math.round((hour * hourMs) / minuteMs) * minuteMs;
    return { accountId: account.accountId, atMs, ...workOf(account, each * (0.3 + 1.4 * draw()), draw) };
  });
}

/** A piece of work of about so many credits, by one of its users. */
export function workOf(
  { users, models, workflows }: DemonstrationAccount,
  credits: number,
  draw: Draw,
): Pick<PlannedDebit, 'usage' | 'dimensions'> {
  const workflow = pick(workflows, draw);
  const user = pick(names.slice(0, users), draw);
  const [sku, quantityACredit] = automation[workflow] ?? [];
  if (sku !== undefined && quantityACredit !== undefined) {
    const quantity = Math.max(1, Math.round(credits * quantityACredit));
    return { usage: [{ sku, quantity }], dimensions: { user, workflow } };
  }
  const model = pick(models, draw);
  return { usage: tokensFor(model, credits), dimensions: { user, workflow, model } };
}

/** Tokens in and out that come to these credits, about. They are round numbers, of which the file that is shipped stays small. */
export function tokensFor(model: string, credits: number): PlannedDebit['usage'] {
  const line = (kind: string, share: number): PlannedDebit['usage'][number] => {
    const sku = `ai.${model}.${kind}-token`;
    const price = pricePerToken.get(sku);
    if (price === undefined) throw new RangeError(`the demonstration has no price of ${sku}`);
    return { sku, quantity: Number(((credits * share) / price).toPrecision(2)) };
  };
  return [line('input', inputShare), line('output', 1 - inputShare)];
}

/** One of them, the first ones most often. */
function pick(from: readonly string[], draw: Draw): string {
  return from[Math.floor(draw() * draw() * from.length)] ?? '';
}
