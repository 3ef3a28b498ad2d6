/** The record of the deployment test, kept beside it. */
import { writeFileSync } from 'node:fs';
import { commit } from '../bench/commit.ts';

export interface Recorder {
  part(title: string): void;
  /** Runs one step and notes what it says it saw. The first that fails ends the test, and is noted too. */
  step(title: string, run: () => Promise<string>): Promise<void>;
  save(): void;
}

const file = new URL('RECORD.md', import.meta.url);
const intro = [
  '# Deployment test',
  '',
  'What `npm run e2e` did and saw: the stacks of `dev` with `-c local=1`, deployed by `cdk` into MiniStack, which runs the functions on Node. Seconds say how long it took on a small shared machine, not how fast the service is.',
  '',
];

export function createRecorder(): Recorder {
  const lines: string[] = [];
  // Before the record itself changes what is checked out.
  const measured = commit();
  return {
    part: (title) => {
      console.log(`\n${title}`);
      lines.push('', `## ${title}`, '', '| step | seen | seconds |', '|---|---|---|');
    },
    step: async (title, run) => {
      const startedMs = performance.now();
      const note = (seen: string): void => {
        const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
        lines.push(`| ${title} | ${seen} | ${seconds} |`);
        console.log(`${title} (${seconds} s): ${seen}`);
      };
      try {
        note(await run());
      } catch (cause) {
        note('**failed**');
        throw cause;
      }
    },
    save: () => {
      const day = new Date().toISOString().slice(0, 10);
      const when = `\`npm run e2e\` wrote this on ${day}, at commit ${measured}, with Node ${process.versions.node}.`;
      writeFileSync(file, [...intro, when, ...lines, ''].join('\n'));
    },
  };
}
