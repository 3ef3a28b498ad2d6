/**
 * The demonstration's eight accounts, one in every state that use and payments lead to, and the 120 days that they live through. None is
 * quarantined: only an item of the table that was altered by hand leads there, and all that is shipped is as the service wrote it.
 */
import { anchorBefore, anchorOnLastDay, startMs } from './span.ts';

export interface DemonstrationAccount {
  readonly accountId: string;
  readonly planId: string;
  /** The instant that its cycles are counted from. */
  readonly cycleAnchor: string;
  readonly timeZone: string;
  /** Hours by which its wall clocks are ahead of UTC in winter. */
  readonly aheadHours: number;
  readonly users: number;
  /** Most used first. */
  readonly models: readonly string[];
  readonly workflows: readonly string[];
  /** Debits on a working day, about, and what they come to in credits. */
  readonly debitsADay: number;
  readonly creditsADay: number;
  /** From the day on, counted from 0, use is that many times as much. */
  readonly changes?: readonly { readonly fromDay: number; readonly times: number }[];
}

const small = ['gpt-4o-mini', 'claude-haiku-4-5', 'gemini-2.0-flash'];
const usual = ['claude-sonnet-4-6', 'gpt-4o', ...small];

export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  {
    accountId: 'steady',
    planId: 'team',
    cycleAnchor: anchorBefore(18, 8),
    timeZone: 'Europe/Berlin',
    aheadHours: 1,
    users: 6,
    models: usual,
    workflows: ['chat', 'code-review', 'backup'],
    debitsADay: 8,
    creditsADay: 150,
  },
  {
    accountId: 'low',
    planId: 'starter',
    cycleAnchor: anchorBefore(10, 9.5),
    timeZone: 'America/New_York',
    aheadHours: -5,
    users: 3,
    models: ['gpt-4o', 'gpt-4o-mini'],
    workflows: ['chat', 'support-replies'],
    debitsADay: 5,
    creditsADay: 28,
    changes: [{ fromDay: 96, times: 4.6 }],
  },
  {
    accountId: 'at-zero',
    planId: 'starter',
    cycleAnchor: anchorBefore(5, 14),
    timeZone: 'Europe/London',
    aheadHours: 0,
    users: 4,
    models: ['claude-sonnet-4-6', 'claude-haiku-4-5'],
    workflows: ['chat', 'summaries'],
    debitsADay: 6,
    creditsADay: 50,
    changes: [{ fromDay: 115, times: 4.4 }],
  },
  {
    accountId: 'overrun',
    planId: 'team',
    cycleAnchor: anchorBefore(22, 7),
    timeZone: 'Asia/Kolkata',
    aheadHours: 5.5,
    users: 5,
    models: usual,
    workflows: ['migrate', 'backup', 'chat'],
    debitsADay: 6,
    creditsADay: 190,
    changes: [{ fromDay: 98, times: 1.4 }],
  },
  {
    accountId: 'in-debt',
    planId: 'starter',
    cycleAnchor: anchorBefore(15, 12),
    timeZone: 'America/Sao_Paulo',
    aheadHours: -3,
    users: 3,
    models: small,
    workflows: ['chat', 'translations'],
    debitsADay: 5,
    creditsADay: 26,
    changes: [{ fromDay: 108, times: 4 }],
  },
  {
    accountId: 'closed',
    planId: 'team',
    cycleAnchor: new Date(startMs).toISOString(),
    timeZone: 'Australia/Sydney',
    aheadHours: 11,
    users: 4,
    models: usual,
    workflows: ['chat', 'trial'],
    debitsADay: 5,
    creditsADay: 90,
    changes: [{ fromDay: 45, times: 0.4 }],
  },
  {
    accountId: 'free',
    planId: 'free',
    cycleAnchor: anchorOnLastDay(16),
    timeZone: 'UTC',
    aheadHours: 0,
    users: 1,
    models: ['gpt-4o-mini', 'gemini-2.0-flash'],
    workflows: ['chat'],
    debitsADay: 3,
    creditsADay: 2.5,
  },
  {
    accountId: 'busy',
    planId: 'scale',
    cycleAnchor: anchorBefore(8, 10),
    timeZone: 'America/Los_Angeles',
    aheadHours: -8,
    users: 40,
    models: [...usual, 'claude-opus-4-6', 'gpt-4.1', 'deepseek-chat'],
    workflows: ['chat', 'agents', 'code-review', 'support-replies', 'migrate', 'provision', 'backup'],
    debitsADay: 28,
    creditsADay: 1_300,
  },
];
