/** How held work ends, whoever held it: charged with what it used, or given back when it did nothing. */
import type { Answer, CreditsClient, Hold, HoldReceipt, Problem } from '../operations.ts';
import { type Charge, checkedCharge } from './charge.ts';

export type { HoldReceipt } from '../operations.ts';
export type { Charge, UsageCharge } from './charge.ts';

export type HoldClient = Pick<
  CreditsClient,
  'authorizeHold' | 'reportUsage' | 'captureHold' | 'releaseHold' | 'readHold'
>;

export type Settlement =
  | { readonly kind: 'captured'; readonly receipt: HoldReceipt }
  /** The account had less than the work used: what there was is charged, the rest isn't. */
  | { readonly kind: 'captured-short'; readonly receipt: HoldReceipt; readonly problem?: Problem }
  /** The usage that was reported can't be charged, as with a SKU that has no price: what was set aside is charged in its place. */
  | { readonly kind: 'captured-estimate'; readonly receipt: HoldReceipt; readonly trouble: Problem | RangeError }
  | { readonly kind: 'released' }
  /** Charged before, by another delivery of the same work. This time nothing was. */
  | { readonly kind: 'settled-before'; readonly hold: Hold }
  /** The service refused; at its expiry the hold is charged with what was reported. */
  | { readonly kind: 'unsettled'; readonly problem: Problem }
  /** The service gave no answer; settling again settles once, and else its clock does. */
  | { readonly kind: 'unanswered'; readonly cause: unknown }
  /** The service gave no answer, and is told when it does. */
  | { readonly kind: 'later' };

export interface HeldWork {
  readonly accountId: string;
  readonly holdId: string;
  /** Credits set aside, as far as is known. */
  readonly held: number;
  /** Credits that the work was thought to use, charged where what it used can't be. What is held when left out. */
  readonly estimated?: number;
}

/** Keys come from the hold, so that settling again after no answer settles the same. Nothing used gives all back. */
export async function settleWork(client: HoldClient, work: HeldWork, used: Charge | undefined): Promise<Settlement> {
  const checked = used === undefined ? ({ kind: 'nothing' } as const) : checkedCharge(used);
  switch (checked.kind) {
    case 'nothing':
      return release(client, work);
    case 'wrong':
      return captureEstimate(client, work, new RangeError(checked.message));
    case 'charge':
      return capture(client, work, checked.charge);
    default:
      return checked satisfies never;
  }
}

async function release(client: HoldClient, work: HeldWork): Promise<Settlement> {
  const { accountId, holdId } = work;
  const answer = await client.releaseHold({ accountId, holdId, idempotencyKey: `release ${holdId}` });
  return answer.kind === 'done' ? { kind: 'released' } : refusedSettlement(client, work, answer.problem);
}

async function capture(client: HoldClient, work: HeldWork, charge: Charge): Promise<Settlement> {
  const captured = await send(client, work, 'capture', charge);
  if (captured.kind === 'done') return settlementOf(captured.value);
  const { problem } = captured;
  if (isUnchargeable(problem)) return captureEstimate(client, work, problem);
  if (problem.code !== 'insufficient-credits') return refusedSettlement(client, work, problem);
  // A report sets aside what is still there for it.
  const { accountId, holdId } = work;
  const reported = await client.reportUsage({ accountId, holdId, body: charge });
  const held = reported.kind === 'done' ? reported.value.hold.credits : work.held;
  const short = await send(client, work, 'capture-held', { credits: held });
  if (short.kind === 'refused') return refusedSettlement(client, work, short.problem);
  return { kind: 'captured-short', receipt: short.value, problem };
}

/** The settlement of a receipt. What neither hold nor balance nor the plan's cap on overrun covered was not paid for. */
function settlementOf(receipt: HoldReceipt): Settlement {
  const { overrun, uncovered = 0 } = receipt.entry;
  // Services before 0.2 name no overrun; there, what is uncovered was charged as overrun.
  const isShort = overrun !== undefined && uncovered > 0;
  return { kind: isShort ? 'captured-short' : 'captured', receipt };
}

async function captureEstimate(client: HoldClient, work: HeldWork, trouble: Problem | RangeError): Promise<Settlement> {
  const answer = await send(client, work, 'capture-estimate', { credits: work.estimated ?? work.held });
  if (answer.kind === 'refused') return refusedSettlement(client, work, answer.problem);
  return { kind: 'captured-estimate', receipt: answer.value, trouble };
}

/** A hold that is settled already was settled by whoever shares it: a second delivery, or a try that got no answer. */
async function refusedSettlement(
  client: HoldClient,
  { accountId, holdId }: HeldWork,
  problem: Problem,
): Promise<Settlement> {
  if (problem.code === 'hold-settled' || problem.code === 'idempotency-key-reused') {
    const found = await client.readHold({ accountId, holdId });
    if (found.kind === 'done' && found.value.state !== 'open') return { kind: 'settled-before', hold: found.value };
  }
  return { kind: 'unsettled', problem };
}

function send(
  client: HoldClient,
  { accountId, holdId }: HeldWork,
  verb: string,
  charge: Charge,
): Promise<Answer<HoldReceipt>> {
  return client.captureHold({
    accountId,
    holdId,
    body: { ...charge, late: true },
    idempotencyKey: `${verb} ${holdId}`,
  });
}

function isUnchargeable({ code }: Problem): boolean {
  return code === 'sku-unknown' || code === 'hold-category' || code === 'invalid-request';
}
