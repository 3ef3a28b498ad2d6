/** The command line over a service of its own, with a folder for files that it reads. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ProgramEnd, runProgram } from '../processes/program.ts';
import { startTestService, type TestService } from './service.ts';

export const commandScript = 'shared/client/cli/main.ts';

export interface CommandLine {
  readonly service: TestService;
  readonly folder: string;
  /** Runs `credits` against the service. */
  readonly credits: (...args: readonly string[]) => Promise<ProgramEnd>;
  stop(): Promise<void>;
}

export async function startCommandLine(options?: Parameters<typeof startTestService>[0]): Promise<CommandLine> {
  const service = await startTestService(options);
  const folder = mkdtempSync(join(tmpdir(), 'credits-cli-'));
  return {
    service,
    folder,
    credits: (...args) => runProgram(commandScript, ['--url', service.url, ...args]),
    stop: async () => {
      await service.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One line for people, on the right output, and no stack. */
export function expectFailure(
  { code, stdout, stderr }: ProgramEnd,
  message: string | RegExp,
  expected: number = commandIsWrong,
): void {
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  if (typeof message === 'string') expect(stderr).toContain(message);
  else expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ +at .*:\d+/m);
}

const commandIsWrong = 2;
