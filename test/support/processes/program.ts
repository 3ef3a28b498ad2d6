/** Programs of this repository, run as their users run them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface ProgramEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly process: ChildProcess;
  /** The output that it has written so far. */
  stdout(): string;
  /** Resolves with the address in its greeting. */
  greeting(): Promise<string>;
  ended(): Promise<ProgramEnd>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const patienceMs = 20_000;
const pollMs = 10;

/** `script` is a path from the root. The environment is this process's without what the test runner set, and `env`. */
export function startProgram(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const { LOG_LEVEL: _level, METRICS_DISABLED: _metrics, CREDITS_URL: _url, ...inherited } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const closed = once(child, 'close');
  return {
    process: child,
    stdout: () => stdout,
    greeting: () =>
      until(`${script} greets`, () => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${stderr}`);
        return /https?:\/\/\S+/.exec(stdout)?.[0];
      }),
    ended: async () => {
      const [code] = await closed;
      return { code, stdout, stderr };
    },
  };
}

export function runProgram(...started: Parameters<typeof startProgram>): Promise<ProgramEnd> {
  return startProgram(...started).ended();
}

/** Polls until there is something. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < patienceMs / pollMs; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(pollMs);
  }
  throw new Error(`waited in vain: ${what}`);
}

/** Processes that `pid` started and that are still there. */
export function childrenOf(pid: number | undefined): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/));
  return rows.filter(([, parent, name]) => parent === String(pid) && name !== 'ps').map(([child]) => Number(child));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
