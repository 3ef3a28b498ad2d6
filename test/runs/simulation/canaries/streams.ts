import type { Canary } from '../planted.ts';

/** Planted against tables F and G: what hangs off the ledger, and what is damaged. */
export const streamsCanaries: readonly Canary[] = [
  {
    name: 'signal-after-moving',
    against: 'F4',
    what: 'publishes only once the projection has moved',
    patches: [
      {
        file: 'shared/operations/project-commits.ts',
        search: '  if (signals.length > 0) await bus.publish(signals);',
        replacement: '',
      },
      {
        file: 'shared/operations/project-commits.ts',
        search: '  if (moved === undefined) return undefined;',
        replacement: `  if (moved === undefined) return undefined;
  if (signals.length > 0) await bus.publish(signals);`,
      },
    ],
  },
  {
    name: 'gap-not-fetched',
    against: 'F2',
    what: 'passes over entries that the stream lost',
    patches: [
      {
        file: 'shared/operations/project-commits.ts',
        search: 'const isWhole = rangeOf(fromSeq, lastSeq).every((seq) => delivered.has(seq));',
        replacement: 'const isWhole = delivered.size > 0;',
      },
    ],
  },
  {
    name: 'alarm-storm',
    against: 'F5',
    what: 'signals a low balance at every entry below it',
    patches: [
      {
        file: 'shared/domain/projections/signals.ts',
        search: 'const wasAbove = opensCycle || before >= threshold;',
        replacement: 'const wasAbove = opensCycle || before >= 0;',
      },
    ],
  },
  {
    name: 'one-id-for-two-refusals',
    against: 'F5',
    what: 'tells a refusal under the id of an earlier one',
    patches: [
      {
        file: 'shared/operations/reading/refused-uses.ts',
        search: `hash('sha256', \`\${atMs} \${idempotencyKey}\`)`,
        replacement: "hash('sha256', idempotencyKey)",
      },
    ],
  },
  {
    name: 'closed-unaudited',
    against: 'F2',
    what: 'never looks at a closed account again',
    patches: [
      { file: 'shared/operations/audit-ledgers.ts', search: 'isClosedToo: true', replacement: 'isClosedToo: false' },
    ],
  },
  {
    name: 'quarantine-ignored',
    against: 'G6',
    what: 'changes an account whose books are in breach',
    patches: [
      {
        file: 'shared/storage/sight.ts',
        search: 'if (loaded?.quarantine !== undefined) throw new AccountQuarantined(loaded.quarantine);',
        replacement: '',
      },
    ],
  },
  {
    name: 'breach-not-found',
    against: 'G6',
    what: 'audits nothing that can not be read',
    patches: [
      {
        file: 'shared/operations/reading/audit-account.ts',
        search: 'return fault === undefined ? [] : [aboutEntry(fault.first, fault.finding)];',
        replacement: 'return [];',
      },
    ],
  },
];
