import { createInterface } from 'node:readline/promises';
import type { Route } from '../../contract/routes/route.ts';
import { Failure } from './failure.ts';

/** Operations that no other takes back. */
const finalIds = ['close-account', 'charge-back-purchase', 'refund-purchase'];

export function isFinal({ id }: Route): boolean {
  return finalIds.includes(id);
}

/** Asks whoever sits there. A script has to say so itself. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Failure(`${question} This can’t be undone. Say --yes to do it.`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const said = await lines.question(`${question} This can’t be undone. [y/N] `);
  lines.close();
  return /^y(es)?$/i.test(said.trim());
}
