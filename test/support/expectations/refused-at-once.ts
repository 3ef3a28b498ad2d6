/** Requests that are refused before anything is looked up, and soon. */
import { expect } from 'vitest';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { provideServices, surroundings } from '../../../shared/runtime/services.ts';
import { createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { startMs } from '../builders/fixtures.ts';
import { type CalledHandler, callHandler } from '../service/handlers.ts';

/** Milliseconds of processor time, for up to 64 kB; more for as many times more. The best of a few tries counts. */
const answerMsMax = 50;
const usualBytes = 64 * 1024;
const triesMax = 5;

let asked = 0;

/** Gives handlers a table that counts whether it is asked, and never answers. */
export function provideSilentTable(): void {
  const ask = async (): Promise<never> => {
    asked += 1;
    throw new Error('the table was asked');
  };
  const table: Table = { get: ask, getMany: ask, put: ask, update: ask, putMany: ask, query: ask, queryDue: ask };
  provideServices({ store: createStore(table, surroundings), nowMs: () => startMs });
}

/** Sends it until it is answered in time, at most a few times; the status must be one of these, the table not asked. */
export async function expectRefusedAtOnce(
  route: Route,
  sent: CalledHandler,
  statuses: readonly number[],
  what: string,
): Promise<void> {
  const msMax = answerMsMax * Math.max(1, (sent.text?.length ?? 0) / usualBytes);
  let bestMs = Number.POSITIVE_INFINITY;
  asked = 0;
  for (let tries = 0; tries < triesMax && bestMs > msMax; tries += 1) {
    const started = process.cpuUsage();
    const { statusCode = 0, body } = await callHandler(route, sent);
    const { user, system } = process.cpuUsage(started);
    bestMs = Math.min(bestMs, (user + system) / 1_000);
    expect(statuses, `${route.id}, ${what}: ${statusCode} ${body?.slice(0, 200)}`).toContain(statusCode);
  }
  expect(bestMs, `${route.id}, ${what}`).toBeLessThan(msMax);
  expect(asked, `${route.id}, ${what}`).toBe(0);
}
