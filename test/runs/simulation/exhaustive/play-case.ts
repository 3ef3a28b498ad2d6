/**
 * Plays one case: the scene's commands are asked of a process, one of whose calls meets an accident; others ask meanwhile;
 * and afterwards the same is asked again, or isn't. What came of it must be what some order of whole commands makes of it.
 */
import { present } from '../../../../shared/domain/present.ts';
import { StoreUnavailable } from '../../../../shared/storage/table.ts';
import type { Accident } from './accident.ts';
import type { Inspect } from './inspect.ts';
import type { Part } from './legal-histories.ts';
import { OutsideUnavailable, type Process, startProcess } from './process.ts';
import { type Answer, type Command, freshWorld, type Scene } from './scene.ts';

/** When the same is asked again, after the first time it was asked for. Refusals are forgotten and holds have ended by the late one. */
export const retries = { none: undefined, soon: 5_000, late: 26 * 3_600_000 } as const;
export type Retry = keyof typeof retries;

export interface CasePlan {
  readonly call: number;
  readonly accident: Accident;
  readonly retry: Retry;
  /** Which of the rivals comes in between. */
  readonly rival?: number;
  /** Before which call of the next process something late lands; after all of them when left out. */
  readonly landsAt?: number;
}

export interface CaseResult {
  readonly findings: readonly string[];
  /** The methods of the first process's calls. */
  readonly calls: readonly string[];
  /** The story of who was told what, for people. */
  readonly story: readonly string[];
}

/** A rival asks this long after the command. */
const rivalAfterMs = 1_000;

export async function playCase(scene: Scene, plan: CasePlan | undefined, inspect: Inspect): Promise<CaseResult> {
  const world = await freshWorld(scene);
  const parts: Part[] = [];
  const story: string[] = [];
  let moment = 0;

  async function ask(command: Command, process: Process, atMs: number, id: string): Promise<void> {
    moment += 1;
    const part: Part = { id, command, atMs, beganAt: moment, answer: undefined, endedAt: undefined };
    parts.push(part);
    const outcome = await Promise.race([tell(command, process, atMs), process.crashed]);
    moment += 1;
    part.endedAt = moment;
    if (outcome !== 'crashed') part.answer = outcome.answer;
    story.push(`${id} (${command.name}): ${outcome === 'crashed' ? 'crashed' : outcome.text}`);
    if (outcome !== 'crashed' && outcome.isBug) findings.push(`${id} threw ${outcome.text}`);
    if (id !== 'first' && part.answer === undefined) findings.push(`${id} is stuck: ${story.at(-1)}`);
  }

  const findings: string[] = [];
  const rival = scene.rivals[plan?.rival ?? 0];
  const againMs = retries[plan?.retry ?? 'none'];
  let isAgainAsked = false;

  async function askRival(): Promise<void> {
    if (rival !== undefined) await ask(rival, startProcess({ world }), scene.atMs + rivalAfterMs, 'rival');
  }
  async function askAgain(): Promise<void> {
    if (againMs === undefined || isAgainAsked) return;
    isAgainAsked = true;
    const next = startProcess({
      world,
      beforeCall: (call) => {
        if (call === plan?.landsAt) first.land();
      },
    });
    await Promise.all(scene.commands.map((command) => ask(command, next, scene.atMs + againMs, 'again')));
  }
  const isRaced = plan?.accident.startsWith('raced') === true;
  const first = startProcess({
    world,
    ...present({ mishap: plan }),
    meanwhile: () => (isRaced || againMs === undefined ? askRival() : askAgain()),
  });
  await Promise.all(scene.commands.map((command) => ask(command, first, scene.atMs, 'first')));

  const untilMs = scene.atMs + (againMs ?? rivalAfterMs);
  async function goOn(): Promise<readonly string[]> {
    const soFar = findings.length;
    await askAgain();
    first.land();
    return [...findings.splice(soFar), ...(await inspect({ world, parts, untilMs }))];
  }
  // What is still on its way makes a difference, and when it lands.
  const how = first.hasLate() ? `${plan?.landsAt} ${plan?.call}` : '';
  findings.push(...(await inspect.once({ world, parts, untilMs }, `again ${how}`, goOn)));
  return { findings, calls: first.calls, story };
}

type TellingOf = { readonly answer: Answer | undefined; readonly text: string; readonly isBug: boolean };

/** A store that doesn't answer may keep a command from its answer, and nothing else may. */
async function tell(command: Command, { services }: Process, atMs: number): Promise<TellingOf> {
  try {
    const answer = await command.run(services, atMs);
    return { answer, text: `${answer.isReplay ? 'again ' : ''}${answer.text}`, isBug: false };
  } catch (cause) {
    const isUnavailable = cause instanceof StoreUnavailable || cause instanceof OutsideUnavailable;
    return { answer: undefined, text: String(cause), isBug: !isUnavailable };
  }
}
