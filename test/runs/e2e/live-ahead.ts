/** A test account whose clock is moved ahead. */
import { deepStrictEqual, equal, ok } from 'node:assert/strict';
import { dayMs } from '../../../shared/domain/time.ts';
import type { Reply, SentRequest } from './caller.ts';
import { type Service, send } from './journey.ts';
import { project } from './optional.ts';
import type { Recorder } from './record.ts';

const livedMinMs = 14 * 31 * dayMs;
const timeZone = 'America/New_York';
const movedDays = 31;

/** At least fourteen months of a test account, over a leap day, by its clock; a live account's clock stands where everybody's does. */
export async function liveAhead(service: Service, { step }: Recorder): Promise<void> {
  await step('A test account lives fourteen months or more, over the next leap day', async () => {
    const live = await send(service, 'GET', '/accounts/acme');
    const test = (method: string, path: string, sending: SentRequest = {}): Promise<Reply> =>
      send(service, method, `/${project}${path}`, sending);
    const plan = await test('PUT', '/plans/monthly', { body: { credits: 100, cycle: 'month' } });
    equal(plan.status, 200, plan.text);
    const opened = await test('PUT', '/accounts/acme', {
      key: 'open',
      body: { planId: 'monthly', timeZone },
    });
    equal(opened.status, 200, opened.text);
    const boundaries: string[] = [];
    const startMs = Date.now();
    const endMs = Math.max(startMs + livedMinMs, leapDayAfter(startMs) + movedDays * dayMs);
    let now = startMs;
    while (now < endMs) {
      now += movedDays * dayMs;
      const { status, text } = await test('PUT', '/accounts/acme/clock', { body: { to: new Date(now).toISOString() } });
      equal(status, 200, text);
    }
    const { json } = await test('GET', '/accounts/acme/ledger?limit=100');
    const entries: readonly { readonly type: string; readonly at: string }[] = json.entries;
    for (const { type, at } of entries) if (type === 'grant') boundaries.push(at);
    const [, ...renewals] = boundaries;
    const hours = new Set(renewals.map((at) => new Date(at).toLocaleTimeString('en-GB', { timeZone })));
    deepStrictEqual([...hours].length, 1, `cycles begin at ${[...hours].join(', ')}`);
    const offsets = new Set(renewals.map((at) => at.slice(11)));
    equal(offsets.size, 2, 'its clock never changed');
    const distinct = new Set(boundaries.map((at) => at.slice(0, 7)));
    equal(boundaries.length, distinct.size, `a cycle twice: ${boundaries.join(' ')}`);
    ok(boundaries.length > (now - startMs) / (movedDays * dayMs), `${boundaries.length} cycles`);
    const after = await send(service, 'GET', '/accounts/acme');
    deepStrictEqual([after.json.available, after.json.cycle], [live.json.available, live.json.cycle]);
    const moveLive = await send(service, 'PUT', '/accounts/acme/clock', { body: { to: new Date(now).toISOString() } });
    ok(moveLive.status >= 400, moveLive.text);
    return `until ${new Date(now).toISOString().slice(0, 7)}: ${boundaries.length} grants, each in a month of its own and at one time of ${timeZone}’s day; the live account of that name has the balance and cycle that it had, and its clock can’t be moved: ${moveLive.status}`;
  });
}

function leapDayAfter(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  const days = [0, 1, 2, 3, 4].flatMap((ahead) => {
    const day = new Date(Date.UTC(year + ahead, 1, 29));
    return day.getUTCDate() === 29 && day.getTime() > ms ? [day.getTime()] : [];
  });
  return Math.min(...days);
}
