/** The contract's examples, recorded from a service of its own whose clock stands still at the story's instants. */
import { type ProblemCode, problemCodes } from '../../shared/contract/answers/problem-code.ts';
import type { RecordedExamples, RecordedProblem } from '../../shared/contract/openapi/recorded-examples.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import type { EngineName } from '../local/engine.ts';
import { createNarrator, type Recording } from './narrator.ts';
import { startStory } from './start-story.ts';
import { tellStory } from './story.ts';
import { unprovokedProblems } from './unprovoked-problems.ts';

/** The same on either engine; on the one that runs everywhere unless told otherwise. */
export async function recordExamples(engine?: EngineName): Promise<RecordedExamples> {
  const recording: Recording = { answers: new Map(), problems: new Map() };
  const service = await startStory({ ...present({ engine }), hasStream: true });
  try {
    await tellStory(createNarrator(service, recording));
  } finally {
    await service.stop();
  }
  return complete(recording, unprovokedProblems());
}

/** In the order of the route table and of the list of codes, whatever the story's. Throws if one is missing. */
export function complete(
  { answers, problems }: Recording,
  unprovoked: ReadonlyMap<ProblemCode, RecordedProblem>,
): RecordedExamples {
  const told = (code: ProblemCode): RecordedProblem | undefined => problems.get(code) ?? unprovoked.get(code);
  const missing = [
    ...routeList.filter(({ id }) => !answers.has(id)).map(({ id }) => `the route ${id}`),
    ...problemCodes.filter((code) => told(code) === undefined).map((code) => `the problem ${code}`),
  ];
  if (missing.length > 0) {
    throw new Error(`no example is recorded of ${missing.join(', ')}: add it to the story in infra/examples/story.ts`);
  }
  return {
    answers: Object.fromEntries(routeList.map(({ id }) => [id, answers.get(id)])),
    // Every code is there: none was missing.
    problems: Object.fromEntries(problemCodes.map((code) => [code, told(code)])) as RecordedExamples['problems'],
  };
}
