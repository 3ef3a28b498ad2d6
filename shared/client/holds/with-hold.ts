/**
 * Runs work that is funded before it starts and charged with what it says it used: the one verb that gate, stream and
 * adapters are made of.
 *
 *     const outcome = await withHold({ client, accountId: 'acme', estimate: { credits: 5, category: 'ai' }, key: messageId }, async (hold) => {
 *       const answer = await model(prompt);
 *       hold.use({ credits: answer.cost });
 *       return answer;
 *     });
 *
 * 1. Not funded: the work doesn't run, and the refusal is the outcome.
 * 2. It returns: what it said it used is captured; the estimate when it said nothing.
 * 3. It throws: what it said it used is captured; when it had said nothing, nothing was done and all is released. What it
 *    threw is thrown on.
 * 4. What it returned or threw is never lost to what goes wrong in settling: that is told to `onUnsettled`.
 * 5. Killed or out of time: the hold expires by the clock, charged with what was reported.
 */
import type { Hold, Problem } from '../operations.ts';
import { chargeOfEstimate } from './charge.ts';
import type { HeldUse, HoldTerms, OpenHold } from './hold-terms.ts';
import { openHold } from './open-hold.ts';
import type { Settlement } from './settle-work.ts';
import { logTrouble, type SettlingOptions, tellTrouble } from './trouble.ts';

export interface WithHoldOptions extends HoldTerms, SettlingOptions {
  /** The charge for work that returns and said nothing: the estimate when left out. */
  readonly whenSilent?: 'estimate' | 'nothing';
  /** Tells whether work runs, uncharged, whose key was charged before. It does when left out, as queues deliver more than once. */
  readonly whenRepeated?: 'run' | 'refuse';
  /** Handed on to the work. Once it is aborted nothing is begun. */
  readonly signal?: AbortSignal;
}

export interface Work extends HeldUse {
  readonly signal: AbortSignal;
}

export type HoldOutcome<Value> =
  | { readonly kind: 'done'; readonly value: Value; readonly settlement: Settlement }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Charged before under this key, and told not to run again. */
  | { readonly kind: 'repeated'; readonly hold: Hold };

export async function withHold<Value>(
  options: WithHoldOptions,
  run: (work: Work) => Value | Promise<Value>,
): Promise<HoldOutcome<Value>> {
  const { signal = new AbortController().signal, whenSilent = 'estimate', whenRepeated = 'run' } = options;
  signal.throwIfAborted();
  const opened = await openHold(options);
  if (opened.kind === 'refused') return opened;
  const hold = opened.value;
  if (hold.isRepeat && whenRepeated === 'refuse') {
    const settlement = await hold.settle();
    if (settlement.kind === 'settled-before') return { kind: 'repeated', hold: settlement.hold };
  }
  let value: Value;
  try {
    signal.throwIfAborted();
    const { holdId, accountId, isRepeat, use, report } = hold;
    value = await run({ holdId, accountId, isRepeat, use, report, signal });
  } catch (cause) {
    await settleAfter(hold, 'nothing', options);
    throw cause;
  }
  return { kind: 'done', value, settlement: await settleAfter(hold, whenSilent, options) };
}

/** Settles, and tells what went wrong in place of throwing it. */
export async function settleAfter(
  hold: OpenHold,
  whenSilent: 'estimate' | 'nothing',
  { estimate, onUnsettled = logTrouble }: Pick<HoldTerms, 'estimate'> & SettlingOptions,
): Promise<Settlement> {
  const settlement = await hold
    .settle(whenSilent === 'estimate' ? chargeOfEstimate(estimate) : undefined)
    .catch((cause: unknown): Settlement => ({ kind: 'unanswered', cause }));
  tellTrouble(settlement, hold.holdId, { onUnsettled });
  return settlement;
}
