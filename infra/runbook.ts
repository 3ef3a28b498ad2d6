/** The headings of the README that say what to do about alarms: each alarm names its own. */
export const runbook = {
  functionFails: 'a-function-fails',
  serviceFails: 'the-api-answers-5xx',
  serviceSlow: 'the-api-is-slow',
  throttled: 'requests-are-throttled',
  putAside: 'work-was-put-aside',
  queueOld: 'the-due-queue-grows-old',
  streamOld: 'the-stream-falls-behind',
  notSwept: 'the-sweep-does-not-run',
  notAudited: 'accounts-are-not-audited',
  notCopied: 'ledgers-are-not-copied',
  notShown: 'watched-balances-are-not-shown',
  ledgerBreach: 'a-ledger-is-in-breach',
  tableRefuses: 'the-table-refuses-work',
  eventsRefused: 'payment-events-are-refused',
  paymentsInQuestion: 'a-payment-is-in-question',
  keysRefused: 'api-keys-are-refused',
  endpointDisabled: 'an-endpoint-is-disabled',
  lowBalance: 'a-balance-is-low',
  lowBalances: 'many-balances-fall',
} as const;

export type RunbookSection = (typeof runbook)[keyof typeof runbook];

/** An alarm's description: what is the matter, and where it says what to do. */
export function alarmText(matter: string, section: RunbookSection): string {
  return `${matter} What to do: README.md#${section}`;
}
