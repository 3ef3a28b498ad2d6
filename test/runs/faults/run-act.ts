/**
 * Meets one act with every fault: for each call that it makes to the store, its reply lost once and thrice, and its process
 * killed before the call and after it. Then it is asked for again until it is answered: by the same process, or by a fresh
 * one where the first is dead.
 */
import type { Act, Case, Site } from './act.ts';
import type { Moment } from './striking-proxy.ts';
import type { WorkerProcess } from './worker-process.ts';

export const faultKinds = ['reply lost', 'three replies lost', 'killed before', 'killed after'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface ActReport {
  readonly cases: number;
  readonly findings: readonly string[];
}

export interface Run {
  readonly site: Site;
  readonly startWorker: (engine: string) => Promise<WorkerProcess>;
}

/** Far above what any act needs: it would never come to an end. */
const callsMax = 120;
const losses: Readonly<Partial<Record<FaultKind, number>>> = { 'reply lost': 1, 'three replies lost': 3 };
const moments: Readonly<Partial<Record<FaultKind, Moment>>> = { 'killed before': 'before', 'killed after': 'after' };

export async function runAct(run: Run, act: Act, kind: FaultKind): Promise<ActReport> {
  const findings: string[] = [];
  const orphans: { readonly call: number; readonly orphan: Case }[] = [];
  let worker: WorkerProcess | undefined;
  let cases = 0;

  /** One call met: true when the act makes no further. */
  async function meet(call: number): Promise<boolean> {
    const subject = await act.prepare(run.site);
    worker ??= await run.startWorker(subject.engine);
    const victim = worker;
    const moment = moments[kind];
    victim.proxy.aim(subject.engine);
    victim.proxy.arm({
      call,
      count: losses[kind] ?? 1,
      moment: moment ?? 'after',
      blow: moment === undefined ? () => {} : victim.kill,
    });
    const isAnswered = await subject.ask(victim).then(
      () => true,
      (cause: unknown) => {
        if (moment === undefined || !victim.proxy.hasStruck()) throw cause;
        return false;
      },
    );
    const isLast = !victim.proxy.hasStruck();
    victim.proxy.arm();
    if (isAnswered) await expectOneEffect(call, subject);
    else {
      await victim.stop();
      worker = undefined;
      // An engine of its own can't wait: what was lost is asked for by the next process at once.
      if (subject.engine === run.site.engine) orphans.push({ call, orphan: subject });
      else await adopt(call, subject);
    }
    return isLast;
  }

  async function adopt(call: number, orphan: Case): Promise<void> {
    worker ??= await run.startWorker(orphan.engine);
    worker.proxy.aim(orphan.engine);
    await orphan.ask(worker);
    await expectOneEffect(call, orphan);
    if (orphan.engine === run.site.engine) return;
    // It has seen this one; the next victim has to be another.
    await worker.stop();
    worker = undefined;
  }

  async function expectOneEffect(call: number, subject: Case): Promise<void> {
    cases += 1;
    await subject.check().catch((cause: unknown) => findings.push(`${kind} at call ${call}: ${textOf(cause)}`));
    await subject.close();
  }

  try {
    for (let call = 1; !(await meet(call)); call += 1)
      if (call === callsMax) throw new Error(`still more calls after ${callsMax}`);
    for (const { call, orphan } of orphans) await adopt(call, orphan);
  } catch (cause) {
    findings.push(`${kind}: ${textOf(cause)}`);
  } finally {
    await worker?.stop();
  }
  return { cases, findings };
}

function textOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const position = cause.stack?.split('\n').find((line) => line.includes('-acts.ts') || line.includes('one-effect.ts'));
  return [cause.message, position?.trim()].join(' ');
}
