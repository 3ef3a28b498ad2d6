import type { Quarantine } from '../domain/account/quarantine.ts';
import { type WithdrawnRange, withdrawnRanges } from '../domain/account/withdrawn.ts';
import type { Microcredits } from '../domain/amount.ts';
import { dimensionOf } from '../domain/catalogue/dimension-of.ts';
import type { Category, Dimensions } from '../domain/catalogue/rate-card.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { chargeTypes } from '../domain/ledger/charge.ts';
import type { Entry, EntryType } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { dayMs } from '../domain/time.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import type { AccountStore } from '../storage/account-store.ts';
import type { LedgerFault } from '../storage/segments.ts';
import { certainLedger } from './reading/certain-ledger.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';
import { firstEntry } from './reading/first-entry-of-cycle.ts';
import { quarantineOf } from './reading/quarantine-of.ts';
import { soundEntry } from './reading/sound-entry.ts';

export interface LedgerQuestion {
  readonly accountId: string;
  readonly limit: number;
  readonly order: 'ascending' | 'descending';
  readonly cursor?: string;
  /** This entry alone. */
  readonly seq?: number;
  /** Those that repairs took back, instead of those that stand. */
  readonly withdrawn?: 'true';
  /** Those that neither charge nor are of work in progress. */
  readonly usage?: 'false';
  readonly type?: EntryType;
  readonly category?: Category;
  /** The SKU that the entry charges for. */
  readonly sku?: string;
  readonly dimension?: { readonly name: string; readonly value: string };
  readonly dimensions?: Dimensions;
  readonly caller?: string;
  /** The idempotency key. */
  readonly key?: string;
  /** Entries of so many credits or more. */
  readonly minCredits?: Microcredits;
  /** Text that the entry has somewhere, in upper or lower case. */
  readonly search?: string;
  /** Inclusive. */
  readonly fromMs?: number;
  /** Exclusive. */
  readonly toMs?: number;
}

export interface LedgerPage {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
  /** The parts that repairs took back. */
  readonly withdrawn?: readonly WithdrawnRange[];
  /** Parts of the ledger that this page passed over, since they can't be proved. */
  readonly unprovable?: readonly LedgerFault[];
  /** Why nothing changes the account. */
  readonly quarantine?: Quarantine;
}

const usageTypes: ReadonlySet<EntryType> = new Set([...chargeTypes, 'hold', 'extension', 'report', 'release']);

/** Entries that one request looks at, so that a filter that fits nothing still ends. */
const lookedAtMax = 5_000;

/** Reads a page of what is certain of the ledger: entries that are stored, and those that have been due for minutes. */
export async function readLedger(
  store: AccountStore,
  asked: LedgerQuestion,
  nowMs: number,
): Promise<Outcome<LedgerPage>> {
  const { accountId, limit, order, cursor } = asked;
  const scope = {
    accountId,
    order,
    seq: asked.seq,
    withdrawn: asked.withdrawn,
    usage: asked.usage,
    type: asked.type,
    category: asked.category,
    sku: asked.sku,
    dimension: asked.dimension,
    dimensions: asked.dimensions,
    caller: asked.caller,
    key: asked.key,
    minCredits: asked.minCredits,
    search: asked.search,
    fromMs: asked.fromMs,
    toMs: asked.toMs,
  };
  const position = ledgerPositionOf(cursor === undefined ? undefined : decodeCursor(cursor, scope), nowMs);
  if (cursor !== undefined && position === undefined)
    return invalid('cursor', 'must be the nextCursor of a page with the same account and filters');
  const atMs = Math.max(nowMs, position?.atMs ?? nowMs);
  const loaded = await certainLedger(store, accountId, atMs);
  if (loaded === undefined) return refused({ reason: 'account-not-found' });

  const withdrawn = withdrawnRanges(loaded.account.withdrawn);
  if (asked.seq !== undefined) {
    const entry = await soundEntry(store, loaded, asked.seq, { isAny: true });
    return done({ entries: entry === undefined || !isWanted(entry, asked) ? [] : [entry], ...present({ withdrawn }) });
  }
  const entries: Entry[] = [];
  const faults: LedgerFault[] = [];
  const onFault = (fault: LedgerFault): void => {
    faults.push(fault);
  };
  const quarantine = await quarantineOf(store, loaded);
  const page = (): LedgerPage => ({
    entries,
    ...present({ withdrawn, quarantine }),
    ...(faults.length === 0 ? {} : { unprovable: faults }),
  });
  const isWithdrawn = asked.withdrawn === undefined ? {} : { isWithdrawn: true as const };
  let lookedAt = 0;
  const first = position === undefined ? await firstSeq(store, loaded, asked) : position.seq;
  for await (const entry of store.entriesFrom(loaded, first, order, { onFault, ...isWithdrawn })) {
    if (entries.length === limit || lookedAt === lookedAtMax)
      return done({ ...page(), nextCursor: encodeCursor(`${entry.seq}.${atMs}`, scope) });
    if (isPast(entry, asked)) break;
    lookedAt += 1;
    if (isWanted(entry, asked) && !(asked.usage === 'false' && usageTypes.has(entry.type))) entries.push(entry);
  }
  return done(page());
}

interface LedgerPosition {
  readonly seq: number;
  /** The instant of the page before: a clock that is behind must not find less than was shown already. */
  readonly atMs: number;
}

/** Clocks are not that far apart. */
const aheadMaxMs = dayMs;

function ledgerPositionOf(text: string | undefined, nowMs: number): LedgerPosition | undefined {
  if (text === undefined) return undefined;
  const [seq, atMs] = text.split('.').map(Number);
  const isPosition = Number.isSafeInteger(seq) && Number.isSafeInteger(atMs);
  return isPosition && atMs !== undefined && seq !== undefined && atMs <= nowMs + aheadMaxMs
    ? { seq, atMs }
    : undefined;
}

/** Where to begin: entries are in order of time, so the wanted span's near end is found in a few reads however long the ledger is. */
async function firstSeq(
  store: AccountStore,
  loaded: LoadedAccount,
  { order, fromMs, toMs }: LedgerQuestion,
): Promise<number> {
  const boundMs = order === 'ascending' ? fromMs : toMs;
  const last = loaded.account.seq;
  if (boundMs === undefined) return order === 'ascending' ? 1 : last;
  const from = (await firstEntry(store, loaded, ({ atMs }) => atMs >= boundMs))?.seq ?? last + 1;
  return order === 'ascending' ? from : from - 1;
}

/** Times never go back within an account, so beyond the wanted span there is nothing more. */
function isPast(entry: Entry, { order, fromMs, toMs }: LedgerQuestion): boolean {
  if (order === 'ascending') return toMs !== undefined && entry.atMs >= toMs;
  return fromMs !== undefined && entry.atMs < fromMs;
}

function isWanted(entry: Entry, asked: LedgerQuestion): boolean {
  const { type, category, sku, fromMs, toMs } = asked;
  return (
    (type === undefined || entry.type === type) &&
    (category === undefined || entry.category === category) &&
    (sku === undefined || chargesFor(entry, sku)) &&
    (fromMs === undefined || entry.atMs >= fromMs) &&
    (toMs === undefined || entry.atMs < toMs) &&
    isOf(entry, asked)
  );
}

/** Who it was for, who made it and how large it is. */
function isOf(entry: Entry, { dimension, dimensions = {}, caller, key, minCredits, search }: LedgerQuestion): boolean {
  return (
    (dimension === undefined || dimensionOf(entry.dimensions, dimension.name) === dimension.value) &&
    Object.entries(dimensions).every(([name, value]) => dimensionOf(entry.dimensions, name) === value) &&
    (caller === undefined || entry.caller === caller) &&
    (key === undefined || entry.idempotencyKey === key) &&
    (minCredits === undefined || entry.credits >= minCredits) &&
    (search === undefined || hasText(entry, search))
  );
}

function chargesFor({ lines = [], kept = [] }: Entry, sku: string): boolean {
  return lines.some((line) => line.sku === sku) || kept.some((each) => each.sku === sku);
}

function hasText(entry: Entry, search: string): boolean {
  const { dimensions = {}, lines = [], kept = [], caller, idempotencyKey, reason, packId, paymentId, planId } = entry;
  const texts = [
    ...Object.values(dimensions),
    ...[...lines, ...kept].map(({ sku }) => sku),
    ...[caller, idempotencyKey, reason, packId, paymentId, planId, entry.hold?.holdId, entry.limit?.limitId],
  ];
  const wanted = search.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted) === true);
}
