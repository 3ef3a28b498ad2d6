/** The fate of a member that is written in one place and forgotten in another. The files are those that CONTRIBUTING names. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** A member of debits called `externalRef`, as one adds it by hand. */
const additions = {
  'shared/domain/ledger/members.ts': [
    [
      '\n} as const;',
      "\n  externalRef: { name: 'externalRef', show: itself<string>, isInReceipt: true },\n} as const;",
    ],
    ["givenWithDebit = ['dimensions',", "givenWithDebit = ['externalRef', 'dimensions',"],
  ],
  'shared/storage/entry-members.ts': [['\n} satisfies', "\n  externalRef: as('j', text),\n} satisfies"]],
  'shared/contract/answers/entry-members.ts': [
    ['\n} satisfies', '\n  externalRef: { ...wireText, csvColumn: 31 },\n} satisfies'],
  ],
  'shared/contract/requests/requests.ts': [
    ['const debitDetails = {', "const debitDetails = {\n  externalRef: z.exactOptional(shortText('Yours.', 'job 7')),"],
  ],
} as const satisfies Record<string, readonly (readonly [search: string, replacement: string])[]>;
type Additions = keyof typeof additions;
const files = Object.keys(additions) as Additions[];

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'credits-members-'));
  for (const name of ['shared', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterEach(() => rmSync(copy, { recursive: true }));

function addIn(where: readonly Additions[]): void {
  for (const file of where) {
    const path = join(copy, file);
    let text = readFileSync(path, 'utf8');
    for (const [search, replacement] of additions[file]) {
      expect(text.split(search), `${search} in ${file}`).toHaveLength(2);
      text = text.replace(search, replacement);
    }
    writeFileSync(path, text);
  }
}

/** The files that do not compile. */
async function misfits(): Promise<readonly string[]> {
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout } = await run(tsc, ['-p', copy, '--pretty', 'false'], { cwd: copy }).catch((failure) => failure);
  const named = [...String(stdout).matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file = '']) => file);
  return [...new Set(named)].toSorted();
}

const timeoutMs = 300_000;

describe('a member added to debits', () => {
  it(
    'does not compile before it is stored, shown and asked for, and the compiler names the three files that lack it',
    async () => {
      addIn(['shared/domain/ledger/members.ts']);

      const others = files.filter((file) => file !== 'shared/domain/ledger/members.ts');
      expect(await misfits()).toEqual(expect.arrayContaining(others));
    },
    timeoutMs,
  );

  it(
    'takes four files by hand, and is then in the entry, its stored text, the receipt, the CSV and the ledger’s page',
    async () => {
      expect(files).toHaveLength(4);
      addIn(files);
      expect(await misfits()).toEqual([]);

      writeFileSync(join(copy, 'shared/debit.ts'), debitWithReference);
      const { stdout } = await run(process.execPath, [join(copy, 'shared/debit.ts')]);

      const seen = JSON.parse(stdout);
      expect(seen.text).toContain('"j":"job 7"');
      expect(seen.isReadAsWritten).toBe(true);
      expect(seen.receipt.entry.externalRef).toBe('job 7');
      expect(seen.page.entries[0].externalRef).toBe('job 7');
      const [head = '', row = ''] = seen.csv.split('\r\n');
      expect(head.split(',').at(-1)).toBe('externalRef');
      expect(row.split(',').at(-1)).toBe('job 7');
    },
    timeoutMs,
  );
});

const debitWithReference = `
import { receiptJson } from './contract/answers/receipt.ts';
import { ledgerPageJson } from './contract/answers/entry.ts';
import { ledgerCsv } from './contract/answers/ledger-tables.ts';
import { readLedgerPage } from './contract/answers/read-entry.ts';
import { debitOf } from './contract/requests/debit.ts';
import { debitBody } from './contract/requests/requests.ts';
import { debit } from './domain/decisions/debit-credits.ts';
import { opening } from './domain/decisions/open-account.ts';
import { decodeEntries, encodeEntries } from './storage/entry-text.ts';

const plan = {
  planId: 'team', version: '1', effectiveFromMs: 0, publishedAtMs: 0, credits: 5_000_000, cadence: 'month',
  lowBalanceThresholds: [], overrun: { policy: 'forgive', cap: 0 }, packs: [],
};
const context = { nowMs: 1_800_000_000_000, plans: new Map([['team', [plan]]]), rateCards: [] };
const request = { caller: 'test', idempotencyKey: 'key', fingerprint: 'print' };
const opened = opening.decide(undefined, { ...request, accountId: 'acme', planId: 'team' }, context);
const { charge, ...given } = debitOf(debitBody.parse({ credits: 1, category: 'ai', externalRef: 'job 7' }));
const { entry } = debit.decide(opened.account, { ...request, ...given, cost: { kind: 'priced', ...charge } }, context);
const [text] = encodeEntries([entry]);
const [read] = decodeEntries('acme', [text], { seq: entry.seq - 1, hash: entry.previousHash });
const page = JSON.stringify(ledgerPageJson({ entries: [entry] }));
const [reread] = readLedgerPage(page).entries;
const isReadAsWritten = [read, reread].every((each) => each.hash === entry.hash && each.externalRef === 'job 7');
console.log(JSON.stringify({
  text, isReadAsWritten, receipt: receiptJson(entry), page: JSON.parse(page), csv: ledgerCsv({ entries: [entry] }),
}));
`;
