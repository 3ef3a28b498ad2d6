#!/usr/bin/env node
/** The `credits` command: every route as a verb, and what is made of several. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { routeList } from '../../contract/routes/routes.ts';
import { exportCommand } from './export.ts';
import { explainFailure } from './failure.ts';
import { rateCardCommand } from './import-rate-card.ts';
import { replayCommand } from './replay.ts';
import { routeCommand } from './route-command.ts';
import { verifyCommand } from './verify.ts';

const program = new Command('credits')
  .description('Charge, gate and explain usage against one balance of credits.')
  .addOption(
    new Option('--url <url>', 'the service').env('CREDITS_URL').default('http://127.0.0.1:4400').argParser(webAddress),
  )
  .option('--json', 'answers as JSON, for programs', false)
  .showHelpAfterError();
for (const route of routeList) program.addCommand(routeCommand(route));
program
  .addCommand(verifyCommand())
  .addCommand(replayCommand())
  .addCommand(rateCardCommand())
  .addCommand(exportCommand());

try {
  await program.parseAsync();
} catch (cause) {
  const explanation = explainFailure(cause);
  if (explanation === undefined) throw cause;
  console.error(explanation);
  process.exitCode = 1;
}

function webAddress(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('It must be an address like http://127.0.0.1:4400.');
  return text;
}
