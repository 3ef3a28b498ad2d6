import { describe, expect, it } from 'vitest';
import { complete, recordExamples } from '../../../infra/examples/record-examples.ts';
import { problem } from '../../../shared/contract/answers/problem.ts';
import { problemCodes } from '../../../shared/contract/answers/problem-code.ts';
import { problems } from '../../../shared/contract/answers/problems.ts';
import recorded from '../../../shared/contract/openapi/examples.json' with { type: 'json' };
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { engines } from '../../support/engines/engines.ts';

const answers: Readonly<Record<string, unknown>> = recorded.answers;

describe('the examples', () => {
  it.each(engines)('are what the service answers today, over %s too', async (engine) => {
    expect(await recordExamples(engine), 'run npm run openapi').toEqual(recorded);
  });

  it('can’t be left out: a route without one is named, and where to add it', () => {
    const [first] = routeList;
    const all = new Map(Object.entries(answers));
    all.delete(first?.id ?? '');
    const told = new Map(problemCodes.map((code) => [code, recorded.problems[code]]));
    expect(() => complete({ answers: all, problems: told }, new Map())).toThrow(
      `no example is recorded of the route ${first?.id}: add it to the story in infra/examples/story.ts`,
    );
    told.delete('sku-unknown');
    expect(() => complete({ answers: all, problems: told }, new Map())).toThrow('the problem sku-unknown');
  });

  it.each(routeList)('of $id’s request and answer are as the route says', ({ id, body, params, answer, example }) => {
    expect(answer.schema.safeParse(answers[id]).error).toBeUndefined();
    expect(body?.safeParse(example.body ?? {}).error).toBeUndefined();
    const texts = Object.entries(example.params ?? {}).map(([name, value]) => [name, String(value)]);
    expect(params.safeParse(Object.fromEntries(texts)).error).toBeUndefined();
  });

  it.each(problemCodes)('of %s is that problem', (code) => {
    const { body } = recorded.problems[code];
    const { status, title, retryable } = problems[code];
    expect(problem.safeParse(body).error).toBeUndefined();
    expect(body).toMatchObject({ type: `/problems/${code}`, code, status, title, retryable });
  });
});
