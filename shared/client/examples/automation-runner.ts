/**
 * An automation that works through a list, say of machines to migrate. Each step is funded before it starts; at zero the
 * run pauses where it is, holds on to nothing it doesn't need, and goes on after a purchase or a renewal.
 */
import type { CreditsClient, Problem } from '../credits-client.ts';
import { type Settlement, settleWork } from '../holds/settle-work.ts';

export interface AutomationRun {
  readonly client: CreditsClient;
  readonly accountId: string;
  /** The SKU that each step is charged by. */
  readonly sku: string;
  readonly stepCredits: number;
  readonly steps: readonly (() => Promise<void>)[];
  /** Told that the run pauses; resolves when it is worth asking again: an event of the service, or some time. */
  readonly untilCredits: () => Promise<void>;
}

export type RunOutcome =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'done' | 'given-up';
      readonly steps: number;
      readonly pauses: number;
      readonly settlement: Settlement;
    };

const pausesMax = 100;
const lifeSeconds = 24 * 3_600;

export async function runAutomation(run: AutomationRun): Promise<RunOutcome> {
  const { client, accountId, sku, stepCredits, steps, untilCredits } = run;
  const started = await client.authorizeHold({
    accountId,
    body: { usage: [{ sku, quantity: 1 }], expiresInSeconds: lifeSeconds, slice: stepCredits },
  });
  if (started.kind === 'refused') return started;
  const { holdId } = started.value.hold;
  let held = started.value.hold.credits;
  let done = 0;
  let pauses = 0;
  const settled = async (kind: 'done' | 'given-up'): Promise<RunOutcome> => {
    const used = done === 0 ? undefined : { usage: [{ sku, quantity: done }] };
    const settlement = await settleWork(client, { accountId, holdId, held }, used);
    return { kind, steps: done, pauses, settlement };
  };
  try {
    for (const step of steps) {
      while (held < (done + 1) * stepCredits) {
        // What is done is reported, and the next step asked for: nothing starts that isn't funded.
        const body = { usage: [{ sku, quantity: done }], leftMin: stepCredits };
        const report = await client.reportUsage({ accountId, holdId, body });
        if (report.kind === 'refused' || pauses === pausesMax) return await settled('given-up');
        held = report.value.hold.credits;
        if (held >= (done + 1) * stepCredits) break;
        pauses += 1;
        await untilCredits();
      }
      await step();
      done += 1;
    }
  } catch (cause) {
    // A step that failed isn't charged; those before it are.
    await settled('given-up');
    throw cause;
  }
  return settled('done');
}
