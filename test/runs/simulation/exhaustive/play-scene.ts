/** Plays every case of a scene, the one in which nothing happens first. */
import { caseName, casesOf } from './cases.ts';
import { createInspect } from './inspect.ts';
import { type CaseResult, playCase } from './play-case.ts';
import type { Scene } from './scene.ts';

export interface SceneReport {
  readonly operation: string;
  readonly start: string;
  readonly cases: number;
  /** Calls of a run in which nothing happens. */
  readonly calls: number;
  readonly findings: readonly { readonly name: string; readonly texts: readonly string[] }[];
}

export async function playScene(scene: Scene): Promise<SceneReport> {
  const { operation, start } = scene;
  const inspect = createInspect(scene);
  const undisturbed = await playCase(scene, undefined, inspect);
  const findings: SceneReport['findings'][number][] = [];
  const note = (name: string, { findings: texts }: CaseResult): void => {
    if (texts.length > 0) findings.push({ name, texts });
  };
  note(`${operation} / ${start}`, undisturbed);
  let cases = 1;
  for (const plan of casesOf(scene, undisturbed.calls)) {
    cases += 1;
    note(caseName(scene, plan), await playCase(scene, plan, inspect));
  }
  return { operation, start, cases, calls: undisturbed.calls.length, findings };
}

/** One case by its name, with all that was told. Undefined when there is none of that name. */
export async function replayCase(scenes: readonly Scene[], name: string): Promise<CaseResult | undefined> {
  for (const scene of scenes) {
    if (!name.startsWith(`${scene.operation} / ${scene.start}`)) continue;
    const inspect = createInspect(scene);
    const undisturbed = await playCase(scene, undefined, inspect);
    const plan = [...casesOf(scene, undisturbed.calls)].find((each) => caseName(scene, each) === name);
    if (plan !== undefined) return playCase(scene, plan, inspect);
  }
  return undefined;
}
