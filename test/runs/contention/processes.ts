/** The same with real processes over an embedded engine, on one machine: whether anything is lost or doubled, and how busy it gets. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { loadDemoCatalogue } from '../../../infra/local/demo-catalogue.ts';
import { type EngineName, startEngine } from '../../../infra/local/engine.ts';
import { createLocalTable, localClient } from '../../../infra/local/local-table.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { surroundings } from '../../../shared/runtime/services.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { checkBooks } from './books.ts';
import { type ContentionRow, contentionRow } from './measured.ts';
import { type Order, type ProcessMessage, toldShape } from './process-messages.ts';
import { newTally, type Tally } from './tally.ts';
import { planId } from './world.ts';

export interface ProcessEffort {
  readonly burst: number;
  readonly workers: number;
  readonly seconds: number;
}

const tableName = 'credits';
const program = new URL('./process-writer.ts', import.meta.url);
/** From the order until the first begins: all have heard of it by then. */
const leadMs = 200;
const unmetered = { calls: Number.NaN, throttled: 0, givenUp: 0, writeUnits: Number.NaN, readUnits: Number.NaN };

export async function runProcesses(
  engineName: EngineName,
  { burst, workers, seconds }: ProcessEffort,
): Promise<readonly ContentionRow[]> {
  const engine = await startEngine({ name: engineName });
  const client = localClient(engine.endpoint);
  const children: ChildProcess[] = [];
  try {
    await createLocalTable(engine.endpoint, tableName);
    const store = createStore(createDynamoTable({ tableName, client, sleep: surroundings.sleep }), surroundings);
    await loadDemoCatalogue(store);
    const all = await start(children, engine.endpoint, Math.max(burst, workers));
    const measured = async (accountId: string, name: string, some: readonly ChildProcess[], forMs: number) => {
      const opening = { accountId, planId, caller: 'contention', idempotencyKey: accountId, fingerprint: accountId };
      await openAccount(store, opening, Date.now());
      const atMs = Date.now() + leadMs;
      const tallies = await Promise.all(some.map((child) => inOrder(child, { accountId, atMs, forMs })));
      const tally = tallies.reduce(together, newTally());
      const ms = forMs === 0 ? Math.max(...tally.latenciesMs) : forMs;
      const load = { ...tally, ms, inTime: tally.latenciesMs.length };
      const books = await checkBooks(store, accountId, load);
      return contentionRow({ name, subject: `ours, over ${engineName}` }, [{ load, traffic: unmetered, books }]);
    };
    return [
      await measured('burst', `burst of ${burst} processes`, all.slice(0, burst), 0),
      await measured('loop', `${workers} processes`, all.slice(0, workers), seconds * 1_000),
    ];
  } finally {
    for (const child of children) child.disconnect();
    await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
    client.destroy();
    await engine.stop();
  }
}

/** A few at a time: starting all at once would take longer. */
async function start(children: ChildProcess[], endpoint: string, many: number): Promise<readonly ChildProcess[]> {
  for (let count = 0; count < many; count += 1) {
    const child = fork(program, [endpoint, tableName], { execArgv: [] });
    children.push(child);
    await heard(child);
  }
  return children;
}

async function inOrder(child: ChildProcess, order: Order): Promise<Tally> {
  const answer = heard(child);
  child.send(order);
  const told = await answer;
  if (told.kind !== 'done') throw new TypeError('a process began anew');
  return told.tally;
}

async function heard(child: ChildProcess): Promise<ProcessMessage> {
  const gone = once(child, 'exit').then(() => {
    throw new Error('a process ended early');
  });
  const [message] = await Promise.race([once(child, 'message'), gone]);
  return toldShape.parse(message);
}

function together(a: Tally, b: Tally): Tally {
  return {
    latenciesMs: [...a.latenciesMs, ...b.latenciesMs],
    acknowledged: [...a.acknowledged, ...b.acknowledged],
    unanswered: [...a.unanswered, ...b.unanswered],
    refused: a.refused + b.refused,
    unavailable: a.unavailable + b.unavailable,
    givenUp: a.givenUp + b.givenUp,
  };
}
