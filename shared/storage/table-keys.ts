/**
 * The table: one partition per account, one for the catalogue. The CDK stack, the local engine and the code read the
 * names from here.
 *
 * | partition | sort key | item |
 * |---|---|---|
 * | `ACCOUNT#<id>` | `ACCOUNT` | state, and the log of entries not yet filed |
 * | | `ENTRIES#<last seq>#<first seq>` | a segment of filed entries, immutable |
 * | | `KEY#<idempotency key>` | fingerprint and the entry's seq, or the remembered refusal |
 * | | `HOLD#<hold id>` | a hold; ids begin with its expiry, so they sort by it |
 * | | `MARK#<natural key>` | the entry that carries a payment; the newest that refunds a purchase, or reverses a debit |
 * | | `AUDITED` | up to which entry the ledger was verified, and what it came to there |
 * | | `BOOKS#<seq>` | the books at a repair after which some of the ledger can't be added up |
 * | | `QUARANTINE` | why nothing changes the account until people have looked |
 * | `USAGE#<id>` | `PROJECTION` | up to which entry signals and roll-ups have come, and what was used lately |
 * | | `DAY#<YYYY-MM-DD>#<cycle>` | a day's usage by hour, category, SKU and dimension |
 * | | `PLACE#<order>` | the account's rank in one order of the fleet, for the index alone |
 * | `SUMS#<id>` | `CYCLE#<index>` | the sums of a cycle, as of one entry |
 * | | `STATE#<ms>#<seq>` | a checkpoint: the account as of an entry, immutable |
 * | `COPIED#<id>` | `COPY` | up to which entry the ledger's second copy goes |
 * | `PAYMENT#<payment id>` | `CLAIM` | the account that a payment buys for |
 * | | `RECORD` | all that its provider told of it |
 * | `CHECKOUT#<checkout id>` | `CHECKOUT` | what was offered, to which account and at which price |
 * | `CUSTOMER#<customer id>` | `CUSTOMER` | the account that a provider's customer is |
 * | | `RECORD` | all that its provider told of its subscriptions |
 * | `CUSTOMER#<account id>` | `OF-ACCOUNT` | the customer that an account is |
 * | `TOP-UP#<account id>` | `REQUEST` | the account's last request for an automatic top-up, and what became of it |
 * | `PROMOTION#<code>` | `BUDGET` | what a promotion code gives, how many uses are left, and those that are open |
 * | `PROMOTION#` | `<code>` | that there is this code: codes in order |
 * | `API-KEYS` | `<key id>` | an API key: what it may, and the hash of its secret |
 * | `API-KEY-USES` | `<key id>` | when it was last used |
 * | `FLEET#<shard>` | `<account id>` | that there is this account: ids in order |
 * | `CATALOGUE` | `PLAN#<id>#<version>`, `CARD#<version>` | plans whole; rate cards without their prices |
 * | `CARD#<version>#<content>` | `PART#<n>` | prices of a rate card |
 * | `PARKED` | `<account id>` | an account that the sweep leaves out for now |
 * | `QUARANTINED` | `<account id>` | the same once more, as a list |
 * | `RECONCILED` | `<provider>` | up to when a provider was asked what it told |
 * | `AUDIT` | `PLACE` | where the last audit ended, and what came of it |
 * | `WATCHED` | `ACCOUNTS` | the accounts whose balance is a metric of its own |
 */
import { hash } from 'node:crypto';

export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since 1970. Housekeeping only: code compares times itself. */
  ttl: 'ttl',
  /**
   * Sparse, keys-only, and a hint, never the basis of a decision. Its partitions, each spread over shards, are lists by a
   * number: in `DUE#<shard>` the accounts that have something due, by its instant; in `TOP-UP#<shard>` the requests for top-ups of which something is to be told; in `DELIVERY#<shard>` the deliveries to try, by when; in `FLEET#<order>#<shard>` all accounts
   * by their position.
   */
  dueIndex: { name: 'due', partitionKey: 'dueShard', sortKey: 'dueAtMs' },
} as const;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The attributes stored under a key. */
export type Item = Readonly<Record<string, unknown>> & Key;

export const accountSk = 'ACCOUNT';
export const cataloguePk = 'CATALOGUE';
const cardPrefix = 'CARD#';
/** Accounts that the sweep leaves out for now. */
export const parkedPk = 'PARKED';
/** Accounts that nothing changes until people have looked. */
export const quarantinedPk = 'QUARANTINED';
export const auditKey: Key = { pk: 'AUDIT', sk: 'PLACE' };
export const watchedKey: Key = { pk: 'WATCHED', sk: 'ACCOUNTS' };
export const dueShards = 16;

const seqDigits = 12;
/** As many as the last instant that there is. */
const msDigits = 16;

export function planKey(planId: string, version: string): Key {
  return { pk: cataloguePk, sk: `PLAN#${planId}#${version}` };
}

export function cardKey(version: string): Key {
  return { pk: cataloguePk, sk: `${cardPrefix}${version}` };
}

/** True for the keys of rate cards in the catalogue's partition. The others are of plans. */
export function isCardKey({ sk }: Key): boolean {
  return sk.startsWith(cardPrefix);
}

/** The partition of a rate card's parts, by its content: two of one name never share any. */
export function cardPartsPk({ version, content }: CardName): string {
  return `${cardPrefix}${version}#${content}`;
}

/** In that partition the n-th of one kind, as `PART` or `ALIAS`. */
export function cardPartKey(card: CardName, kind: string, part: number): Key {
  return { pk: cardPartsPk(card), sk: `${kind}#${String(part).padStart(4, '0')}` };
}

interface CardName {
  readonly version: string;
  readonly content: string;
}

export function accountPk(accountId: string): string {
  return `ACCOUNT#${accountId}`;
}

export function accountKey(accountId: string): Key {
  return { pk: accountPk(accountId), sk: accountSk };
}

export function parkedKey(accountId: string): Key {
  return { pk: parkedPk, sk: accountId };
}

export function quarantinedKey(accountId: string): Key {
  return { pk: quarantinedPk, sk: accountId };
}

/** Apart from accounts: one payment buys once in all of them. */
export function paymentPk(paymentId: string): string {
  return `PAYMENT#${paymentId}`;
}

export function paymentClaimKey(paymentId: string): Key {
  return { pk: paymentPk(paymentId), sk: 'CLAIM' };
}

export function paymentRecordKey(paymentId: string): Key {
  return { pk: paymentPk(paymentId), sk: 'RECORD' };
}

export function checkoutPk(checkoutId: string): string {
  return `CHECKOUT#${checkoutId}`;
}

export function checkoutKey(checkoutId: string): Key {
  return { pk: checkoutPk(checkoutId), sk: 'CHECKOUT' };
}

/** Named by either: a provider's customer, or an account. */
export function customerPk(id: string): string {
  return `CUSTOMER#${id}`;
}

export function customerKey(customerId: string): Key {
  return { pk: customerPk(customerId), sk: 'CUSTOMER' };
}

export function customerOfKey(accountId: string): Key {
  return { pk: customerPk(accountId), sk: 'OF-ACCOUNT' };
}

/** How far each provider's events were asked for. */
export const reconciledPk = 'RECONCILED';
export function reconciledKey(provider: string): Key {
  return { pk: reconciledPk, sk: provider };
}

/** Apart from accounts: whoever tells of a top-up's payment reaches nothing else of it. */
export function topUpPk(accountId: string): string {
  return `TOP-UP#${accountId}`;
}

export function topUpKey(accountId: string): Key {
  return { pk: topUpPk(accountId), sk: 'REQUEST' };
}

export function accountIdOfTopUp(key: Key): string {
  return key.pk.slice(topUpPk('').length);
}

/** One shard of the requests for top-ups of which something is to be told, in the index. */
export function topUpShard(index: number): string {
  return `TOP-UP#${index}`;
}

/** Apart from accounts: one budget is all of theirs. */
export function promotionPk(code: string): string {
  return `PROMOTION#${code}`;
}

export function promotionKey(code: string): Key {
  return { pk: promotionPk(code), sk: 'BUDGET' };
}

/** The list of all codes. */
export function promotionListingKey(code: string): Key {
  return { pk: promotionPk(''), sk: code };
}

/** Apart from the account's own partition, so that roll-ups never take from the throughput of its commits. */
export function usagePk(accountId: string): string {
  return `USAGE#${accountId}`;
}

export function projectionKey(accountId: string): Key {
  return { pk: usagePk(accountId), sk: 'PROJECTION' };
}

/** The key of a day and cycle, as `2026-11-01#0`. */
export function usageKey(accountId: string, day: string): Key {
  return { pk: usagePk(accountId), sk: `DAY#${day}` };
}

/** Apart from the account and from its days: whoever reads them may bring them forward, and reaches nothing else. */
export function sumsPk(accountId: string): string {
  return `SUMS#${accountId}`;
}

export function cycleSumsKey(accountId: string, index: number): Key {
  return { pk: sumsPk(accountId), sk: `CYCLE#${index}` };
}

/** The key of an account's state as of an instant: those by then are all below that of the instant itself. */
export function checkpointKey(accountId: string, atMs: number, seq: number): Key {
  return { pk: sumsPk(accountId), sk: `${checkpointsUntil(atMs)}#${pad(seq)}` };
}

export const checkpointsStart = 'STATE#';
export function checkpointsUntil(atMs: number): string {
  return `${checkpointsStart}${String(atMs).padStart(msDigits, '0')}`;
}

export function auditPointKey(accountId: string): Key {
  return { pk: accountPk(accountId), sk: 'AUDITED' };
}

/** The books with which a repair goes on, where entries before it are lost. */
export function booksKey(accountId: string, repairSeq: number): Key {
  return { pk: accountPk(accountId), sk: `BOOKS#${pad(repairSeq)}` };
}

export function quarantineKey(accountId: string): Key {
  return { pk: accountPk(accountId), sk: 'QUARANTINE' };
}

export function rankKey(accountId: string, order: string): Key {
  return { pk: usagePk(accountId), sk: `PLACE#${order}` };
}

/** One shard of one order of the fleet, in the index. */
export function fleetShard(order: string, index: number): string {
  return `FLEET#${order}#${index}`;
}

/** Ids in order, in shards of their own. */
export function fleetPk(shard: string | number): string {
  return `FLEET#${shard}`;
}

export function keyKey(accountId: string, idempotencyKey: string): Key {
  return { pk: accountPk(accountId), sk: `KEY#${idempotencyKey}` };
}

export function markKey(accountId: string, mark: string): Key {
  return { pk: accountPk(accountId), sk: `MARK#${mark}` };
}

export function holdKey(accountId: string, holdId: string): Key {
  return { pk: accountPk(accountId), sk: `HOLD#${holdId}` };
}

/** Names exactly what a segment holds, last entry first, so that the first key at or after `ENTRIES#<seq>` holds `seq`. */
export function segmentKey(accountId: string, firstSeq: number, lastSeq: number): Key {
  return { pk: accountPk(accountId), sk: `${segmentsFrom(lastSeq)}#${pad(firstSeq)}` };
}

export function segmentsFrom(seq: number): string {
  return `ENTRIES#${pad(seq)}`;
}

/** Above every segment's key. */
export const segmentsEnd = 'ENTRIES#~';
export const segmentsStart = 'ENTRIES#';

export function shardIndexOf(accountId: string): number {
  const [byte = 0] = hash('sha256', accountId, 'buffer');
  return byte % dueShards;
}

/** The n-th shard of the due index, 0 up to `dueShards`. */
export function dueShard(index: number): string {
  return `DUE#${index}`;
}

export function accountIdOf(key: Key): string {
  return key.pk.slice(accountPk('').length);
}

export function accountIdOfUsage(key: Key): string {
  return key.pk.slice(usagePk('').length);
}

function pad(seq: number): string {
  return String(seq).padStart(seqDigits, '0');
}
