/** Metered streams on the accounts of a service that runs for a test: gpt-4o at list prices, a cent a credit. */
import { modelPrices } from '../../../infra/local/demo-catalogue.ts';
import { type CreditsClient, createCreditsClient } from '../../../shared/client/credits-client.ts';
import { type MeteredStream, type MeterOptions, meterStream } from '../../../shared/client/meter-stream.ts';
import { skusOf } from '../../../shared/domain/catalogue/skus-of.ts';
import { startTestService, type TestService } from './service.ts';

/** Credits a token, in and out. */
export const inputPrice = 0.00025;
export const outputPrice = 0.001;

export const card = { prices: modelPrices() };

interface Balance {
  readonly available: number;
  readonly held: number;
  readonly overrun: number;
}

export interface MeteringService {
  readonly service: TestService;
  readonly client: CreditsClient;
  optionsOf(accountId: string, options?: Partial<MeterOptions>): MeterOptions;
  balance(accountId: string): Promise<Balance>;
  /** Charges an account until it has so much left. */
  drainTo(accountId: string, credits: number): Promise<void>;
}

export async function startMeteringService(): Promise<MeteringService> {
  const service = await startTestService({ hasSchedules: false });
  const client = createCreditsClient({ url: service.url, credentials: async () => undefined });
  const balance = async (accountId: string): Promise<Balance> =>
    (await service.call('GET', `/accounts/${accountId}`)).json;
  return {
    service,
    client,
    optionsOf: (accountId, options = {}) => {
      const estimate = { inputTokens: 100, outputTokens: 400 };
      return { client, accountId, skus: skusOf('gpt-4o', card), estimate, reportEveryTokens: 50, ...options };
    },
    balance,
    drainTo: async (accountId, credits) => {
      const { available } = await balance(accountId);
      const body = { credits: Number((available - credits).toFixed(6)), category: 'ai' };
      await service.call('POST', `/accounts/${accountId}/debits`, { body, key: `drain to ${credits} of ${available}` });
    },
  };
}

/** The stream, which must be funded. */
export async function meter<T>(open: () => AsyncIterable<T>, options: MeterOptions): Promise<MeteredStream<T>> {
  const opened = await meterStream(open, options);
  if (opened.kind === 'refused') throw new Error(opened.problem.detail);
  return opened.value;
}

/** Reads so many events at most; answers how many there were. */
export async function readEvents(
  stream: AsyncIterable<unknown>,
  eventsMax = Number.POSITIVE_INFINITY,
): Promise<number> {
  let events = 0;
  for await (const _event of stream) {
    events += 1;
    if (events >= eventsMax) break;
  }
  return events;
}

/** Credits as the ledger has them, whatever adding prices up in binary made of the last digits. */
export function round(credits: number): number {
  return Math.round(credits * 1_000_000) / 1_000_000;
}
