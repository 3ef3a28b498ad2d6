/** Runs the command line in this process: the same program as a user's, without a start of Node for each command. */
import { runCommandLine } from '../../../shared/client/cli/program.ts';

/** Answers what it prints for people who read along; throws what it says where the command or the service is wrong. */
export async function runCommand(args: readonly string[], url: string): Promise<string> {
  const printed: string[] = [];
  const said: string[] = [];
  const { log, error } = console;
  const { exitCode } = process;
  const before = process.env['CREDITS_URL'];
  console.log = (...texts) => void printed.push(texts.join(' '));
  console.error = (...texts) => void said.push(texts.join(' '));
  process.env['CREDITS_URL'] = url;
  process.exitCode = undefined;
  try {
    await runCommandLine(['node', 'credits-ledger', ...args]);
    // A shut gate is an answer too: it is printed, and the command ends with 1.
    if (![undefined, 0, 1].includes(Number(process.exitCode ?? 0)))
      throw new Error(`credits-ledger ${args.join(' ')}\n${said.join('\n')}`);
    return [...printed, ''].join('\n');
  } finally {
    Object.assign(console, { log, error });
    process.exitCode = exitCode;
    if (before === undefined) delete process.env['CREDITS_URL'];
    else process.env['CREDITS_URL'] = before;
  }
}
