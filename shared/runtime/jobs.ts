/** The job table: what runs besides requests. The stacks and the local service read it. */

export interface Job {
  /** The job's stem: its file in `functions/jobs`, and the metric dimension. */
  readonly id: string;
  readonly summary: string;
  /** A schedule in EventBridge's words, or the queue that feeds it. */
  readonly trigger:
    | { readonly everyMinutes: number }
    | { readonly queue: 'due' | 'facts' | 'news' | 'usage' | 'bedrock-files' }
    /** A log whose lines it gets. */
    | { readonly log: 'bedrock' };
}

export const jobs = {
  sweepDue: {
    id: 'sweep-due',
    summary: 'Finds accounts of which something is due, and hands them to the queue.',
    trigger: { everyMinutes: 1 },
  },
  advanceAccounts: {
    id: 'advance-accounts',
    summary: 'Writes what is due of the accounts in the queue: expiry, accrual, renewal.',
    trigger: { queue: 'due' },
  },
  askTopUps: {
    id: 'ask-top-ups',
    summary:
      'Asks again for automatic top-ups that nobody has paid, tells of those that failed, and gives up after a day.',
    trigger: { everyMinutes: 5 },
  },
  auditLedgers: {
    id: 'audit-ledgers',
    summary:
      'Holds accounts against their ledgers, what is new of each and all of it within a month; quarantines what is in breach.',
    trigger: { everyMinutes: 6 * 60 },
  },
} as const satisfies Record<string, Job>;

export type JobId = (typeof jobs)[keyof typeof jobs]['id'];

/** The jobs of a deployment that takes payments. */
export const paymentJobs = {
  settlePayments: {
    id: 'settle-payments',
    summary: 'Brings accounts to where the payment provider has their payments, as it tells of them.',
    trigger: { queue: 'facts' },
  },
  reconcilePayments: {
    id: 'reconcile-payments',
    summary: 'Asks the payment provider for what it told, and settles what was lost on its way.',
    trigger: { everyMinutes: 60 },
  },
} as const satisfies Record<string, Job>;

export type PaymentJobId = (typeof paymentJobs)[keyof typeof paymentJobs]['id'];

/** The jobs of a deployment that takes usage as events. */
export const usageJobs = {
  settleUsage: {
    id: 'settle-usage',
    summary:
      'Charges the events of usage in the queue, those of one account together, and puts aside what can’t be charged.',
    trigger: { queue: 'usage' },
  },
  readBedrockFiles: {
    id: 'read-bedrock-files',
    summary:
      'Reads files of Bedrock’s invocation log in S3, and puts the calls of models in them into the queue of usage.',
    trigger: { queue: 'bedrock-files' },
  },
  readBedrockLog: {
    id: 'read-bedrock-log',
    summary: 'Puts the calls of models that Bedrock logs in CloudWatch into the queue of usage.',
    trigger: { log: 'bedrock' },
  },
} as const satisfies Record<string, Job>;

export type UsageJobId = (typeof usageJobs)[keyof typeof usageJobs]['id'];

/** The jobs of a deployment that delivers news. */
export const newsJobs = {
  deliverNews: {
    id: 'deliver-news',
    summary: 'Delivers news to endpoints: what happened, and what is to be tried again.',
    trigger: { queue: 'news' },
  },
  retryNews: {
    id: 'retry-news',
    summary: 'Finds deliveries that are due, and hands them to the queue again; tells of endpoints that were disabled.',
    trigger: { everyMinutes: 1 },
  },
} as const satisfies Record<string, Job>;

export type NewsJobId = (typeof newsJobs)[keyof typeof newsJobs]['id'];

/** How often a message is tried before it is put aside. */
export const queueTriesMax = 5;
/** Messages that one run of the worker takes. */
export const queueBatchMax = 10;
