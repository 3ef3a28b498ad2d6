/** One hold of a lease: what it may still spend here, and what the service would charge if this process ended now. */
import { fromCredits, type Microcredits, microcredits, noCredits, toCredits } from '../../domain/amount.ts';
import type { Category } from '../../domain/catalogue/rate-card.ts';
import { present } from '../../domain/present.ts';
import type { Answer, Problem } from '../credits-client.ts';
import type { OpenHold } from './hold-terms.ts';
import { openHold } from './open-hold.ts';
import type { HoldClient, Settlement } from './settle-work.ts';

export interface LeaseTerms {
  readonly client: HoldClient;
  readonly accountId: string;
  readonly category: Category;
  readonly slice: Microcredits;
  readonly leftMin: Microcredits;
  readonly lifeSeconds: number;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly monotonicMs: () => number;
}

export interface LeasedHold {
  readonly hold: OpenHold;
  readonly renewMs: number;
  /** Nothing is spent from then on. Some of its life is left, so that its capture comes in time. */
  readonly endMs: number;
  funded: Microcredits;
  used: Microcredits;
  /** How much of `used` the service knows of, at least. */
  told: Microcredits;
}

const renewAfter = 0.5;
const endAfter = 0.9;

export async function authorizeSlice(terms: LeaseTerms, amount = terms.slice): Promise<Answer<LeasedHold>> {
  const { client, accountId, category, slice, lifeSeconds, dimensions, monotonicMs } = terms;
  // The hold's life starts when the service takes the request: not before now.
  const startMs = monotonicMs();
  const opened = await openHold({
    client,
    accountId,
    estimate: { credits: toCredits(amount), category },
    expiresInSeconds: lifeSeconds,
    slice: toCredits(slice),
    ...present({ dimensions }),
  });
  if (opened.kind === 'refused') return opened;
  const hold = opened.value;
  const lifeMs = lifeSeconds * 1_000;
  const times = { renewMs: startMs + lifeMs * renewAfter, endMs: startMs + lifeMs * endAfter };
  return { ...opened, value: { hold, ...times, funded: amountOf(hold.held()), used: noCredits, told: noCredits } };
}

/** Others may spend what was there a moment ago. */
const lesserTriesMax = 3;

/** A slice, or what is left of the account when that is less. */
export async function authorizeWhatThereIs(terms: LeaseTerms): Promise<Answer<LeasedHold>> {
  let answer = await authorizeSlice(terms);
  for (let tries = 0; tries < lesserTriesMax && answer.kind === 'refused'; tries += 1) {
    const available = lesserAmount(answer.problem);
    if (available === noCredits) break;
    answer = await authorizeSlice(terms, available);
  }
  return answer;
}

function lesserAmount({ code, available = 0 }: Problem): Microcredits {
  return code === 'insufficient-credits' || code === 'limit-reached' ? amountOf(available) : noCredits;
}

/**
 * Reports what was used and asks for more while some is left. An extension sets at most a slice aside beyond what it was
 * told of, so the service knows of at least what is funded less a slice.
 */
export async function extendHold(
  { leftMin, slice }: LeaseTerms,
  leased: LeasedHold,
): Promise<'more' | 'same' | 'gone'> {
  if (leased.used === noCredits) return 'same';
  const answer = await leased.hold.report({ credits: toCredits(leased.used) }, { leftMin: toCredits(leftMin) });
  if (answer.kind === 'refused') return 'gone';
  const funded = amountOf(leased.hold.held());
  if (funded <= leased.funded) return 'same';
  leased.funded = funded;
  leased.told = microcredits(Math.max(leased.told, funded - slice));
  return 'more';
}

/** Charges what was spent of it, to the microcredit; gives back the rest. */
export function settleHold({ hold, used }: LeasedHold): Promise<Settlement> {
  hold.use({ credits: toCredits(used) });
  return hold.settle();
}

/** An amount as callers and the service write it. */
export function amountOf(credits: number): Microcredits {
  const amount = fromCredits(credits);
  if (amount === undefined || amount < 0)
    throw new RangeError(`not an amount of credits with at most 6 decimals: ${credits}`);
  return amount;
}
