/** A driver: a program that carries out calls by a generated client, one line of JSON in, one out. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { Call, Reply } from './calls.ts';

const reply = z.union([
  z.object({ error: z.string() }),
  z.object({ status: z.number(), raw: z.unknown(), typed: z.unknown(), type: z.optional(z.string()) }),
]);
const answerTimeoutMs = 30_000;

export interface Driver {
  readonly ask: (call: Call) => Promise<Reply>;
  readonly stop: () => void;
}

export function startDriver([program = '', ...args]: readonly string[], url: string): Driver {
  const child = spawn(program, [...args, url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (call) => {
      child.stdin.write(`${JSON.stringify(call)}\n`);
      const timer = setTimeout(() => child.kill(), answerTimeoutMs);
      const { value, done } = await lines.next();
      clearTimeout(timer);
      return done ? { error: 'the driver ended' } : (reply.parse(JSON.parse(value)) as Reply);
    },
    stop: () => child.kill(),
  };
}
