/**
 * The measurement: two fleets, one of them twice the other, renewed by the deployed jobs at one instant. They take turns, one
 * for the smaller and two for the larger, so that whatever else the machine does slows both alike.
 */
import { type EngineName, startEngine } from '../../../infra/local/engine.ts';
import { accountsPerMessage } from '../../../shared/operations/sweep-due.ts';
import { queueBatchMax } from '../../../shared/runtime/jobs.ts';
import type { History } from '../bench/history.ts';
import { boundaryMs, dueHistories, idleHistories, openIn, publishIn } from './accounts.ts';
import { audit } from './audit.ts';
import { createFleet, type Fleet, type Spending, sumOf } from './fleet.ts';
import { type FleetScale, workers } from './scale.ts';

export interface FleetFigures {
  readonly accounts: number;
  readonly idle: number;
  readonly sweep: Spending;
  readonly advance: Spending;
  /** The contradictions in the books. */
  readonly findings: readonly string[];
}

export interface Figures {
  readonly small: FleetFigures;
  readonly large: FleetFigures;
  /** The larger fleet's sweep before the others were there. */
  readonly sweptAlone: Spending;
  /** The same again when everything is advanced. */
  readonly sweptAdvanced: Spending & { readonly messages: number };
  /** A batch delivered once more, when it is advanced. */
  readonly repeated: Spending & { readonly accounts: number };
  readonly memory: { readonly beforeBytes: number; readonly mostBytes: number };
}

export interface FleetPlan {
  readonly engine: EngineName;
  readonly scale: FleetScale;
  readonly say: (line: string) => void;
}

export async function measureFleets({ engine: name, scale, say }: FleetPlan): Promise<Figures> {
  const engine = await startEngine({ name });
  const fleets: Fleet[] = [];
  const newFleet = async (tableName: string): Promise<Fleet> => {
    const fleet = await createFleet(engine.endpoint, tableName, boundaryMs);
    fleets.push(fleet);
    await publishIn(fleet.table);
    return fleet;
  };
  try {
    return await measure({ small: await newFleet('small'), large: await newFleet('large') }, scale, say);
  } finally {
    for (const fleet of fleets) fleet.stop();
    await engine.stop();
  }
}

async function measure(
  { small, large }: { readonly small: Fleet; readonly large: Fleet },
  { accounts, idle }: FleetScale,
  say: FleetPlan['say'],
): Promise<Figures> {
  const histories = dueHistories(2 * accounts);
  const fewer = histories.slice(0, accounts);
  say(`Opening ${accounts} and ${2 * accounts} accounts that are due at one instant…`);
  await openIn([small.table, large.table], fewer);
  await openIn([large.table], histories.slice(accounts));
  const sweptAlone = await large.sweep();
  large.forget();
  say(`Opening ${idle} beside them that aren’t…`);
  await openIn([large.table], idleHistories(idle));

  const beforeBytes = process.memoryUsage.rss();
  const sweeps = { small: await small.sweep(), large: await large.sweep() };
  say('Renewing…');
  const advanced = await advanceByTurns({ small, large }, say);
  say('Auditing…');
  const figuresOf = async (
    fleet: Fleet,
    spent: Pick<FleetFigures, 'sweep' | 'advance' | 'idle'>,
    due: readonly History[],
  ): Promise<FleetFigures> => ({ ...spent, accounts: due.length, findings: await audit(fleet, due) });
  return {
    small: await figuresOf(small, { sweep: sweeps.small, advance: advanced.small, idle: 0 }, fewer),
    large: await figuresOf(large, { sweep: sweeps.large, advance: advanced.large, idle }, histories),
    sweptAlone,
    sweptAdvanced: { ...(await large.sweep()), messages: large.waiting() },
    repeated: await repeat(large, histories),
    memory: { beforeBytes, mostBytes: advanced.mostBytes },
  };
}

/** More than twice what a full run takes. */
const turnsMax = 200;

async function advanceByTurns(
  { small, large }: { readonly small: Fleet; readonly large: Fleet },
  say: FleetPlan['say'],
): Promise<{ readonly small: Spending; readonly large: Spending; readonly mostBytes: number }> {
  const spent = { small: [] as Spending[], large: [] as Spending[] };
  let mostBytes = process.memoryUsage.rss();
  const turn = async (fleet: Fleet, parts: Spending[]): Promise<void> => {
    if (fleet.waiting() === 0) return;
    parts.push(await fleet.advance(workers));
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
  };
  for (let turns = 1; turns <= turnsMax && small.waiting() + large.waiting() > 0; turns += 1) {
    await turn(large, spent.large);
    await turn(small, spent.small);
    await turn(large, spent.large);
    if (turns % 5 === 0) say(`  ${small.waiting()} and ${large.waiting()} messages wait`);
  }
  return { small: sumOf(spent.small), large: sumOf(spent.large), mostBytes };
}

/** A queue delivers at least once: what a second delivery of a full batch costs. */
async function repeat(fleet: Fleet, histories: readonly History[]): Promise<Figures['repeated']> {
  fleet.forget();
  const accountIds = histories.slice(0, queueBatchMax * accountsPerMessage).map(({ accountId }) => accountId);
  for (let start = 0; start < accountIds.length; start += accountsPerMessage)
    await fleet.send([{ accountIds: accountIds.slice(start, start + accountsPerMessage) }]);
  return { ...(await fleet.advance(1)), accounts: accountIds.length };
}
