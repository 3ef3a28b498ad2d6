/** The command line as a value: every route as a verb, and what is made of several. */
import { Command } from 'commander';
import { routeList } from '../../contract/routes/routes.ts';
import manifest from '../package.json' with { type: 'json' };
import { completionCommand } from './completion.ts';
import { addConnectionOptions } from './connection.ts';
import { exitCodes } from './exit-codes.ts';
import { exportCommand } from './export.ts';
import { explainFailure } from './failure.ts';
import { rateCardCommand } from './import-rate-card.ts';
import { mcpCommand } from './mcp.ts';
import { replayCommand } from './replay.ts';
import { routeCommand } from './route-command.ts';
import { sendUsageCommand } from './send-usage.ts';
import { verifyCommand } from './verify.ts';
import { watchCommand } from './watch.ts';

/** Carries out a command line, its words as they stand in `argv`; what it ends with is in `process.exitCode`. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = createProgram();
  for (const command of [program, ...allCommands(program)]) command.exitOverride();
  try {
    await program.parseAsync(argv);
  } catch (cause) {
    process.exitCode = codeOf(cause);
  }
}

function createProgram(): Command {
  const program = addConnectionOptions(new Command(manifest.name))
    .description('Charge, gate and explain usage against one balance of credits.')
    .version(manifest.version)
    .showHelpAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 done; 1 refused, access denied, or a ledger in breach; 2 the command or the right to it is wrong; 3 no answer.',
    );
  for (const route of routeList) program.addCommand(routeCommand(route));
  return program
    .addCommand(verifyCommand())
    .addCommand(watchCommand())
    .addCommand(replayCommand())
    .addCommand(rateCardCommand())
    .addCommand(exportCommand())
    .addCommand(sendUsageCommand())
    .addCommand(mcpCommand())
    .addCommand(completionCommand(program));
}

function codeOf(cause: unknown): number {
  // Commander has said what is wrong with the command line, or has shown the help or the version.
  if (cause instanceof Error && 'exitCode' in cause && 'code' in cause && String(cause.code).startsWith('commander.'))
    return cause.exitCode === 0 ? exitCodes.done : exitCodes.faulty;
  const explanation = explainFailure(cause);
  if (explanation === undefined) throw cause;
  console.error(explanation.message);
  return explanation.exitCode;
}

function allCommands(command: Command): readonly Command[] {
  return command.commands.flatMap((each) => [each, ...allCommands(each)]);
}
