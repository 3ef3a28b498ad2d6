/** A run of entries without a gap, as far as their keys go: grown at either end, and cut at its beginning. */
import type { Entry } from '../domain/ledger/entry.ts';
import type { ChainPoint } from './entry-text.ts';

export interface KeyRun {
  /** Everything from this entry on is known; of a run without entries, the one after `last`. */
  first: { readonly seq: number; readonly atMs: number };
  last: ChainPoint;
  /** In order. */
  chunks: Chunk[];
}

interface Chunk {
  first: { readonly seq: number; readonly atMs: number };
  entries: number;
  /** Entry numbers. */
  readonly keys: Map<string, number>;
}

type Linked = Pick<Entry, 'seq' | 'atMs' | 'hash' | 'idempotencyKey'>;

const chunkMax = 1_000;
/** Ten seconds of thousands a second; some ten megabytes. */
const chunksMax = 60;
/** Entries that a run has at most, give or take a chunk. */
export const runMax = chunkMax * chunksMax;

export function runAfter(last: ChainPoint): KeyRun {
  return { first: { seq: last.seq + 1, atMs: Number.POSITIVE_INFINITY }, last, chunks: [] };
}

/** The entry after the last; the first of many are forgotten. */
export function addLast(run: KeyRun, { seq, atMs, hash, idempotencyKey }: Linked): void {
  let chunk = run.chunks.at(-1);
  if (chunk === undefined || chunk.entries >= chunkMax) {
    chunk = { first: { seq, atMs }, entries: 0, keys: new Map() };
    run.chunks.push(chunk);
    if (run.chunks.length > chunksMax) run.chunks.shift();
  }
  add(chunk, seq, idempotencyKey);
  run.last = { seq, hash };
  run.first = run.chunks[0]?.first ?? chunk.first;
}

/** The entry before the first. */
export function addFirst(run: KeyRun, { seq, atMs, idempotencyKey }: Linked): void {
  let [chunk] = run.chunks;
  if (chunk === undefined || chunk.entries >= chunkMax) {
    chunk = { first: { seq, atMs }, entries: 0, keys: new Map() };
    run.chunks.unshift(chunk);
  }
  chunk.first = { seq, atMs };
  add(chunk, seq, idempotencyKey);
  run.first = chunk.first;
}

function add(chunk: Chunk, seq: number, idempotencyKey: string | undefined): void {
  chunk.entries += 1;
  if (idempotencyKey !== undefined) chunk.keys.set(idempotencyKey, seq);
}

export function seqOf({ chunks }: KeyRun, idempotencyKey: string): number | undefined {
  return chunks.find(({ keys }) => keys.has(idempotencyKey))?.keys.get(idempotencyKey);
}
