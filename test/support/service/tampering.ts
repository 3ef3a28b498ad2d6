/** Damages what a service has stored of an account, beside the code's back, in the ways that audits have to find. */
import { setTimeout as sleep } from 'node:timers/promises';
import { localClient } from '../../../infra/local/local-table.ts';
import { toAttributes } from '../../../shared/storage/dynamo/attribute-value.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import { packed, unpacked } from '../../../shared/storage/packed-text.ts';
import type { Table } from '../../../shared/storage/table.ts';
import {
  accountKey,
  accountPk,
  holdKey,
  type Item,
  type Key,
  segmentsEnd,
  segmentsFrom,
} from '../../../shared/storage/table-keys.ts';
import { withAlteredState } from '../builders/altered-state.ts';

export interface Tampering {
  /** Damages an entry, or what hangs off it; the entry that an audit has to name. */
  readonly by: (hand: Hand, seq: number) => Promise<number>;
}

/** A hand that reaches into the table. */
export interface Hand {
  readonly accountId: string;
  readonly table: Table;
  remove(key: Key): Promise<void>;
}

export function handIn(endpoint: string, accountId: string): Hand & { close(): void } {
  const client = localClient(endpoint);
  const table = createDynamoTable({ tableName: 'credits', client, sleep: (ms) => sleep(ms) });
  return {
    accountId,
    table,
    remove: async ({ pk, sk }) => {
      await client.call('BatchWriteItem', {
        RequestItems: { credits: [{ DeleteRequest: { Key: toAttributes({ pk, sk }) } }] },
      });
    },
    close: () => client.destroy(),
  };
}

async function segmentOf({ table, accountId }: Hand, seq: number): Promise<Item> {
  const range = { from: segmentsFrom(seq), to: segmentsEnd, order: 'ascending', limit: 1 } as const;
  const [item] = await table.query({ pk: accountPk(accountId), ...range });
  if (item === undefined) throw new Error(`entry ${seq} is not filed`);
  return item;
}

/** Entry texts of the segment that holds an entry, and its place among them. */
async function alterTexts(
  hand: Hand,
  seq: number,
  alter: (texts: readonly string[], at: number) => readonly string[],
): Promise<number> {
  const segment = await segmentOf(hand, seq);
  const first = Number(segment.sk.split('#')[2]);
  const stored = segment['entries'];
  const isPacked = stored instanceof Uint8Array;
  const texts: readonly string[] = isPacked ? JSON.parse(unpacked(stored, 'a segment')) : stored;
  const altered = alter(texts, seq - first);
  await hand.table.putMany([{ ...segment, entries: isPacked ? packed(JSON.stringify(altered)) : altered }]);
  return seq;
}

/** A state is that after its checkpoint: with a tail, the first entry that follows is the first that is wrong. */
function firstAfter({ seq, tail }: Item): number {
  return Number(seq) + (Array.isArray(tail) && tail.length > 0 ? 1 : 0);
}

export const tamperings = {
  missing: {
    by: (hand, seq) => alterTexts(hand, seq, (texts, at) => texts.toSpliced(at, 1)),
  },
  doubled: {
    by: (hand, seq) => alterTexts(hand, seq, (texts, at) => texts.toSpliced(at, 0, texts[at - 1] ?? '')),
  },
  'wrong sign': {
    by: (hand, seq) =>
      alterTexts(hand, seq, (texts, at) => {
        const text = JSON.parse(texts[at] ?? '');
        return texts.with(at, JSON.stringify({ ...text, c: -7_000_000 }));
      }),
  },
  'not decodable': {
    by: (hand, seq) => alterTexts(hand, seq, (texts, at) => texts.with(at, '{')),
  },
  'orphan hold': {
    by: async (hand, seq) => {
      const holdId = 'hold_zzzzzzzzz_orphan';
      const hold = [holdId, 'open', 'ai', 5_000_000, 0, 0, [], 9_000_000_000_000, 'pause', 5_000_000, [], null, 1];
      await hand.table.putMany([{ ...holdKey(hand.accountId, holdId), version: seq, hold: JSON.stringify(hold) }]);
      return seq;
    },
  },
  'stale counter': {
    by: async ({ table, accountId }) => {
      const item = await table.get(accountKey(accountId));
      if (item === undefined) throw new Error('no such account');
      await table.putMany([withAlteredState(item, (state) => state.replace(/("plan-\d+",\d+),\d+/, '$1,1'))]);
      return firstAfter(item);
    },
  },
} as const satisfies Record<string, Tampering>;
