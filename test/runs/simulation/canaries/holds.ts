import type { Canary } from '../planted.ts';

/** Planted against table C: work in progress. */
export const holdsCanaries: readonly Canary[] = [
  {
    name: 'capture-settled-hold',
    against: 'C1',
    what: 'captures a hold that is settled',
    patches: [
      {
        file: 'shared/domain/decisions/find-hold.ts',
        search: `return { kind: 'refused', refusal: { reason: 'hold-settled', state: hold.state } };`,
        replacement: `return { kind: 'open', hold };`,
      },
    ],
  },
  {
    name: 'return-to-the-dead',
    against: 'C3',
    what: 'gives a hold’s credits back to a grant that has ended',
    patches: [
      {
        file: 'shared/domain/account/give-back.ts',
        search: 'if (hasEnded(settled)) current = end(current, settled);',
        replacement: '',
      },
    ],
  },
  {
    name: 'return-not-forfeited',
    against: 'C3',
    what: 'does not say that what it gives back is lost',
    patches: [
      {
        file: 'shared/domain/account/give-back.ts',
        search:
          'returned.push(hasEnded(grant) ? { grantId, credits: rest, forfeited: true } : { grantId, credits: rest });',
        replacement: 'returned.push({ grantId, credits: rest });',
      },
    ],
  },
  {
    name: 'grant-gone-with-holds',
    against: 'C3',
    what: 'drops a grant that holds still pin',
    patches: [
      {
        file: 'shared/domain/account/grant.ts',
        search: 'if (ended.held === 0) return grants',
        replacement: 'if (ended.held < 1_000_000) return grants',
      },
    ],
  },
  {
    name: 'returned-for-a-moment',
    against: 'C3',
    what: 'expires holds before the grants that end in the same instant',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: `  expireGrants,
  expireHolds,
`,
        replacement: `  expireHolds,
  expireGrants,
`,
      },
    ],
  },
  {
    name: 'hold-never-expires',
    against: 'C4',
    what: 'forgets when the next hold expires',
    patches: [
      {
        file: 'shared/storage/due-holds.ts',
        search: 'const isDue = holdsDueMs <= untilMs;',
        replacement: 'return noDueHolds;\n  const isDue = holdsDueMs <= untilMs;',
      },
    ],
  },
  {
    name: 'holds-not-counted',
    against: 'C7',
    what: 'lends what holds have set aside',
    patches: [
      {
        file: 'shared/domain/account/grant.ts',
        search: 'minus(minus(minus(granted, used), held), total(',
        replacement: 'minus(minus(granted, used), total(',
      },
    ],
  },
  {
    name: 'late-again',
    against: 'C4',
    what: 'charges late work as often as it is asked',
    patches: [
      {
        file: 'shared/domain/decisions/capture-hold.ts',
        search: `lateFor: { ...hold, state: 'captured', used: plus(hold.used, credits) },`,
        replacement: 'lateFor: { ...hold, used: plus(hold.used, credits) },',
      },
    ],
  },
  {
    name: 'overrun-without-cap',
    against: 'C7',
    what: 'lets work overrun without end',
    patches: [
      {
        file: 'shared/domain/transitions/settle-hold.ts',
        search: 'return microcredits(Math.max(0, cap - account.overrun));',
        replacement: 'return microcredits(Math.max(0, 9 * cap - account.overrun));',
      },
    ],
  },
  {
    name: 'limits-not-counted',
    against: 'C7',
    what: 'does not count debits against limits',
    patches: [
      {
        file: 'shared/domain/decisions/debit-credits.ts',
        search: 'const limits = countUse(account.limits, use, { used: cost.credits });',
        replacement: 'const limits = countUse(account.limits, use, { used: 0 });',
      },
    ],
  },
  {
    name: 'report-forgotten',
    against: 'I23',
    what: 'answers a report that tells of a tenth more of its hold without storing it',
    patches: [
      {
        file: 'shared/domain/account/hold.ts',
        search: 'return grown > 0 && (grown * reportsInHold >= before.credits || isLong);',
        replacement: 'return grown > 0 && isLong && grown * reportsInHold >= before.credits;',
      },
    ],
  },
  {
    name: 'uncovered-too-soon',
    against: 'I23',
    what: 'leaves uncovered what the cap on overrun would have covered',
    patches: [
      {
        file: 'shared/domain/transitions/settle-hold.ts',
        search: 'const overrun = lesser(extra.missing, plus(hold.overrun, overrunRoom));',
        replacement: 'const overrun = lesser(extra.missing, hold.overrun);',
      },
    ],
  },
];
