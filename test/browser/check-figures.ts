/**
 * `npm run figures`: every figure on every page of eleven accounts and all their cycles, in a real browser, held against the fold of
 * the account's ledger: the eight of the demonstration, gone on with by forty days, and three that have what those haven't. `-- --record` writes
 * FIGURES.md beside this file.
 */
import '../../infra/local/quiet.ts';
import { writeFileSync } from 'node:fs';
import { createStillClock } from '../../infra/local/clock.ts';
import { demonstrationAccounts } from '../../infra/local/demonstration/accounts.ts';
import { endMs } from '../../infra/local/demonstration/span.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { startLocalService } from '../../infra/local/service.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { defaultProject } from '../../shared/domain/project.ts';
import { withStore } from '../../shared/runtime/with-store.ts';
import { commit } from '../runs/bench/commit.ts';
import { markdownTable } from '../runs/bench/markdown-table.ts';
import { launchChromium } from './support/chromium.ts';
import { wide } from './support/dashboard.ts';
import { fullerAccounts, tellFuller } from './support/fuller-accounts.ts';
import { ledgerFigures } from './support/ledger-figures.ts';
import {
  type Compare,
  type Looking,
  lookAtLedger,
  lookAtOverview,
  lookAtStatements,
  lookAtTheRest,
  lookAtUsage,
} from './support/shown-figures.ts';

const clock = createStillClock(endMs);
const service = await startLocalService({ port: 0, engine: defaultEngine(), clock, contents: 'demonstration' });
const browser = await launchChromium();
const looks = {
  Overview: lookAtOverview,
  Usage: lookAtUsage,
  Ledger: lookAtLedger,
  Statements: lookAtStatements,
  'In progress, timeline, plan': lookAtTheRest,
} as const;

/** A busy machine needs time. */
const waitMs = 120_000;
const rows: string[][] = [];
const faults: string[] = [];
try {
  await (await fetch(`${service.url}/dashboard/`)).text();
  await tellFuller(service.url, clock);
  await service.consumed();
  for (const accountId of [...demonstrationAccounts.map((each) => each.accountId), ...fullerAccounts]) {
    rows.push(await lookAt(accountId));
    console.log(rows.at(-1)?.join(' | '));
  }
} finally {
  await browser.close();
  await service.stop();
}
const report = markdownTable(['account', 'cycles', 'entries', ...Object.keys(looks), 'not as the ledger says'], rows);
console.log(`${report}\n${faults.join('\n')}`);
if (process.argv.includes('--record')) writeFileSync(new URL('./FIGURES.md', import.meta.url), record());
if (faults.length > 0) process.exitCode = 1;

/** A row of the report: how many figures of each page were compared. */
async function lookAt(accountId: string): Promise<string[]> {
  const figures = ledgerFigures(await entriesOf(accountId));
  const account = await answer(`/accounts/${accountId}`);
  const statement = await answer(`/accounts/${accountId}/statements/${account.cycle.index}`);
  const cycles = new Map<number, { readonly start: string; readonly end: string }>(
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by path; what isn't there fails.
    statement.cycles.map((cycle: any) => [cycle.index, cycle]),
  );
  const page = await browser.newPage({ viewport: wide, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  const open: Looking['open'] = async (address, ready) => {
    await page.goto('about:blank');
    await page.goto(`${service.url}/dashboard/#/accounts/${accountId}${address}`);
    await page.locator(ready).first().waitFor({ timeout: waitMs });
    await page.getByText('Adding up…').first().waitFor({ state: 'detached' });
  };
  const before = faults.length;
  const counts: string[] = [];
  for (const look of Object.values(looks)) {
    let count = 0;
    const compare: Compare = (what, shown, told) => {
      count += told.size;
      for (const key of new Set([...shown.keys(), ...told.keys()]))
        if (shown.get(key) !== told.get(key))
          faults.push(`${accountId}, ${what}, ${key}: ${shown.get(key)} is shown, ${told.get(key)} is right`);
    };
    await look({ accountId, timeZone: account.timeZone, figures, cycles, page, open, compare });
    counts.push(String(count));
  }
  await page.close();
  return [
    accountId,
    String(figures.cycles.length),
    String(figures.entries.length),
    ...counts,
    String(faults.length - before),
  ];
}

async function entriesOf(accountId: string): Promise<readonly Entry[]> {
  const { store } = withStore(defaultProject);
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) throw new Error(`there is no ${accountId}`);
  const entries: Entry[] = [];
  for await (const entry of store.entriesFrom(loaded, 1, 'ascending')) entries.push(entry);
  return entries;
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
async function answer(path: string): Promise<any> {
  return (await fetch(service.url + path)).json();
}

function record(): string {
  return `# Figures on pages and in the ledger

\`npm run figures -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}.

Eleven accounts: the demonstration's eight, and three with what those haven't (what is kept, work held and captured, packs refunded and charged back,
debits undone in part, seats, usage told late, zones far from UTC). Each page is opened in Chromium, its tables, files and figures are read to the last digit where the document
has it and as shown where it has not, and held against the fold of the account's entries, for each cycle that it has. What is foretold, advised or
drawn is not among them: other tests hold that. How many figures of each page were compared:

${report}
${faults.length === 0 ? '' : `\n${faults.map((fault) => `- ${fault}`).join('\n')}\n`}`;
}
