import { expect, test } from 'vitest';
import { createPoll, type Poll, type PollSurroundings } from '../../../functions/dashboard/reading/poll.ts';
import type { ReadAnswer } from '../../../functions/dashboard/reading/read-answer.ts';

type Value = { readonly count: number };

const unreachable: ReadAnswer<Value> = { kind: 'failed', failure: { kind: 'unreachable', detail: 'no answer' } };
const read = (count: number): ReadAnswer<Value> => ({ kind: 'read', value: { count } });

/** A page whose time goes on when it is told to. */
function testPage(answers: readonly ReadAnswer<Value>[]) {
  let nowMs = 0;
  let isHidden = false;
  let reads = 0;
  const timers: { readonly atMs: number; readonly run: () => void }[] = [];
  const visible = new Set<() => void>();
  const surroundings: PollSurroundings = {
    nowMs: () => nowMs,
    isHidden: () => isHidden,
    onVisible: (listener) => {
      visible.add(listener);
      return () => visible.delete(listener);
    },
    after: (ms, run) => {
      const timer = { atMs: nowMs + ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
  };
  const settled = async (): Promise<void> => {
    for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
  };
  const poll: Poll<Value> = createPoll({
    read: async () => answers[Math.min(reads++, answers.length - 1)] ?? unreachable,
    pauseMs: () => 1_000,
    surroundings,
  });
  return {
    poll,
    settled,
    readsSoFar: () => reads,
    waits: () => timers.map(({ atMs }) => atMs - nowMs),
    setHidden: async (hidden: boolean) => {
      isHidden = hidden;
      if (!hidden) for (const listener of visible) listener();
      await settled();
    },
    pass: async (ms: number) => {
      nowMs += ms;
      for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
      await settled();
    },
  };
}

test('an answer that says the same again draws nothing, and keeps the value it was', async () => {
  const page = testPage([read(1), read(1), read(2)]);
  let drawn = 0;
  page.poll.subscribe(() => {
    drawn += 1;
  });
  await page.settled();
  const first = page.poll.snapshot();

  await page.pass(1_000);
  expect(drawn).toBe(1);
  expect(page.poll.snapshot()).toBe(first);

  await page.pass(1_000);
  expect(drawn).toBe(2);
  expect(page.poll.snapshot().value).toEqual({ count: 2 });
});

test('what was read last stays while reads fail, and the pauses double up to half a minute', async () => {
  const page = testPage([read(1), unreachable]);
  page.poll.subscribe(() => {});
  await page.settled();
  await page.pass(1_000);

  const waits: number[] = [];
  for (let failures = 0; failures < 8; failures += 1) {
    const [waitMs = 0] = page.waits();
    waits.push(waitMs);
    await page.pass(waitMs);
  }

  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(page.poll.snapshot()).toMatchObject({
    value: { count: 1 },
    readAtMs: 0,
    failure: { kind: 'unreachable' },
  });
});

test('the first answer after failures takes the failure away, even when it says what was known', async () => {
  const page = testPage([read(1), unreachable, read(1)]);
  page.poll.subscribe(() => {});
  await page.settled();
  await page.pass(1_000);
  await page.pass(1_000);

  expect(page.poll.snapshot()).toMatchObject({ value: { count: 1 }, failure: undefined });
});

test('nothing is read while the page is hidden, and at once when it is seen again', async () => {
  const page = testPage([read(1)]);
  page.poll.subscribe(() => {});
  await page.settled();
  await page.setHidden(true);
  await page.pass(1_000);
  const before = page.readsSoFar();

  await page.pass(60_000);
  expect(page.readsSoFar()).toBe(before);

  await page.setHidden(false);
  expect(page.readsSoFar()).toBe(before + 1);
});

test('nothing is read once nobody looks', async () => {
  const page = testPage([read(1)]);
  const leave = page.poll.subscribe(() => {});
  await page.settled();

  leave();
  await page.pass(60_000);

  expect(page.readsSoFar()).toBe(1);
  expect(page.waits()).toEqual([]);
});

test('a refresh during a read asks once more after it, never twice at the same time', async () => {
  const page = testPage([read(1), read(2), read(3)]);
  page.poll.subscribe(() => {});
  page.poll.refresh();
  page.poll.refresh();
  await page.settled();

  expect(page.readsSoFar()).toBe(2);
  expect(page.poll.snapshot().value).toEqual({ count: 2 });
});
