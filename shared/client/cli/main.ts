#!/usr/bin/env node
/** The `credits-ledger` command. */
import { runCommandLine } from './program.ts';

await runCommandLine(process.argv);
