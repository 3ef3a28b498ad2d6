/** The metrics that our own lines emit, as CloudWatch reads them. */
import { handler as admitApiKey } from '../../../functions/authorizers/admit-api-key.ts';
import { handler as auditLedgers } from '../../../functions/jobs/audit-ledgers.ts';
import { handler as sweepDue } from '../../../functions/jobs/sweep-due.ts';
import { handler as copyCommits } from '../../../functions/streams/copy-commits.ts';
import { handler as projectCommits } from '../../../functions/streams/project-commits.ts';
import { routeList, routes } from '../../../shared/contract/routes/routes.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { countConsumption } from '../../../shared/runtime/consumption-metrics.ts';
import { provideServices, surroundings } from '../../../shared/runtime/services.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { plan, requestNamed, startMs } from '../builders/fixtures.ts';
import { lambdaContext } from '../builders/gateway-event.ts';
import { requestOf } from '../builders/route-request.ts';
import { createMemoryTable } from '../engines/memory-table.ts';
import { callHandler } from './handlers.ts';

/** Runs what emits: jobs that find nothing, consumers that can't read a record, a signal, and every kind of request without a table. */
export async function emittedMetrics(): Promise<ReadonlySet<string>> {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  const metrics = process.env['METRICS_DISABLED'];
  process.env['METRICS_DISABLED'] = 'false';
  process.stdout.write = ((line: string) => {
    lines.push(String(line));
    return true;
  }) as typeof process.stdout.write;
  try {
    const bus = { publish: async () => {} };
    const queue = { send: async () => {}, backlog: async () => 0 };
    provideServices({ store: createStore(createMemoryTable(), surroundings), bus, queue, nowMs: () => startMs });
    await sweepDue({}, lambdaContext());
    await auditLedgers({}, lambdaContext());
    for (const consume of [projectCommits, copyCommits])
      await consume({ Records: [unreadable] } as unknown as Parameters<typeof consume>[0]);
    countConsumption([], [lowBalance]);
    await debitOnce();
    await admitApiKey({ headers: { authorization: 'Bearer nothing' } });
    const broken = new Proxy(createStore(createMemoryTable(), surroundings), {
      get: () => {
        throw new TypeError('a bug');
      },
    });
    provideServices({ store: broken });
    for (const route of routeList.filter(({ permission }) => permission !== 'anyone'))
      await callHandler(route, { ...requestOf(route), params: requestOf(route).params });
  } finally {
    process.stdout.write = write;
    if (metrics === undefined) Reflect.deleteProperty(process.env, 'METRICS_DISABLED');
    else process.env['METRICS_DISABLED'] = metrics;
  }
  return new Set(lines.flatMap(signaturesIn));
}

/** A debit that is answered as it should be: how long those take is watched. */
async function debitOnce(): Promise<void> {
  const store = createStore(createMemoryTable(), surroundings);
  provideServices({ store });
  await store.catalogue.addPlan(plan());
  const opening = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  await openAccount(store, opening, startMs);
  const headers = { 'idempotency-key': 'one' };
  const text = JSON.stringify({ credits: 1, category: 'ai' });
  await callHandler(routes.debitCredits, { params: { accountId: 'acme' }, headers, text });
}

const unreadable = {
  dynamodb: {
    Keys: { pk: { S: 'ACCOUNT#acme' }, sk: { S: 'ACCOUNT' } },
    NewImage: { pk: { S: 'ACCOUNT#acme' }, sk: { S: 'ACCOUNT' } },
    SequenceNumber: '1',
  },
};

const lowBalance = { kind: 'balance-low' } as unknown as Parameters<typeof countConsumption>[1][number];

function signaturesIn(line: string): readonly string[] {
  if (!line.startsWith('{"_aws"')) return [];
  const read = JSON.parse(line);
  return read._aws.CloudWatchMetrics.flatMap(
    ({
      Dimensions,
      Metrics,
    }: {
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }) =>
      Metrics.flatMap(({ Name }) =>
        Dimensions.map((names) => [Name, ...names.map((name) => `${name}=${read[name]}`).toSorted()].join(' ')),
      ),
  );
}
