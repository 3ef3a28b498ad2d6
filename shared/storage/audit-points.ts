/** Where audits have come to, an item an account. One that can't be read is as good as none: its ledger is verified anew. */
import * as z from 'zod/mini';
import type { Hold } from '../domain/account/hold.ts';
import type { AuditPoint, SoundAccount } from '../domain/ledger/audit-point.ts';
import { type Books, type FoldedGrant, left, openGrant } from '../domain/ledger/books.ts';
import type { Verified } from '../domain/ledger/verify-ledger.ts';
import { present } from '../domain/present.ts';
import { decodeState, encodeState } from './account-state.ts';
import { storedHold, toHold, toStoredHold } from './hold-text.ts';
import { itemSizeBytes } from './item-size.ts';
import { parse } from './parse.ts';
import { readable } from './readable.ts';
import { storedDimensions } from './stored-parts.ts';
import type { Table } from './table.ts';
import { accountIdOf, auditPointKey, type Item } from './table-keys.ts';

export interface AuditPoints {
  /** One account's point; undefined where there is none, or it can't be read. */
  read(accountId: string): Promise<AuditPoint | undefined>;
  /** The points of many accounts, by id. One that isn't there, or can't be read, is missing. */
  readMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, AuditPoint>>;
  save(accountId: string, point: AuditPoint): Promise<void>;
}

export function createAuditPoints(table: Table): AuditPoints {
  async function readMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, AuditPoint>> {
    const items = await table.getMany(accountIds.map(auditPointKey));
    return new Map(
      items.flatMap((item): readonly (readonly [string, AuditPoint])[] => {
        const accountId = accountIdOf(item);
        const point = readable(() => decodePoint(accountId, item));
        return point === undefined ? [] : [[accountId, point]];
      }),
    );
  }

  return {
    read: async (accountId) => (await readMany([accountId])).get(accountId),
    readMany,
    save: (accountId, point) => table.putMany([encodePoint(accountId, point)]),
  };
}

/** An item has room for 400 KB. What is known to be sound goes without, where an account has thousands of holds open. */
const pointMaxBytes = 300_000;

function encodePoint(accountId: string, { verified, wholeAtMs, again, sound }: AuditPoint): Item {
  const item = {
    ...auditPointKey(accountId),
    wholeAtMs,
    verified: verifiedText(verified),
    ...(again === undefined ? {} : { againSinceMs: again.sinceMs, again: verifiedText(again.verified) }),
  };
  const whole = sound === undefined ? item : { ...item, ...storedSound(sound) };
  return itemSizeBytes(whole) > pointMaxBytes ? item : whole;
}

function storedSound({ account, holds }: SoundAccount) {
  return {
    seq: account.seq,
    head: account.headHash,
    state: encodeState(account),
    holds: holds.map((hold) => JSON.stringify([toStoredHold(hold), hold.dimensions])),
  };
}

const storedPoint = z.object({
  wholeAtMs: z.int(),
  verified: z.string(),
  againSinceMs: z.optional(z.int()),
  again: z.optional(z.string()),
  seq: z.optional(z.int()),
  head: z.optional(z.string()),
  state: z.optional(z.string()),
  holds: z.optional(z.array(z.string())),
});

function decodePoint(accountId: string, item: Item): AuditPoint {
  const stored = parse(storedPoint, item, "an audit's point");
  const { wholeAtMs, againSinceMs: sinceMs } = stored;
  const again =
    stored.again === undefined || sinceMs === undefined ? undefined : { sinceMs, verified: verifiedFrom(stored.again) };
  return {
    wholeAtMs,
    verified: verifiedFrom(stored.verified),
    ...present({ again, sound: soundFrom(accountId, stored) }),
  };
}

function soundFrom(
  accountId: string,
  { seq, head: headHash, state, holds = [] }: z.infer<typeof storedPoint>,
): SoundAccount | undefined {
  if (seq === undefined || headHash === undefined || state === undefined) return undefined;
  return { account: decodeState(accountId, state, { seq, headHash }), holds: holds.map(holdFrom) };
}

const storedOpenHold = z.tuple([storedHold, z.optional(z.nullable(storedDimensions))]);

function holdFrom(text: string): Hold {
  const [hold, dimensions] = parse(storedOpenHold, text, 'a hold');
  return toHold(hold, dimensions ?? undefined);
}

/** Microcredits in BigInt, as texts. */
const amount = z.string();
/** id, first entry, end, and the sums of its books by their names */
const storedGrant = z.tuple([z.string(), z.int(), z.int(), z.record(z.string(), amount)]);

/** The sums that a grant's books are made of. */
const sumNames = [
  ...(['granted', 'used', 'refunded', 'repaidDebt', 'repaidOverrun', 'corrected'] as const),
  ...(['held', 'expired', 'debt'] as const),
] as const satisfies readonly (keyof FoldedGrant)[];
const storedVerified = z.strictObject({
  seq: z.int(),
  hash: z.string(),
  available: z.int(),
  grants: z.array(storedGrant),
  holds: z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), amount]))])),
  /** Which grant each payment bought. */
  purchases: z.array(z.tuple([z.string(), z.string()])),
  /** spent, lost, overrun, debt */
  sums: z.tuple([amount, amount, amount, amount]),
  atMs: z.int(),
  suspended: z.optional(z.literal(true)),
});

export function verifiedText({ seq, hash, available, books }: Verified): string {
  const { grants, holds, purchases, spent, lost, overrun, debt, lastMs, isSuspended } = books;
  const stored: z.infer<typeof storedVerified> = {
    seq,
    hash,
    available,
    grants: [...grants.values()].filter((grant) => !isOver(grant, lastMs)).map(storedGrantOf),
    purchases: [...purchases].flatMap(([id, grant]) => (isOver(grant, lastMs) ? [] : [[id, grant.grantId]])),
    holds: [...holds].map(([holdId, pinned]) => [holdId, [...pinned].map(([id, credits]) => [id, String(credits)])]),
    sums: [String(spent), String(lost), String(overrun), String(debt)],
    atMs: Number.isFinite(lastMs) ? lastMs : 0,
    ...(isSuspended ? { suspended: true as const } : {}),
  };
  return JSON.stringify(stored);
}

/** Nothing can become of it any more: what comes back to a grant that has ended is forfeited. */
function isOver(grant: FoldedGrant, atMs: number): boolean {
  return grant.expiresAtMs <= atMs && grant.held === 0n && left(grant) === 0n;
}

function storedGrantOf(grant: FoldedGrant): z.infer<typeof storedGrant> {
  const sums = sumNames.flatMap((name) => (grant[name] === 0n ? [] : [[name, String(grant[name])]]));
  return [grant.grantId, grant.seq, grant.expiresAtMs, Object.fromEntries(sums)];
}

export function verifiedFrom(text: string): Verified {
  const {
    seq,
    hash,
    available,
    grants: stored,
    holds,
    purchases,
    sums,
    atMs,
    suspended,
  } = parse(storedVerified, text, 'what was verified');
  const [spent, lost, overrun, debt] = sums.map(BigInt);
  const grants = new Map(stored.map((grant) => [grant[0], grantFrom(grant)]));
  const bought = purchases.flatMap(([id, grantId]) => {
    const grant = grants.get(grantId);
    return grant === undefined ? [] : [[id, grant] as const];
  });
  const books: Books = {
    grants,
    purchases: new Map(bought),
    holds: new Map(
      holds.map(([id, pinned]) => [id, new Map(pinned.map(([grantId, text]) => [grantId, BigInt(text)]))]),
    ),
    spent: spent ?? 0n,
    lost: lost ?? 0n,
    overrun: overrun ?? 0n,
    debt: debt ?? 0n,
    lastMs: seq === 0 ? Number.NEGATIVE_INFINITY : atMs,
    isSuspended: suspended === true,
  };
  return { seq, hash, available, books };
}

function grantFrom([grantId, seq, expiresAtMs, stored]: z.infer<typeof storedGrant>): FoldedGrant {
  const grant = { ...openGrant(grantId, seq), expiresAtMs };
  for (const name of sumNames) grant[name] = BigInt(stored[name] ?? 0);
  return grant;
}
