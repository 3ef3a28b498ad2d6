import type { Canary } from '../planted.ts';

/** Planted against table D: time. */
export const cyclesCanaries: readonly Canary[] = [
  {
    name: 'cycle-opened-twice',
    against: 'D1, D3',
    what: 'does not count cycles on',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: 'const index = account.cycle.index + 1;',
        replacement: 'const index = account.cycle.index + (account.cycle.index % 2);',
      },
    ],
  },
  {
    name: 'no-lazy-reset',
    against: 'D2, D6',
    what: 'leaves what is due to the schedule',
    patches: [
      {
        file: 'shared/storage/fold-changes.ts',
        search: 'const advanced = draft.account && advance(draft.account, {',
        replacement: 'const advanced = draft.account && advance(draft.account, change.idempotencyKey === undefined ? {',
      },
      {
        file: 'shared/storage/fold-changes.ts',
        search: 'nowMs, ...rules }, overdueEntriesMax);',
        replacement: 'nowMs, ...rules } : { nowMs: draft.account.lastAtMs, ...rules }, overdueEntriesMax);',
      },
    ],
  },
  {
    name: 'boundary-belongs-to-the-old',
    against: 'D6',
    what: 'spends a grant at the instant of its end',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: 'for (let dueMs = dueAtMs(current); dueMs <= untilMs;',
        replacement: 'for (let dueMs = dueAtMs(current); dueMs < untilMs;',
      },
    ],
  },
  {
    name: 'time-goes-back',
    against: 'D10',
    what: 'dates an entry by a clock that is behind the ledger',
    patches: [
      {
        file: 'shared/storage/fold-changes.ts',
        search: 'const nowMs = Math.max(change.nowMs, draft.account?.lastAtMs ?? 0);',
        replacement: 'const nowMs = change.nowMs;',
      },
    ],
  },
  {
    name: 'plan-change-lost',
    against: 'D12',
    what: 'renews on the plan that was to end',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: 'const plan = ruling(plans, nextPlanId ?? account.planId, dueMs);',
        replacement: 'const plan = ruling(plans, nextPlanId === undefined ? account.planId : account.planId, dueMs);',
      },
    ],
  },
  {
    name: 'upgrade-from-nothing',
    against: 'D12',
    what: 'grants an upgrade for the whole cycle',
    patches: [
      {
        file: 'shared/domain/decisions/change-plan.ts',
        search: 'const credits = prorate(minus(allotment, account.allotment), account, draft.atMs);',
        replacement: 'const credits = minus(allotment, account.allotment);',
      },
    ],
  },
  {
    name: 'seats-lost-at-renewal',
    against: 'D12',
    what: 'renews for one seat, however many there are',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: 'nextSeats: seats = account.seats ?? 1,',
        replacement: 'nextSeats: seats = 1,',
      },
    ],
  },
  {
    name: 'seats-changed-as-one',
    against: 'D12',
    what: 'grants a change of seats what one of them is worth',
    patches: [
      {
        file: 'shared/domain/decisions/change-plan.ts',
        search: 'const allotment = cycleCredits(plan, seats);',
        replacement: 'const allotment = cycleCredits(plan, 1);',
      },
    ],
  },
  {
    name: 'expired-early',
    against: 'D14',
    what: 'ends a grant as soon as notice of it is due',
    patches: [
      {
        file: 'shared/domain/account/grant.ts',
        search: 'return grant.expiresAtMs > nowMs;',
        replacement: 'return grant.expiresAtMs > nowMs + 900_000;',
      },
    ],
  },
  {
    name: 'overrun-forgiven-anyway',
    against: 'D12',
    what: 'forgives what the plan carries over',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: `|| overrun === 0 || policy === 'carry')`,
        replacement: '|| overrun === 0)',
      },
    ],
  },
  {
    name: 'rounding-lost',
    against: 'D13',
    what: 'rounds up at every accrual',
    patches: [
      {
        file: 'shared/domain/account/standing-usage.ts',
        search: 'ahead: reduceFraction({ numerator: whole * denominator - numerator, denominator }),',
        replacement: 'ahead: nothingAhead,',
      },
    ],
  },
  {
    name: 'accrued-too-late',
    against: 'D13',
    what: 'charges what was kept after the grants that ended have gone',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: `  accrueBeforeItEnds,
  turnLimits,
  giveNotice,
  expireGrants,
`,
        replacement: `  turnLimits,
  giveNotice,
  expireGrants,
  accrueBeforeItEnds,
`,
      },
    ],
  },
  {
    name: 'due-without-holds',
    against: 'D15',
    what: 'leaves holds out of what is due',
    patches: [
      {
        file: 'shared/domain/transitions/advance.ts',
        search: 'const { cycle, grants, holdsDueMs = Number.POSITIVE_INFINITY } = account;',
        replacement: `const { cycle, grants } = account;
  const holdsDueMs = Number.POSITIVE_INFINITY;`,
      },
    ],
  },
  {
    name: 'draw-order-reversed',
    against: 'D13',
    what: 'draws what was paid for first',
    patches: [
      {
        file: 'shared/domain/account/grant.ts',
        search: 'grantSources.indexOf(a.source) - grantSources.indexOf(b.source) ||',
        replacement: 'grantSources.indexOf(b.source) - grantSources.indexOf(a.source) ||',
      },
    ],
  },
];
