/**
 * The end of a history. Faults are over, the clock goes past everything that could be due, and what is left to do is done by
 * retries and schedules alone: no account needs anyone.
 */

import type { Bus } from './bus.ts';
import { dayMs } from './catalogue.ts';
import { checkRest } from './checkers/check-rest.ts';
import { checkSignals } from './checkers/check-signals.ts';
import { checkUsage } from './checkers/check-usage.ts';
import type { Market } from './client.ts';
import type { Stream } from './consumer.ts';
import { damageAtRest } from './damage.ts';
import { advance, audit, expireItems, type Jobs, sweep } from './jobs.ts';
import { repairDamaged } from './repair-damaged.ts';
import { send } from './send.ts';
import { createProcess } from './sim-process.ts';

const passesMax = 2;
/** Share of the answered requests that are sent once more. */
const repeatedShare = 0.3;
/** Share of the histories in which something is damaged that no audit may have verified. */
const unverifiedShare = 0.08;

export interface Ending {
  readonly market: Market;
  readonly jobs: Jobs;
  readonly stream: Stream;
  readonly bus: Bus;
}

export async function settleDown({ market, jobs, stream, bus }: Ending): Promise<void> {
  const { world, sent } = market;
  const { random, scheduler, swarm, observer } = world;
  world.calm();
  // Whatever is frozen, or on its way, comes in first; some clients come back before it, some days later.
  const isLate = random.chance(0.5);
  await scheduler.sleep(isLate ? 2 * dayMs : 5_000);
  if (isLate) expireItems(world);
  const process = createProcess(world, 'calm', { isTame: true });
  for (const request of new Set(sent)) {
    if (world.violation() !== undefined) return;
    const lines = world.journal.find(request.accountId, request.key);
    const isOpen = lines.some(({ fingerprint, answer }) => fingerprint === request.fingerprint && answer === undefined);
    if (!isOpen && !random.chance(repeatedShare)) continue;
    const answer = await send(world, request, process);
    if (answer.kind === 'unknown' && !observer.watched(request.accountId).isDamaged)
      world.find('I20', `${request.accountId} ${request.key} gets no answer though nothing fails`);
  }
  await scheduler.sleep(Math.max(swarm.skewMs, 2 * dayMs) + random.pick([0, 8 * dayMs]));
  world.table.catchUpIndex(0);
  const sweptAtMs = scheduler.nowMs();
  for (let pass = 0; pass < passesMax; pass += 1) {
    await sweep(jobs, process);
    for (let left = await jobs.queue.backlog(); left > 0; left -= 1) await advance(jobs, process);
  }
  await stream.drain();
  if (random.chance(unverifiedShare)) await damageAtRest(world, random.pick(world.accountIds));
  await audit(jobs, process, process.clockMs());
  // What was verified before it was damaged is read again within 30 days.
  await audit(jobs, process, process.clockMs() + 30 * dayMs);
  if (world.violation() !== undefined) return;
  await checkRest(world, process, sweptAtMs);
  await checkUsage(world, process);
  checkSignals(world, bus, stream);
  if (world.violation() === undefined) await repairDamaged({ market, jobs, stream, bus });
}
