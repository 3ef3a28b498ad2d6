/**
 * `npm run fuzz`: reads the contract as a stranger would and sends what it allows, what it forbids, and whatever follows from
 * the answers, to a service of its own. Whatever is answered otherwise than the contract says fails the run, and so does an
 * operation that never once succeeded, or a ledger that no longer adds up.
 */
import type { Options } from './fuzz-options.ts';
import { missing, readOptions, runsMax } from './fuzz-options.ts';
import { verifiedBooks } from './verified-books.ts';
import '../../../infra/local/quiet.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultEngine } from '../../../infra/local/engine.ts';
import { startLocalService } from '../../../infra/local/service.ts';
import { createHttpClient } from '../../../shared/client/http-client.ts';
import { holdReceipt } from '../../../shared/contract/answers/receipt.ts';
import { routeList, routes } from '../../../shared/contract/routes/routes.ts';
import { type AnswerCounts, countAnswers } from './count-answers.ts';
import { closable, fuzzDocument, payments, refundable } from './fuzz-document.ts';
import { writeRecord } from './record.ts';
import { documentName, runSchemathesis, schemathesisVersion } from './run-schemathesis.ts';

/** Two callers over the same accounts, as a team's services are. */
const accessKeys = ['FUZZONE', 'FUZZTWO'];

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  const version = schemathesisVersion();
  if (version === undefined) {
    console.error(missing);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'credits-fuzz-'));
  const service = await startLocalService({ port: 0, engine: defaultEngine() });
  try {
    const startedMs = performance.now();
    const outcome = await fuzz(service.url, folder, options);
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    const { findings, testCases, ledgers } = outcome;
    for (const finding of findings) console.error(finding);
    console.log(`${testCases} test cases, ${ledgers} ledgers, ${seconds} seconds: ${findings.length} findings`);
    if (options.isRecorded) writeRecord({ ...outcome, command: commandLine(), schemathesis: version, seconds });
    return findings.length === 0 ? 0 : 1;
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true });
  }
}

interface FuzzResult {
  readonly seeds: readonly number[];
  readonly testCases: number;
  readonly ledgers: number;
  readonly findings: readonly string[];
  readonly counts: AnswerCounts;
}

async function fuzz(url: string, folder: string, options: Options): Promise<FuzzResult> {
  writeFileSync(join(folder, documentName), JSON.stringify(fuzzDocument(await prepare(url))));
  const counts = countAnswers(url);
  const seeds: number[] = [];
  const findings: string[] = [];
  let testCases = 0;
  do {
    for (const accessKey of accessKeys) {
      const seed = options.seed + seeds.length;
      seeds.push(seed);
      console.log(`Caller ${accessKey}: --seed ${seed} --max-examples ${options.maxExamples}`);
      const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/20261101/us-east-1/execute-api/aws4_request`;
      const result = await runSchemathesis({ ...options, url, folder, seed, authorization });
      testCases += result.testCases;
      if (!result.isPassed) findings.push(`${accessKey}, seed ${seed}: Schemathesis did not pass; its report is above`);
    }
    console.log(`${counts.answers()} requests answered`);
  } while (counts.answers() < options.requests && findings.length === 0 && seeds.length < runsMax);
  counts.stop();
  const books = await verifiedBooks(url);
  findings.push(...books.findings, ...surprises(counts));
  return { seeds, testCases, ledgers: books.ledgers, findings, counts };
}

function commandLine(): string {
  const args = process.argv.slice(2);
  return ['npm run fuzz', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
}

/**
 * An account with debits that can be reversed, payments that can be taken back, and work in progress: chance alone seldom
 * gets so far. Answers the hold.
 */
async function prepare(url: string): Promise<string> {
  const client = createHttpClient(url);
  const params = { accountId: 'acme' };
  await client.send(routes.openAccount, { params, body: { planId: 'scale' } });
  for (const accountId of closable)
    await client.send(routes.openAccount, { params: { accountId }, body: { planId: 'free' } });
  for (let debits = 0; debits < 5; debits += 1)
    await client.send(routes.debitCredits, { params, body: { credits: 1, category: 'ai' } });
  for (const paymentId of payments)
    await client.send(routes.purchasePack, { params, body: { packId: 'burst-1000', paymentId } });
  const ofRefunds = { accountId: refundable.accountId };
  await client.send(routes.openAccount, { params: ofRefunds, body: { planId: 'scale' } });
  for (const paymentId of refundable.payments)
    await client.send(routes.purchasePack, { params: ofRefunds, body: { packId: 'burst-1000', paymentId } });
  const body = { credits: 100, category: 'ai', expiresInSeconds: 86_400 } as const;
  // Work in progress that nobody knows of keeps the account from being closed, whatever the fuzzer tries.
  await client.send(routes.authorizeHold, { params, body });
  const { text } = await client.send(routes.authorizeHold, { params, body });
  return holdReceipt.parse(JSON.parse(text)).hold.holdId;
}

/** Surprises that the fuzzer itself doesn't look for. */
function surprises(counts: AnswerCounts): readonly string[] {
  const byOperation = counts.byOperation();
  const statusesOf = (operation: string): readonly number[] => [...(byOperation.get(operation)?.keys() ?? [])];
  const failed = [...byOperation.keys()].filter((operation) => statusesOf(operation).some((status) => status >= 500));
  const idle = routeList.map(({ id }) => id).filter((id) => !statusesOf(id).some((status) => status < 300));
  return [
    ...failed.map((operation) => `${operation} answered ${statusesOf(operation).join(', ')}`),
    ...idle.map(
      (operation) => `${operation} never succeeded, only ${statusesOf(operation).join(', ')}: nothing is known of it`,
    ),
  ];
}

// Ending by `exit` ends the engine and the fuzzer too; a signal's default would leave them behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main();
