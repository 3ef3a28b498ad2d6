import type { Canary } from '../planted.ts';

/** Planted against R28: what operators give. */
export const grantsCanaries: readonly Canary[] = [
  {
    name: 'void-takes-what-was-used',
    against: 'R28',
    what: 'forfeits of a grant that is void what was used as well',
    patches: [
      {
        file: 'shared/domain/decisions/void-grant.ts',
        search: 'const credits = remaining(grant);',
        replacement: 'const credits = grant.granted;',
      },
    ],
  },
  {
    name: 'void-revives',
    against: 'R16, R28',
    what: 'gives back to a grant that is void what work in progress returns of it',
    patches: [
      {
        file: 'shared/domain/decisions/void-grant.ts',
        search: 'const grants = end(account.grants, { ...grant, expiresAtMs: found.nowMs });',
        replacement:
          'const grants = account.grants.map((each) => (each === grant ? { ...grant, granted: plus(grant.used, grant.held) } : each));',
      },
      {
        file: 'shared/domain/decisions/void-grant.ts',
        search: "import { voidMark } from '../ledger/mark.ts';",
        replacement: "import { plus } from '../amount.ts';\nimport { voidMark } from '../ledger/mark.ts';",
      },
    ],
  },
  {
    name: 'scoped-pays-for-all',
    against: 'R29, I1',
    what: 'spends credits for one category alone on every other',
    patches: [
      {
        file: 'shared/domain/account/grant.ts',
        search: 'return category === undefined || category === use;',
        replacement: 'return category === undefined || use !== undefined;',
      },
    ],
  },
  {
    name: 'scoped-in-one-pool',
    against: 'R29, I27',
    what: 'lets appends take of one number what is for one category alone',
    patches: [
      {
        file: 'shared/storage/escrow.ts',
        search: 'account.debt === 0 && !isOneScoped;',
        replacement: 'account.debt === 0 && (!isOneScoped || account.seq > 0);',
      },
    ],
  },
  {
    name: 'code-once-too-often',
    against: 'R30',
    what: 'lets a promotion code be redeemed once more than it says',
    patches: [
      {
        file: 'shared/storage/promotions.ts',
        search: 'if (known.left === 0) return',
        replacement: 'if (known.left < 0) return',
      },
    ],
  },
  {
    name: 'code-spent-and-free',
    against: 'R30',
    what: 'gives a use of a promotion code back though it was spent',
    patches: [
      {
        file: 'shared/storage/promotions.ts',
        search: 'left: budget.left + (isSpent ? 0 : 1)',
        replacement: 'left: budget.left + (isSpent ? 1 : 1)',
      },
    ],
  },
];
