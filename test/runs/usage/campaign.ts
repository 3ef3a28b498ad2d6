/** Events through the deployed worker over a table in memory, while it is killed again and again: what came of them, held against what was drawn. */
import { handler } from '../../../functions/jobs/settle-usage.ts';
import { functionSizes } from '../../../infra/function-size.ts';
import { secondMs } from '../../../shared/domain/time.ts';
import type { Unchargeable } from '../../../shared/ports/unchargeable-queue.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { lambdaContext } from '../../support/builders/gateway-event.ts';
import { countingTable } from '../../support/engines/counting-table.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import { deliverInOrder } from '../../support/engines/ordered-usage-queue.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';
import { deliverUsage, type UsageMessage, type UsageWorker } from '../../support/engines/usage-queue.ts';
import { faultsOf, openAll } from './campaign-accounts.ts';
import { drawEvents } from './drawn-events.ts';
import { createMortal } from './mortal-store.ts';
import type { Source } from './sources.ts';

export interface Campaign {
  readonly events: number;
  readonly accounts: number;
  readonly kills: number;
  /** Events that come to the worker at once, roughly: some sources have many in a message. */
  readonly batchSize: number;
  readonly seed: number;
  /** Messages as a source makes them of events. */
  readonly messagesOf: Source;
}

export interface CampaignResult {
  readonly sent: number;
  readonly charged: number;
  readonly putAside: number;
  readonly poison: number;
  readonly kills: number;
  /** Messages that only died with their workers, as often as a queue tries one: they were sent on from the dead letters. */
  readonly redriven: number;
  /** Faults that were found: none where every event was charged once, and every sum is the drawn one. */
  readonly faults: readonly string[];
  readonly writeUnitsPerEvent: number;
  /** The part of it for the keys of events that came late: no other has an item. */
  readonly keyUnitsPerEvent: number;
  readonly microsecondsPerEvent: number;
  /** The part before the queue, which isn't in that: the sender's own too, where events are sent. */
  readonly microsecondsToSend: number;
}

/** As the queue of a deployment hides a message: six times the worker's time. */
const hiddenMs = 6 * functionSizes.job.timeoutSeconds * secondMs;
const beginMs = startMs + 25 * dayMs;
/** How long a worker has a batch: of a standard queue that of a second, of a FIFO queue ten messages at most. */
const [takesMs, orderedTakesMs] = [100, 20];
const orderedBatchMax = 10;

export async function runCampaign(campaign: Campaign): Promise<CampaignResult> {
  const accountIds = Array.from({ length: campaign.accounts }, (_, at) => `account-${at}`);
  const drawn = drawEvents({ events: campaign.events, accountIds, startMs: beginMs, seed: campaign.seed });
  const { table, counts } = countingTable(createMemoryTable());
  const store = createStore(table, stillSurroundings);
  provideServices({ store, nowMs: () => beginMs });
  const beforeSending = process.cpuUsage();
  const messages = await campaign.messagesOf(drawn);
  const sending = process.cpuUsage(beforeSending);
  const isOrdered = messages.some(({ groupId }) => groupId !== undefined);
  const batchSize = isOrdered
    ? orderedBatchMax
    : Math.max(1, Math.round((campaign.batchSize * messages.length) / drawn.length));
  const mortal = createMortal(table, { ...campaign, batches: Math.ceil(messages.length / batchSize) });
  const putAside: Unchargeable[] = [];
  await openAll(store, [...accountIds, 'closed']);
  counts.writeUnits = 0;
  counts.keyUnits = 0;
  let nowMs = beginMs;
  const unchargeable = { send: async (all: readonly Unchargeable[]) => void putAside.push(...all) };
  provideServices({ ...mortal.live(), unchargeable, nowMs: () => nowMs });
  const worker: UsageWorker = async (event) => {
    const answer = await handler(event, lambdaContext());
    if (!mortal.isDead()) return answer;
    provideServices(mortal.live());
    throw new Error('killed');
  };
  const onBatch = (_: number, atMs: number): void => {
    nowMs = Math.max(nowMs, atMs + (isOrdered ? orderedTakesMs : takesMs));
    mortal.begin();
  };
  const started = process.cpuUsage();
  let [waiting, redriven, overtaken]: [readonly UsageMessage[], number, number] = [messages, 0, 0];
  for (;;) {
    const delivery = { batchSize, hiddenMs, onBatch };
    const delivered = isOrdered
      ? await deliverInOrder(waiting, worker, { ...delivery, takesMs: orderedTakesMs })
      : { ...(await deliverUsage(waiting, worker, delivery)), overtaken: 0 };
    overtaken += delivered.overtaken;
    const { putAside: tried } = delivered;
    if (tried.length === 0) break;
    waiting = tried.map((each, at) => ({ ...each, messageId: `redriven-${redriven + at}`, sentMs: nowMs }));
    redriven += tried.length;
  }
  const { user, system } = process.cpuUsage(started);
  const faults = [
    ...(overtaken > 0 ? [`${overtaken} messages were done before one of their group that comes again`] : []),
    ...(await faultsOf(createStore(table, stillSurroundings), drawn, putAside)),
  ];
  const unique = new Set(drawn);
  const poison = [...unique].filter(({ isPoison }) => isPoison).length;
  return {
    sent: messages.length,
    charged: unique.size - poison,
    putAside: putAside.length,
    poison,
    kills: mortal.deaths(),
    redriven,
    faults,
    writeUnitsPerEvent: counts.writeUnits / unique.size,
    keyUnitsPerEvent: counts.keyUnits / unique.size,
    microsecondsPerEvent: (user + system) / drawn.length,
    microsecondsToSend: (sending.user + sending.system) / drawn.length,
  };
}
