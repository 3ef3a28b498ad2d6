import { environmentManager, focusManager, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReadAnswer } from '../../../functions/dashboard/reading/read-answer.ts';
import { createQueryClient, readAgain, readQuery } from '../../../functions/dashboard/reading/read-query.ts';
import type { ReadState } from '../../../functions/dashboard/reading/read-state.ts';

type Value = { readonly count: number };

const unreachable: ReadAnswer<Value> = { kind: 'failed', failure: { kind: 'unreachable', detail: 'no answer' } };
const read = (count: number): ReadAnswer<Value> => ({ kind: 'read', value: { count } });

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  environmentManager.setIsServer(() => false);
});
afterEach(() => {
  focusManager.setFocused(undefined);
  environmentManager.setIsServer(() => true);
  vi.useRealTimers();
});

/** Somebody who looks at one thing, whose answers come at once, or after a while. */
function look(answers: readonly ReadAnswer<Value>[], answerMs = 0) {
  const queries = createQueryClient();
  // As the page's provider does: it listens to whether the page is seen.
  queries.mount();
  let reads = 0;
  let underWay = 0;
  let most = 0;
  const options = readQuery<Value>({
    key: 'thing',
    read: async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      const answer = answers[Math.min(reads++, answers.length - 1)] ?? unreachable;
      if (answerMs > 0) await new Promise((resolve) => setTimeout(resolve, answerMs));
      underWay -= 1;
      return answer;
    },
    everyMs: () => 1_000,
  });
  const observer = new QueryObserver<ReadState<Value>, Error, ReadState<Value>, ReadState<Value>, readonly [string]>(
    queries,
    { ...options, notifyOnChangeProps: ['data'] },
  );
  let drawn = 0;
  const leave = observer.subscribe(() => {
    drawn += 1;
  });
  return {
    leave,
    state: () => observer.getCurrentResult().data,
    drawn: () => drawn,
    reads: () => reads,
    mostAtOnce: () => most,
    again: () => void readAgain(queries, 'thing'),
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

test('an answer that says the same again draws nothing, and keeps the value it was', async () => {
  const page = look([read(1), read(1), read(2)]);
  await page.pass(0);
  const first = page.state();
  const drawn = page.drawn();

  await page.pass(1_000);
  expect(page.reads()).toBe(2);
  expect(page.drawn()).toBe(drawn);
  expect(page.state()).toBe(first);

  await page.pass(1_000);
  expect(page.drawn()).toBe(drawn + 1);
  expect(page.state()?.value).toEqual({ count: 2 });
});

test('what was read last stays while reads fail, and the pauses double up to half a minute', async () => {
  const page = look([read(1), unreachable]);
  await page.pass(0);
  await page.pass(1_000);

  for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    const before = page.reads();
    await page.pass(pauseMs - 1);
    expect(page.reads()).toBe(before);
    await page.pass(1);
    expect(page.reads()).toBe(before + 1);
  }
  expect(page.state()).toMatchObject({ value: { count: 1 }, readAtMs: 0, failure: { kind: 'unreachable' } });
});

test('the failure of what was never read stays while it is tried again', async () => {
  const page = look([unreachable]);
  await page.pass(0);
  const seen = new Set<string | undefined>();
  for (let ms = 0; ms < 8_000; ms += 100) {
    seen.add(page.state()?.failure?.kind);
    await page.pass(100);
  }

  expect(page.reads()).toBeGreaterThan(3);
  expect([...seen]).toEqual(['unreachable']);
});

test('the first answer after failures takes the failure away, even when it says what was known', async () => {
  const page = look([read(1), unreachable, read(1)]);
  await page.pass(0);
  await page.pass(1_000);
  await page.pass(1_000);

  expect(page.state()).toEqual({ value: { count: 1 }, failure: undefined, readAtMs: undefined, failures: 0 });
});

test('nothing is read while the page is hidden, and at once when it is seen again', async () => {
  const page = look([read(1)]);
  await page.pass(0);
  focusManager.setFocused(false);
  const before = page.reads();

  await page.pass(60_000);
  expect(page.reads()).toBe(before);

  focusManager.setFocused(true);
  await page.pass(0);
  expect(page.reads()).toBe(before + 1);
});

test('nothing is read once nobody looks', async () => {
  const page = look([read(1)]);
  await page.pass(0);

  page.leave();
  page.again();
  await page.pass(60_000);

  expect(page.reads()).toBe(1);
});

test('a refresh during a read asks once more after it, never twice at the same time', async () => {
  const page = look([read(1), read(2), read(3)], 200);
  await page.pass(100);
  page.again();
  page.again();
  await page.pass(100);
  await page.pass(200);

  expect(page.reads()).toBe(2);
  expect(page.mostAtOnce()).toBe(1);
  expect(page.state()?.value).toEqual({ count: 2 });
});

test('what takes longer than its pause is not asked for twice', async () => {
  const page = look([read(1), read(2)], 3_500);
  await page.pass(8_000);

  expect(page.mostAtOnce()).toBe(1);
  expect(page.reads()).toBe(2);
});
