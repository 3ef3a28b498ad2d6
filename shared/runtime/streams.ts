/** The consumers of the table's stream. The stacks and the local service read it. */
import { accountSk } from '../storage/table-keys.ts';

export interface StreamConsumer {
  /** The consumer's stem: its file in `functions/streams`, and the metric dimension. */
  readonly id: string;
  readonly summary: string;
  /** Records of no other sort key are delivered. The stream carries new and old images. */
  readonly sortKey: string;
  readonly batchMax: number;
  /** How long a batch is waited for: what comes of one account in that time is one write. */
  readonly batchWindowSeconds: number;
  /** How old a record is delivered again, while the store or bus doesn't take it. Failures are reported by item, batches bisected. */
  readonly recordAgeMaxSeconds: number;
  /** How far it may fall behind, waiting included, before somebody is told. */
  readonly behindMaxMinutes: number;
}

export const streams = {
  projectCommits: {
    id: 'project-commits',
    summary: 'Publishes what commits signal, rolls up usage, and shows watched balances.',
    sortKey: accountSk,
    batchMax: 100,
    batchWindowSeconds: 1,
    recordAgeMaxSeconds: 12 * 3_600,
    behindMaxMinutes: 1,
  },
  copyCommits: {
    id: 'copy-commits',
    summary: 'Writes the entries of ledgers to their second copy.',
    sortKey: accountSk,
    batchMax: 1_000,
    // As long as Lambda lets a batch wait: each account's part of it is one object, and objects are paid for one by one.
    batchWindowSeconds: 300,
    recordAgeMaxSeconds: 12 * 3_600,
    behindMaxMinutes: 20,
  },
} as const satisfies Record<string, StreamConsumer>;

export type ConsumerId = (typeof streams)[keyof typeof streams]['id'];
