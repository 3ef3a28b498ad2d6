/** The client by which requests reach the table, over an engine that does with each call what a test says. */
import {
  type ClientLimits,
  createDynamoClient,
  type DynamoClient,
  type DynamoClientOptions,
} from '../../../shared/storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { answers, type ScriptedEngine, startScriptedEngine } from './scripted-engine.ts';

/** When every call is signed. */
export const signedAtMs = Date.parse('2026-11-26T12:00:00Z');
/** An item's key, and the answer that finds it. */
export const key = { pk: 'a', sk: 'b' };
export const found = answers(200, { Item: { pk: { S: 'a' }, sk: { S: 'b' } } });
/** Limits within which a test may wait. */
export const fast: Partial<ClientLimits> = { connectMaxMs: 200, answerMaxMs: 100, freeMaxMs: 1_000 };

export interface ScriptedClients {
  readonly engine: ScriptedEngine;
  /** How long the newest client waited, each time. */
  readonly pauses: number[];
  newClient(options?: Partial<DynamoClientOptions>): DynamoClient;
  /** A table over a new client. */
  newTable(options?: Partial<DynamoClientOptions>): Table;
  stop(): Promise<void>;
}

export async function startScriptedClients(): Promise<ScriptedClients> {
  const engine = await startScriptedEngine();
  const pauses: number[] = [];
  const stops: (() => void)[] = [];
  const newClient = (options: Partial<DynamoClientOptions> = {}): DynamoClient => {
    pauses.length = 0;
    const client = createDynamoClient({
      endpoint: engine.endpoint,
      region: 'us-east-1',
      credentials: () => ({ accessKeyId: 'id', secretAccessKey: 'secret' }),
      sleep: async (ms) => void pauses.push(ms),
      random: () => 1,
      nowMs: () => signedAtMs,
      limits: fast,
      ...options,
    });
    stops.push(client.destroy);
    return client;
  };
  return {
    engine,
    pauses,
    newClient,
    newTable: (options) =>
      createDynamoTable({ tableName: 'credits', client: newClient(options), sleep: async () => {} }),
    stop: async () => {
      for (const stop of stops) stop();
      await engine.stop();
    },
  };
}
