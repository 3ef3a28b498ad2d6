/** Operations over many accounts, audited every day, by nobody who damages anything. */
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { signalSink } from '../../support/service/signal-sink.ts';
import { createKeptTable } from '../restore/kept-table.ts';
import { dayMs, publish, startMs } from '../simulation/catalogue.ts';
import { type MutableKnown, remember } from '../simulation/client.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { weightsOf } from '../simulation/request-kinds.ts';
import { drawRequest, entryOf } from '../simulation/requests.ts';

export interface CleanRequest {
  readonly operations: number;
  readonly accounts: number;
  readonly seed: number;
}

export interface CleanRun {
  /** Entries of all ledgers in the end. */
  readonly entries: number;
  /** Operations that were refused: for lack of credits, of a hold that is settled, and so on. */
  readonly refused: number;
  readonly audits: number;
  /** Accounts that audits have looked at, counted each time. */
  readonly audited: number;
  /** Findings, and accounts that couldn't be looked at. */
  readonly alarms: readonly string[];
  readonly quarantined: number;
}

/** Operations of one account a day. */
const perDay = 60;
/** Those who are given more, and limited less, than the simulator's clients are refused less. */
const rich = { adjust: 60, redeem: 2, 'set limit': 0.2, 'set policy': 0.4, open: 0, close: 0 };
/** Longer than any account goes without being read from its first entry. */
const daysAfter = 31;
/** Holds, payments and charges that a client still thinks of. */
const rememberedMax = 4;

interface Life {
  readonly accountId: string;
  readonly known: MutableKnown;
  /** Grants by operators. */
  readonly gifts: string[];
}

export async function runClean(
  { operations, accounts, seed }: CleanRequest,
  onDay: (day: number, run: CleanRun) => void = () => {},
): Promise<CleanRun> {
  const random = createRandom(seed);
  const store = createStore(createKeptTable({ nowMs: 0, callMs: 1 }), {
    sleep: async () => {},
    random: random.fraction,
    monotonicMs: () => 0,
  });
  await publish(store);
  const bus = signalSink();
  const lives = Array.from(
    { length: accounts },
    (_, at): Life => ({ accountId: `clean-${at}`, known: nobodyKnows(), gifts: [] }),
  );
  let run: CleanRun = { entries: 0, refused: 0, audits: 0, audited: 0, alarms: [], quarantined: 0 };
  let nowMs = startMs;
  for (const life of lives) await ask(store, life, { key: `open-${life.accountId}`, kind: 'open', random, nowMs });
  const stepMs = Math.max(1, Math.floor(dayMs / (perDay * accounts)));
  let auditedMs = nowMs;
  for (let at = 0; at < operations; at += 1) {
    nowMs += stepMs;
    const theme = random.pick(['anything', 'work', 'gifts'] as const);
    const kind = random.weighted({ ...weightsOf[theme], ...rich });
    const isDone = await ask(store, random.pick(lives), { key: `${kind}-${at}`, kind, random, nowMs });
    if (!isDone) run = { ...run, refused: run.refused + 1 };
    if (nowMs - auditedMs < dayMs) continue;
    auditedMs = nowMs;
    run = await audit({ store, bus }, run, nowMs);
    onDay(run.audits, { ...run, entries: await countEntries(store, lives) });
  }
  run = await audit({ store, bus }, run, nowMs);
  run = await audit({ store, bus }, run, nowMs + daysAfter * dayMs);
  return { ...run, entries: await countEntries(store, lives) };
}

interface Asking {
  readonly key: string;
  readonly kind: Parameters<typeof drawRequest>[2];
  readonly random: Random;
  readonly nowMs: number;
}

/** False of one that was refused. */
async function ask(
  store: CreditStore,
  { accountId, known, gifts }: Life,
  { key, kind, random, nowMs }: Asking,
): Promise<boolean> {
  const outcome = await drawRequest(accountId, key, kind, random, { ...known, giftIds: gifts }).run(store, nowMs);
  if (outcome.kind !== 'done') return false;
  const entry = entryOf(outcome.value);
  if (entry !== undefined) remember(known, entry);
  const grantId = entry?.slices[0]?.grantId;
  if (kind === 'adjust' && grantId !== undefined) gifts.push(grantId);
  for (const list of [known.holdIds, known.paymentIds, known.seqs, gifts])
    if (list.length > rememberedMax) list.shift();
  return true;
}

async function audit(
  services: { readonly store: CreditStore; readonly bus: ReturnType<typeof signalSink> },
  run: CleanRun,
  atMs: number,
): Promise<CleanRun> {
  const told = services.bus.published.length;
  const { audited, breaches, failures } = await auditLedgers(services, atMs);
  const alarms = [
    ...breaches.map(({ accountId, findings }) => `${accountId}: ${findings.join('; ')}`),
    ...failures.map(({ accountId, cause }) => `${accountId}: ${String(cause)}`),
    ...services.bus.published
      .slice(told)
      .flatMap(({ kind, accountId }) => (kind === 'ledger-breach' ? [accountId] : [])),
  ];
  const quarantined = (await services.store.quarantined()).length;
  return {
    ...run,
    audits: run.audits + 1,
    audited: run.audited + audited,
    alarms: [...run.alarms, ...alarms],
    quarantined,
  };
}

async function countEntries(store: CreditStore, lives: readonly Life[]): Promise<number> {
  const accounts = await store.readAccounts(lives.map(({ accountId }) => accountId));
  return [...accounts.values()].reduce((sum, loaded) => sum + (loaded?.account.seq ?? 0), 0);
}

function nobodyKnows(): MutableKnown {
  return { holdIds: [], paymentIds: [], seqs: [], endingsMs: [], giftIds: [] };
}
