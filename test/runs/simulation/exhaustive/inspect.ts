/** The outcome of a case, held against what may have come of it. Many cases come to the same, which is looked at once. */
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { refusalMemoryMs } from '../../../../shared/domain/decisions/refusal.ts';
import { createLegalHistories, misfit, type Part } from './legal-histories.ts';
import { startProcess } from './process.ts';
import type { Scene, Services, World } from './scene.ts';

export interface CaseEnd {
  readonly world: World;
  readonly parts: readonly Part[];
  readonly untilMs: number;
}

/** Findings; none is a clean bill. */
export interface Inspect {
  (ended: CaseEnd): Promise<readonly string[]>;
  /** Goes on from where a case has come to, or tells what came of another that had come to the same. */
  readonly once: (reached: CaseEnd, how: string, goOn: () => Promise<readonly string[]>) => Promise<readonly string[]>;
}

export function createInspect(scene: Scene): Inspect {
  const legal = createLegalHistories(scene);
  const known = new Map<string, Promise<readonly string[]>>();

  async function inspections({ world, parts, untilMs }: CaseEnd): Promise<readonly string[]> {
    const { services } = startProcess({ world });
    const findings: string[] = [];
    const isWhole = scene.isAtomic || parts.some(({ id, answer }) => id !== 'rival' && answer !== undefined);
    if (isWhole) {
      const digest = await scene.digest({ world, services }, untilMs);
      findings.push(...(await misfit(legal, { parts, digest, untilMs })));
    }
    if (scene.isAtomic) findings.push(...(await forgotten(services, parts, untilMs)));
    findings.push(...(await scene.check({ world, services }, untilMs)));
    return findings;
  }

  const once: Inspect['once'] = (reached, how, goOn) => {
    const key = `${how} ${signature(reached)}`;
    const found = known.get(key) ?? goOn();
    known.set(key, found);
    return found;
  };
  return Object.assign((ended: CaseEnd) => once(ended, 'ended', () => inspections(ended)), { once });
}

function signature({ world, parts, untilMs }: CaseEnd): string {
  const told = parts.map(({ id, command, answer, beganAt, endedAt }) => [id, command.name, answer, beganAt, endedAt]);
  const all = serialize([world.table.all(), world.signals, world.messages, told, untilMs]);
  return createHash('sha1').update(all).digest('base64');
}

/** Whoever was answered is answered the same when asking once more. */
async function forgotten(services: Services, parts: readonly Part[], atMs: number): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const { id, command, answer, atMs: askedMs } of parts) {
    if (answer === undefined || answer.remembered === 'no') continue;
    if (answer.remembered === 'a day' && askedMs + refusalMemoryMs <= atMs) continue;
    const again = await command.run(services, atMs);
    if (again.text !== answer.text || !again.isReplay)
      findings.push(`${id} (${command.name}) was told ${answer.text}, and once more: ${again.text}`);
  }
  return findings;
}
