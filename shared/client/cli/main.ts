#!/usr/bin/env node
/** The `credits` command: every route as a verb, and what is made of several. */
import { Command } from 'commander';
import { routeList } from '../../contract/routes.ts';
import { NoAnswer } from '../http-client.ts';
import { exportCommand } from './export.ts';
import { rateCardCommand } from './import-rate-card.ts';
import { replayCommand } from './replay.ts';
import { routeCommand } from './route-command.ts';
import { verifyCommand } from './verify.ts';

const program = new Command('credits')
  .description('Charge, gate and explain usage against one balance of credits.')
  .option('--url <url>', 'the service', process.env['CREDITS_URL'] ?? 'http://127.0.0.1:4400')
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
  if (!(cause instanceof NoAnswer || cause instanceof SyntaxError)) throw cause;
  console.error(`${cause.message}${cause instanceof NoAnswer ? '. Is it running? npm start' : ''}`);
  process.exitCode = 1;
}
