/** The tests that `npm run test:fast` leaves out, and why. Every folder of tests is in one of the two lists; a test looks. */

/** Folders whose tests need nothing but the code: no service, no engine, no process of their own. */
export const fastFolders = ['contract', 'domain', 'functions', 'runtime', 'storage', 'structure'] as const;

export const leftOutFolders: Readonly<Record<string, string>> = {
  adapters: 'with SDKs and frameworks that are installed apart: npm run test:adapters runs them',
  browser: 'in a browser: npm run test:browser runs them',
  client: 'a server and clients that wait',
  infra: 'makes the templates, starts the service',
  journeys: 'over HTTP, against a service',
  operations: 'races, through a whole store',
  runs: 'a short run of each campaign',
  security: 'over HTTP, against a service',
};

export const leftOutFiles: Readonly<Record<string, string>> = {
  'test/structure/entry-members.test.ts': 'compiles the source twice',
  'test/contract/openapi/responses.test.ts': 'every example against its schema',
  'test/contract/openapi/examples.test.ts': 'records every example anew, over two engines',
  'test/domain/decisions/agreement.test.ts': '10,000 random states',
  'test/domain/account/limit-periods.test.ts': 'changes of the clock in twenty-one zones, thirty years long',
  'test/domain/decisions/policy-limits.test.ts': '400 random histories in zones whose clocks are changed',
  'test/domain/decisions/smallest-way-back.test.ts': '1,000 refusals with their ways back',
  'test/domain/decisions/undoing.test.ts': '2,000 random orders of purchases, reversals and chargebacks',
  'test/storage/policy-limits.test.ts': 'sixty-four writers that come between each other',
  'test/domain/calendar.test.ts': 'every change of every zone’s clock, 2020 to 2040',
  'test/domain/cycle.test.ts': 'boundaries over centuries',
  'test/domain/fingerprint.test.ts': 'thousands of random contents',
  'test/domain/wall-time.test.ts': 'random instants of five centuries, held against Temporal',
  'test/domain/ledger/figures.test.ts': '1,000 random histories',
  'test/domain/ledger/holds-in-histories.test.ts': 'hundreds of random histories',
  'test/domain/ledger/ledger.test.ts': 'hundreds of random histories',
  'test/domain/insights/advice-figures.test.ts': 'a thousand balances with their advice',
  'test/domain/plan-fit/plan-fit.test.ts': 'replays on every plan',
  'test/domain/plan-fit/recorded-fits.test.ts': 'half years of recorded accounts, on every plan',
  'test/domain/projections/replay-account.test.ts': 'hundreds of random histories, replayed',
  'test/domain/transitions/settlement.test.ts': 'thousands of random holds',
  'test/domain/plan-fit/replay.test.ts': 'hundreds of random histories, replayed',
  'test/domain/recorded-histories.test.ts': '24 recorded histories',
  'test/readme.test.ts': 'runs every command of every README',
  'test/runtime/consumption-metrics.test.ts': 'switches metrics on, and needs a process of its own',
  'test/runtime/telemetry.test.ts': 'reads what a process prints, and needs one of its own',
  'test/runtime/telemetry-of-damage.test.ts': 'reads what a process prints, and needs one of its own',
  'test/runtime/telemetry-of-failures.test.ts': 'reads what a process prints, and needs one of its own',
  'test/storage/change.test.ts': 'races on two engines',
  'test/storage/dynamo/dynamo-client.test.ts': 'counts what comes within real timeouts',
  'test/storage/failing-store.test.ts': 'waits for timeouts',
  'test/storage/overdue.test.ts': 'brings an account forward by fifty years',
  'test/storage/ledger.test.ts': 'a ledger on two engines',
  'test/storage/fleet.test.ts': 'a fleet on two engines',
  'test/storage/once-only.test.ts': 'payments and reversals on two engines',
  'test/storage/proved-accounts.test.ts': 'lives of six accounts, four times',
  'test/storage/repeated-keys.test.ts': 'on two engines',
  'test/storage/unfiled-changes.test.ts': 'fills an item to its brim, twice',
  'test/storage/recorded-writes.test.ts': 'sixteen recorded runs of sixty requests',
  'test/functions/dashboard/budget.test.ts': 'builds the dashboard',
  'test/functions/streams/dimensions-cost.test.ts': '500 debits and their stream',
  'test/functions/streams/fleet.test.ts': '800 debits of a fleet and their stream',
  'test/functions/streams/crossings.test.ts': 'random streams, redelivered and torn',
  'test/functions/streams/project-commits.test.ts': 'hundreds of debits and their stream',
};

/** Vitest's hook for the end of a run: the fast tier is never taken for all of the tests. */
export function teardown(): void {
  const leftOut = [
    ...Object.entries(leftOutFolders).map(([folder, why]) => `  test/${folder}: ${why}`),
    ...Object.entries(leftOutFiles).map(([file, why]) => `  ${file}: ${why}`),
  ];
  console.log(['Left out of the fast tier; npm test runs them:', ...leftOut, ''].join('\n'));
}
