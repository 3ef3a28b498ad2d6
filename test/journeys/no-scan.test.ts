import { expect, test } from 'vitest';
import { createNarrator, type Recording } from '../../infra/examples/narrator.ts';
import { storyStartsAt, tellStory } from '../../infra/examples/story.ts';
import { createStillClock } from '../../infra/local/clock.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { startLocalService } from '../../infra/local/service.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';

interface Call {
  readonly command: string;
  readonly input: object;
}

test('no request scans the table, and each query says how much it takes at most: the contract’s story has every route', async () => {
  const calls: Call[] = [];
  const recording: Recording = { answers: new Map(), problems: new Map() };
  const clock = createStillClock(Date.parse(storyStartsAt));
  const service = await startLocalService({
    port: 0,
    engine: defaultEngine(),
    clock,
    isEmpty: true,
    hasSchedules: false,
    instrument: (client) =>
      client.middlewareStack.add(
        (next, { commandName = '' }) =>
          async (args) => {
            calls.push({ command: commandName, input: args.input });
            return next(args);
          },
        { step: 'initialize' },
      ),
  });
  try {
    await tellStory(createNarrator(service, recording));
  } finally {
    await service.stop();
  }

  const queries = calls.filter(({ command }) => command === 'QueryCommand');
  const asked = [...new Set(calls.map(({ command }) => command).filter((command) => !isSetUp(command)))];
  expect(recording.answers.size).toBe(routeList.length);
  expect(asked.filter((command) => !/^(Batch)?(Get|Put|Write)ItemCommand$|^QueryCommand$/.test(command))).toEqual([]);
  expect(asked).toContain('PutItemCommand');
  expect(queries.length).toBeGreaterThan(20);
  for (const { input } of queries) expect(input).toMatchObject({ Limit: expect.any(Number) });
});

/** What the local service does before it serves. */
function isSetUp(command: string): boolean {
  return /Table|TimeToLive/.test(command);
}
