import type { Canary } from '../planted.ts';

/** Planted against table H: the ledger. */
export const ledgerCanaries: readonly Canary[] = [
  {
    name: 'pages-cut-short',
    against: 'H5',
    what: 'reads no further than a page of segments',
    patches: [
      {
        file: 'shared/storage/ledger.ts',
        search: 'const segmentsPage = 50;',
        replacement: 'const segmentsPage = 2;',
      },
      {
        file: 'shared/storage/ledger.ts',
        search: 'if (next > last || (next > wanted && segments.length === segmentsPage)) continue;',
        replacement: 'return;',
      },
    ],
  },
  {
    name: 'cursor-past-an-entry',
    against: 'H6',
    what: 'goes on one entry too far',
    patches: [
      {
        file: 'shared/operations/read-ledger.ts',
        search: `encodeCursor(\`\${entry.seq}.`,
        replacement: `encodeCursor(\`\${entry.seq + (order === 'ascending' ? 1 : -1)}.`,
      },
    ],
  },
  {
    name: 'log-before-account',
    against: 'H5',
    what: 'reads the log after the segments',
    patches: [
      {
        file: 'shared/storage/account-store.ts',
        search: 'yield* filedUpFrom(table, { ...range, seq: first }, last);',
        replacement: 'if (first < last) yield* filedUpFrom(table, { ...range, seq: first }, last);',
      },
    ],
  },
  {
    name: 'chain-broken-by-filing',
    against: 'H4',
    what: 'writes a segment’s first entry as if it were alone',
    patches: [
      {
        file: 'shared/storage/segment.ts',
        search: `previous: Buffer.from(log.filed.hash, 'hex'), entries,`,
        replacement: `previous: Buffer.from(entries.length > 3 ? last.hash : log.filed.hash, 'hex'), entries,`,
      },
    ],
  },
];
