/** How held work ends, whoever held it: charged with what it used, or given back when it did nothing. */
import type { Answer, CreditsClient, Problem } from '../credits-client.ts';

export type HoldClient = Pick<CreditsClient, 'authorizeHold' | 'reportUsage' | 'captureHold' | 'releaseHold'>;

/** Quantities that the rate card prices. */
export interface UsageCharge {
  readonly usage: { readonly sku: string; readonly quantity: number }[];
}

/** What work used. */
export type Charge = { readonly credits: number } | UsageCharge;

export type HoldReceipt = Extract<Awaited<ReturnType<HoldClient['captureHold']>>, { kind: 'done' }>['value'];

export type Settlement =
  | { readonly kind: 'captured'; readonly receipt: HoldReceipt }
  /** The account had less than the work used: what was set aside is charged, the rest isn't. */
  | { readonly kind: 'captured-short'; readonly receipt: HoldReceipt; readonly problem: Problem }
  | { readonly kind: 'released' }
  /** The service refused; at its expiry the hold is charged with what was reported. */
  | { readonly kind: 'unsettled'; readonly problem: Problem };

export interface HeldWork {
  readonly accountId: string;
  readonly holdId: string;
  /** Credits set aside, as far as is known. */
  readonly held: number;
}

/** Keys come from the hold, so that settling again after no answer settles the same. Nothing used gives all back. */
export async function settleWork(
  client: HoldClient,
  { accountId, holdId, held }: HeldWork,
  used: Charge | undefined,
): Promise<Settlement> {
  if (used === undefined) return released(await client.releaseHold({ accountId, holdId, ...keyed('release', holdId) }));
  const captured = await client.captureHold({
    accountId,
    holdId,
    body: { ...used, late: true },
    ...keyed('capture', holdId),
  });
  if (captured.kind === 'done') return { kind: 'captured', receipt: captured.value };
  const { problem } = captured;
  if (problem.code !== 'insufficient-credits') return { kind: 'unsettled', problem };
  const short = await client.captureHold({
    accountId,
    holdId,
    body: { credits: held },
    ...keyed('capture-held', holdId),
  });
  if (short.kind === 'refused') return { kind: 'unsettled', problem: short.problem };
  return { kind: 'captured-short', receipt: short.value, problem };
}

function released(answer: Answer<unknown>): Settlement {
  return answer.kind === 'done' ? { kind: 'released' } : { kind: 'unsettled', problem: answer.problem };
}

function keyed(verb: string, holdId: string): { readonly idempotencyKey: string } {
  return { idempotencyKey: `${verb} ${holdId}` };
}
