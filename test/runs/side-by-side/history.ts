/**
 * One history of a deployment: processes of the code before appends work on two accounts, then today's beside them, and in some
 * histories the old ones alone again. Clients repeat what wasn't answered, to whatever process there is, and at times what was.
 * Afterwards each key that was answered is in the ledger once, or refused, and every answer to it was the same.
 */
import { balanceOf } from '../../../shared/domain/account/account.ts';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { plan, startMs } from '../../support/builders/fixtures.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import { seededRandom } from '../bench/random.ts';
import { createVirtualTime, type VirtualTime } from '../contention/virtual-time.ts';
import { createFaultyTable } from './faulty-table.ts';
import { newProcess, type Process } from './processes.ts';
import { drawRequest, type Known, type SentRequest } from './requests.ts';

export interface History {
  /** The things that went wrong, in words. */
  readonly findings: readonly string[];
  /** Definite answers, by either code. */
  readonly answeredByOld: number;
  readonly answeredByNew: number;
  /** Answers 503 of the old code, since an account was today's by then. */
  readonly unreadable: number;
}

const accountIds = ['acme', 'globex'];
/** The second account is asked for less: it may be the old code's to the end. */
const secondShare = 0.1;
const clients = 4;
const requestsEach = 10;
const triesMax = 4;

export async function runHistory(seed: number): Promise<History> {
  const random = seededRandom(seed);
  const time = createVirtualTime(startMs);
  const deployment = createDeployment(time, random);
  return time.run(lived(deployment, random));
}

interface Deployment {
  readonly time: VirtualTime;
  /** One of those that there are now. */
  process(): Process;
  /** Today's, once no fault happens any more. */
  calmProcess(): Process;
}

const newFromMs = 3_000;
const oldAgainFromMs = 7_000;

function createDeployment(time: VirtualTime, random: () => number): Deployment {
  const table = createMemoryTable();
  let isFaulty = true;
  const faulty = createFaultyTable({ table, time, random, isFaulty: () => isFaulty });
  const surroundings = { sleep: time.sleep, random, monotonicMs: time.nowMs };
  const made = (isOld: boolean): Process => newProcess(isOld, faulty, surroundings);
  const old = [made(true), made(true)];
  const all = [...old, made(false), made(false)];
  const isTakenBack = random() < 0.3;
  return {
    time,
    process: () => {
      const sinceMs = time.nowMs() - startMs;
      const there = sinceMs < newFromMs || (isTakenBack && sinceMs > oldAgainFromMs) ? old : all;
      return there[Math.floor(random() * there.length)] ?? made(true);
    },
    calmProcess: () => {
      isFaulty = false;
      return made(false);
    },
  };
}

/** The answers to a key, each told in one line; none of a request that nobody has answered yet. */
type Answers = Map<string, { readonly request: SentRequest; readonly accountId: string; readonly told: Set<string> }>;

async function lived(deployment: Deployment, random: () => number): Promise<History> {
  const { time } = deployment;
  const counts = { answeredByOld: 0, answeredByNew: 0, unreadable: 0 };
  const findings: string[] = [];
  const answers: Answers = new Map();
  await opened(deployment);

  async function ask(accountId: string, request: SentRequest, known: Known): Promise<void> {
    const told = answers.get(request.key)?.told ?? new Set<string>();
    answers.set(request.key, { request, accountId, told });
    for (let tries = 0; tries < triesMax; tries += 1) {
      const process = deployment.process();
      const answer = await answerOf(process, () => request.send(process, Math.floor(time.nowMs())));
      if (answer.kind === 'none') {
        if (answer.isUnreadable) counts.unreadable += 1;
        if (answer.fault !== undefined) findings.push(`${request.key}: ${answer.fault}`);
        await time.sleep(random() * 400);
        continue;
      }
      counts[process.isOld ? 'answeredByOld' : 'answeredByNew'] += 1;
      told.add(answer.told);
      if (answer.entry !== undefined) learn(answer.entry, known);
      return;
    }
  }

  async function client(name: number): Promise<void> {
    const known: Readonly<Record<string, Known>> = Object.fromEntries(
      accountIds.map((id) => [id, { holdIds: [], debitSeqs: [] }]),
    );
    for (let count = 0; count < requestsEach; count += 1) {
      await time.sleep(random() * 1_500);
      const earlier = [...answers.values()][Math.floor(random() * answers.size)];
      if (earlier !== undefined && random() < 0.25) {
        await ask(earlier.accountId, earlier.request, known[earlier.accountId] ?? { holdIds: [], debitSeqs: [] });
        continue;
      }
      const accountId = accountIds[random() < secondShare ? 1 : 0] ?? '';
      const of = known[accountId] ?? { holdIds: [], debitSeqs: [] };
      await ask(accountId, drawRequest(keyOf(time.nowMs(), name, count, random), accountId, of, random), of);
    }
  }

  await Promise.all(Array.from({ length: clients }, (_, name) => client(name)));
  // What was given up may still land.
  await time.sleep(10_000);
  findings.push(...(await settled(deployment, answers)));
  return { ...counts, findings };
}

async function opened(deployment: Deployment): Promise<void> {
  const { time } = deployment;
  const process = deployment.process();
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      await process.store.catalogue.addPlan(plan());
      break;
    } catch {
      await time.sleep(100);
    }
  }
  for (const accountId of accountIds) {
    const asked = {
      accountId,
      caller: 'ops',
      idempotencyKey: `open ${accountId}`,
      fingerprint: 'opened',
      planId: 'team',
    };
    for (let tries = 0; tries < 20; tries += 1) {
      const nowMs = Math.floor(time.nowMs());
      const isOpened = await process.operations.openAccount(process.store, { ...asked, anchorMs: startMs }, nowMs).then(
        () => true,
        () => false,
      );
      if (isOpened) break;
    }
  }
}

/** Half of the keys say when they were made. */
function keyOf(nowMs: number, client: number, count: number, random: () => number): string {
  if (random() < 0.5) return `client ${client} request ${count}`;
  const hex = Math.floor(nowMs).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${client}00-8000-${String(count).padStart(12, '0')}`;
}

type Answer =
  | { readonly kind: 'told'; readonly told: string; readonly entry?: Entry }
  | { readonly kind: 'none'; readonly isUnreadable: boolean; readonly fault?: string };

async function answerOf({ isOld }: Process, send: () => Promise<Outcome<Entry>>): Promise<Answer> {
  try {
    const outcome = await send();
    if (outcome.kind === 'done')
      return { kind: 'told', told: `entry ${outcome.value.seq} ${outcome.value.hash}`, entry: outcome.value };
    if (outcome.kind === 'refused') return { kind: 'told', told: `refused ${outcome.refusal.reason}` };
    return { kind: 'none', isUnreadable: false, fault: `answered ${outcome.kind}` };
  } catch (cause) {
    const { name, message } = cause instanceof Error ? cause : { name: 'unknown', message: '' };
    const isUnreadable = isOld && name === 'ItemCorrupt';
    if (isUnreadable || name === 'StoreUnavailable') return { kind: 'none', isUnreadable };
    return { kind: 'none', isUnreadable: false, fault: `${isOld ? 'old' : 'new'} code threw ${name}: ${message}` };
  }
}

function learn({ type, seq, hold }: Entry, { holdIds, debitSeqs }: Known): void {
  if (type === 'hold' && hold !== undefined) holdIds.push(hold.holdId);
  if (type === 'debit') debitSeqs.push(seq);
}

/** Asks every key once more, of today's code, and holds the ledgers against all answers. */
async function settled({ time, calmProcess }: Deployment, answers: Answers): Promise<readonly string[]> {
  const process = calmProcess();
  const findings: string[] = [];
  for (const { request, told } of answers.values()) {
    const answer = await answerOf(process, () => request.send(process, Math.floor(time.nowMs())));
    if (answer.kind === 'none') findings.push(`${request.key} has no answer: ${answer.fault ?? 'unavailable'}`);
    else told.add(answer.told);
    if (told.size > 1) findings.push(`${request.key} has several answers: ${[...told].join(', ')}`);
  }
  for (const accountId of accountIds) findings.push(...(await faultsIn(process, accountId, answers)));
  return findings;
}

async function faultsIn({ store }: Process, accountId: string, answers: Answers): Promise<readonly string[]> {
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) return [`${accountId} is gone`];
  const entries = await Array.fromAsync(store.entriesFrom(loaded, 1, 'ascending'));
  const { findings, folded } = verifyLedger(entries);
  const { available } = balanceOf(loaded.account);
  const times = new Map<string, number>();
  for (const { idempotencyKey = '' } of entries) times.set(idempotencyKey, (times.get(idempotencyKey) ?? 0) + 1);
  const wrong = [...answers.values()].flatMap(({ request: { key }, told, accountId: of }) => {
    if (of !== accountId) return [];
    const [only = ''] = told;
    const wanted = only.startsWith('entry') ? 1 : 0;
    return times.get(key) === wanted || (wanted === 0 && !times.has(key))
      ? []
      : [`${key} is there ${times.get(key) ?? 0} times`];
  });
  return [
    ...findings,
    ...wrong,
    ...(Number(folded.available) === available
      ? []
      : [`entries lead to ${folded.available}, the account says ${available}`]),
  ];
}
