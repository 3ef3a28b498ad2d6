/** Everything that is measured, on one engine: the service, and the peers in tables of their own. */
import type { EngineName } from '../../../infra/local/engine.ts';
import { createLocalTable, localClient, localSdkClient } from '../../../infra/local/local-table.ts';
import { startLocalService } from '../../../infra/local/service.ts';
import { surroundings } from '../../../shared/runtime/services.ts';
import type { DynamoClient } from '../../../shared/storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { History } from './history.ts';
import { createMeter } from './meter.ts';
import { httpSubject, operationsSubject } from './ours.ts';
import { floorSubject, openBalances, openTextbook, textbookSubject } from './peers.ts';
import { preload } from './preload.ts';
import type { Subject } from './subject.ts';

export interface BenchEnvironment {
  /** The address of the service. */
  readonly url: string;
  /** In the order in which they are measured, side by side at each setting. */
  readonly subjects: readonly Subject[];
  /** Gives all of them accounts with these histories. */
  open(histories: readonly History[]): Promise<void>;
  stop(): Promise<void>;
}

/** The local service's own table. */
const ourTable = 'credits';

export async function startBench(engine: EngineName, clientsMax: number): Promise<BenchEnvironment> {
  const serviceMeter = createMeter();
  const service = await startLocalService({ port: 0, engine, instrument: serviceMeter.attach, hasSchedules: false });
  const clients: { destroy(): void }[] = [];
  const kept = <T extends { destroy(): void }>(client: T): T => {
    clients.push(client);
    return client;
  };
  const newClient = (): DynamoClient => kept(localClient(service.engine.endpoint));
  /** A table beside the meters, to fill and to audit. */
  const besides = (tableName: string): Table =>
    createDynamoTable({ tableName, client: newClient(), sleep: surroundings.sleep });

  const table = besides(ourTable);
  const peers: { readonly table: Table; readonly subject: Subject; readonly open: Peer['open'] }[] = [];
  for (const { tableName, subject, open } of peersOn(engine)) {
    await createLocalTable(service.engine.endpoint, tableName);
    const peerTable = besides(tableName);
    peers.push({
      table: peerTable,
      open,
      subject: subject({ client: kept(localSdkClient(service.engine.endpoint)), tableName, table: peerTable }),
    });
  }
  return {
    url: service.url,
    subjects: [
      ...peers.map(({ subject }) => subject),
      operationsSubject({ client: newClient(), tableName: ourTable, table }),
      httpSubject({ service, meter: serviceMeter, table, clientsMax }),
    ],
    open: async (histories) => {
      for (const peer of peers) await peer.open(peer.table, histories);
      await preload(table, histories);
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await service.stop();
    },
  };
}

interface Peer {
  readonly tableName: string;
  readonly subject: typeof floorSubject;
  readonly open: typeof openBalances;
}

/** dynalite has no transactions, so there is no textbook on it. */
function peersOn(engine: EngineName): readonly Peer[] {
  const floor: Peer = { tableName: 'floor', subject: floorSubject, open: openBalances };
  const textbook: Peer = { tableName: 'textbook', subject: textbookSubject, open: openTextbook };
  return engine === 'dynoxide' ? [floor, textbook] : [floor];
}
