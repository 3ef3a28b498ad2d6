import { expect, test } from 'vitest';
import { createNarrator, type Recording } from '../../infra/examples/narrator.ts';
import { startStory } from '../../infra/examples/start-story.ts';
import { tellStory } from '../../infra/examples/story.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';

interface Call {
  readonly operation: string;
  readonly input: object;
}

test('no request scans the table, and each query says how much it takes at most: the contract’s story has every route', async () => {
  const calls: Call[] = [];
  const recording: Recording = { answers: new Map(), problems: new Map() };
  const service = await startStory({
    engine: defaultEngine(),
    instrument: (client) =>
      client.watch((next) => async (operation, input) => {
        calls.push({ operation, input });
        return next(operation, input);
      }),
  });
  try {
    await tellStory(createNarrator(service, recording));
  } finally {
    await service.stop();
  }

  const queries = calls.filter(({ operation }) => operation === 'Query');
  const asked = [...new Set(calls.map(({ operation }) => operation))];
  expect(recording.answers.size).toBe(routeList.length);
  expect(asked.filter((operation) => !/^(Batch)?(Get|Put|Write|Update)Item$|^Query$/.test(operation))).toEqual([]);
  expect(asked).toContain('PutItem');
  expect(queries.length).toBeGreaterThan(20);
  for (const { input } of queries) expect(input).toMatchObject({ Limit: expect.any(Number) });
});
