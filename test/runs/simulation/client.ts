/** A client: sends its requests one after the other, tries again until it has an answer or loses patience, and misbehaves. */
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { dueAtMs } from '../../../shared/domain/transitions/advance.ts';
import { dayMs } from './catalogue.ts';
import type { Answer } from './checkers/journal.ts';
import type { Fleet } from './fleet.ts';
import { mintKey } from './mint-key.ts';
import { checkedRead } from './read.ts';
import type { Known, SimRequest } from './request-kinds.ts';
import { type RequestKind, weightsOf } from './request-kinds.ts';
import { drawRequest } from './requests.ts';
import { send } from './send.ts';
import type { World } from './world.ts';

export interface Market {
  readonly world: World;
  readonly fleet: Fleet;
  readonly accountIds: readonly string[];
  /** Everything that anyone has sent, to be sent again. */
  readonly sent: SimRequest[];
  readonly known: ReadonlyMap<string, MutableKnown>;
}

export interface MutableKnown extends Known {
  readonly holdIds: string[];
  readonly paymentIds: string[];
  readonly seqs: number[];
}

const triesMax = 4;
/** A shop that sells many packs at once. */
const shopBatchMax = 10;
const batchMax = 4;

export async function runClient(market: Market, name: string): Promise<void> {
  const { world, sent } = market;
  const { random, swarm } = world;
  for (let count = 0; count < swarm.commands && world.violation() === undefined; count += 1) {
    await pause(market);
    const [older] = sent.length > 0 ? [random.pick(sent)] : [];
    if (older !== undefined && random.chance(swarm.repeated)) {
      await repeat(market, older);
      continue;
    }
    if (random.chance(0.12)) {
      await checkedRead(world, random.pick(market.accountIds), market.fleet.any());
      continue;
    }
    const misused = older !== undefined && random.chance(swarm.misused) ? older.key : undefined;
    if (misused !== undefined) world.note('a key was used for something else');
    // Two accounts may well use one key.
    const named = random.chance(0.1) ? `key-${count}` : `${name}-${count}`;
    const isShop = swarm.theme === 'payments' && random.chance(0.3);
    const size = isShop ? shopBatchMax : random.chance(0.15) ? 2 + random.below(batchMax - 1) : 1;
    const requests = Array.from({ length: size }, (_, at) => {
      const key = misused ?? mintKey(world, size === 1 ? named : `${named}-${at}`);
      return draw(market, misused === undefined || size === 1 ? key : `${key}-${at}`, size > 1);
    });
    await Promise.all(requests.map((request) => insist(market, request)));
  }
}

function draw({ world, accountIds, known, sent }: Market, key: string, isBatch: boolean): SimRequest {
  const { random } = world;
  const accountId = random.pick(accountIds);
  const { theme } = world.swarm;
  const batched = theme === 'payments' ? 'purchase' : 'debit';
  const kind: RequestKind = isBatch ? batched : random.weighted(weightsOf[theme]);
  const request = drawRequest(accountId, key, kind, random, {
    ...(known.get(accountId) ?? nobodyKnows),
    ...endings(world, accountId),
    ...gifts(world, accountId),
  });
  sent.push(request);
  return request;
}

const nobodyKnows: Known = { holdIds: [], paymentIds: [], seqs: [], endingsMs: [], giftIds: [] };

function gifts({ observer }: World, accountId: string): Pick<Known, 'giftIds'> {
  const { grants = [] } = observer.watched(accountId).loaded?.account ?? {};
  return { giftIds: grants.filter(({ source }) => source === 'adjustment').map(({ grantId }) => grantId) };
}

/** Instants at which work may well end that starts now. */
function endings({ observer, scheduler }: World, accountId: string): Pick<Known, 'endingsMs'> {
  const nowMs = scheduler.nowMs();
  const { grants = [] } = observer.watched(accountId).loaded?.account ?? {};
  const ends = grants.map(({ expiresAtMs }) => expiresAtMs);
  return { endingsMs: ends.filter((ms) => ms > nowMs + 1_000 && ms < nowMs + dayMs) };
}

/** Tries until there is a definite answer, with one process or another; or gives up and leaves it open. */
export async function insist(market: Market, request: SimRequest): Promise<void> {
  const { world, fleet } = market;
  const { random, scheduler, swarm } = world;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const isDoubled = random.chance(swarm.doubled);
    const sending = [send(world, request, fleet.any())];
    if (isDoubled) sending.push(send(world, request, fleet.any()));
    const answers = await Promise.all(sending);
    for (const answer of answers) learn(market, request, answer);
    if (answers.some(({ kind }) => kind !== 'unknown') || random.chance(0.1)) return;
    await scheduler.sleep(random.below(3_000));
  }
}

async function repeat(market: Market, older: SimRequest): Promise<void> {
  const { world, fleet } = market;
  const [line] = world.journal
    .find(older.accountId, older.key)
    .filter(({ fingerprint }) => fingerprint === older.fingerprint);
  if (line?.answer !== undefined) {
    world.note('a request was repeated after its answer');
    if (line.answer.kind === 'refused') world.note('a refusal was repeated');
    if (line.answeredAtMs + dayMs < world.scheduler.nowMs()) world.note('a request was repeated days later');
  }
  learn(market, older, await send(world, older, fleet.any()));
}

/** Clients go on with what they were told: holds to settle, payments to take back, debits to reverse. */
function learn({ known }: Market, { accountId }: SimRequest, answer: Answer): void {
  const mine = known.get(accountId);
  if (answer.kind === 'done' && answer.entry !== undefined && mine !== undefined) remember(mine, answer.entry);
}

export function remember(mine: MutableKnown, { type, hold, paymentId, seq }: Entry): void {
  if (type === 'hold' && hold !== undefined) mine.holdIds.push(hold.holdId);
  if (type === 'grant' && paymentId !== undefined) mine.paymentIds.push(paymentId);
  if (type === 'debit' || type === 'capture') mine.seqs.push(seq);
}

/** Mostly moments; sometimes until just before or after something is due, sometimes for days. */
async function pause({ world, accountIds }: Market): Promise<void> {
  const { random, scheduler, swarm, observer } = world;
  if (random.chance(swarm.days)) {
    await scheduler.sleep(random.below(4 * dayMs));
    return;
  }
  const account = observer.watched(random.pick(accountIds)).loaded?.account;
  const dueMs = account === undefined ? Number.POSITIVE_INFINITY : dueAtMs(account);
  if (Number.isFinite(dueMs) && random.chance(swarm.awaited)) {
    await scheduler.sleepUntil(dueMs + random.pick([-200, -30, -1, 0, 1, 20]));
    return;
  }
  await scheduler.sleep(random.below(random.pick([1, 50, 2_000, 120_000])));
}
