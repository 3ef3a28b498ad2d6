import type { Canary } from '../planted.ts';

/** Planted against tables A and B: the store, and requests sent again. */
export const requestsCanaries: readonly Canary[] = [
  {
    name: 'success-forgotten',
    against: 'A8, A18',
    what: 'lets TTL delete the key of an entry',
    patches: [
      {
        file: 'shared/storage/filing.ts',
        search: 'items.push({ ...keyKey(accountId, idempotencyKey), seq, fingerprint });',
        replacement:
          'items.push({ ...keyKey(accountId, idempotencyKey), seq, fingerprint, ttl: Math.ceil(entry.atMs / 1000) });',
      },
    ],
  },
  {
    name: 'recent-keys-outdated',
    against: 'W3',
    what: 'looks for a key among those that it knew before the account was read',
    patches: [
      {
        file: 'shared/storage/recent-keys.ts',
        search: 'if (filed.seq <= run.last.seq) return true;',
        replacement: 'if (run.chunks.length > 0 || filed.seq <= run.last.seq) return true;',
      },
    ],
  },
  {
    name: 'item-without-bound',
    against: 'A13',
    what: 'lets the log of an account grow',
    patches: [
      {
        file: 'shared/storage/replace.ts',
        search: 'const comfortableBytes = 1_024;',
        replacement: 'const comfortableBytes = 400_000;',
      },
    ],
  },
  {
    name: 'strict-about-versions',
    against: 'A16',
    what: 'refuses an account that a newer version wrote',
    patches: [
      {
        file: 'shared/storage/account-item.ts',
        search: 'const secondForm = z.object({',
        replacement:
          'const secondForm = z.strictObject({ pk: z.string(), sk: z.string(), dueShard: z.optional(z.string()), dueAtMs: z.optional(z.number()),',
      },
    ],
  },
  {
    name: 'other-content-same-key',
    against: 'B2',
    what: 'answers a key whatever its content',
    patches: [
      {
        file: 'shared/storage/fold-changes.ts',
        search:
          'if (first !== undefined && !isSameFingerprint(first, fingerprint) && !isSameFingerprint(first, writtenFingerprint))',
        replacement: 'if (first === undefined && fingerprint !== undefined)',
      },
    ],
  },
  {
    name: 'refusal-not-sticky',
    against: 'B3',
    what: 'does not remember a lack of credits',
    patches: [
      {
        file: 'shared/domain/decisions/refusal.ts',
        search: 'return !forgottenReasons.has(reason);',
        replacement: `return !forgottenReasons.has(reason) && reason !== 'insufficient-credits';`,
      },
    ],
  },
  {
    name: 'refusal-soon-forgotten',
    against: 'B3',
    what: 'remembers a refusal for an hour',
    patches: [
      {
        file: 'shared/domain/decisions/refusal.ts',
        search: 'export const refusalMemoryMs = dayMs;',
        replacement: 'export const refusalMemoryMs = 3_600_000;',
      },
    ],
  },
  {
    name: 'success-note-forgotten',
    against: 'B3',
    what: 'forgets after a day that a payment announced twice was answered',
    patches: [
      {
        file: 'shared/storage/note.ts',
        search: `return answer.kind === 'refused' ? atMs + refusalMemoryMs : Number.POSITIVE_INFINITY;`,
        replacement: 'return answer === undefined ? 0 : atMs + refusalMemoryMs;',
      },
    ],
  },
  {
    name: 'key-across-accounts',
    against: 'B6',
    what: 'keeps one account’s keys with another’s',
    patches: [
      {
        file: 'shared/storage/table-keys.ts',
        search: `return { pk: accountPk(accountId), sk: \`KEY#\${idempotencyKey}\` };`,
        replacement: `return { pk: accountPk(accountId && 'all'), sk: \`KEY#\${idempotencyKey}\` };`,
      },
    ],
  },
];
