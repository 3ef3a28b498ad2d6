/**
 * One payment buys once in the whole deployment (R24). An account's own marks can't tell what another account bought, so a
 * payment is claimed in an item of its own before it buys. The claim names the account, and every idempotency key
 * under which that account has tried: it is void once nothing was bought and each of those keys remembers a refusal. As long as one
 * of them may still buy, however late, the claim stands. A crash between claim and purchase loses nothing: the account that
 * claimed it tries again.
 */
import * as z from 'zod/mini';
import { paymentMark } from '../domain/ledger/mark.ts';
import { hourMs } from '../domain/time.ts';
import { keyInLog, markInLog } from './look-up.ts';
import { decodeKey, forgottenAtMs, type KeyRecord } from './note.ts';
import { parse } from './parse.ts';
import { readAccount } from './sight.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { keyKey, markKey, paymentClaimKey } from './table-keys.ts';

/** A purchase that is about to be tried, of an account that exists. */
export interface Claimant {
  readonly paymentId: string;
  readonly accountId: string;
  readonly idempotencyKey: string;
}

export interface PaymentClaims {
  /** False where the payment is another account's, which bought with it or may do so yet. */
  claim(claimant: Claimant, nowMs: number): Promise<boolean>;
  /** The account that a payment buys for, or is tried to; undefined of one that nobody tried. */
  accountOf(paymentId: string): Promise<string | undefined>;
  /** Takes a key back that was just refused for 24 hours. */
  free(claimant: Claimant): Promise<void>;
}

/** Keys that a claim names. One with as many is void no more, and needs to name no others. */
const keysMax = 50;
const triesMax = 6;
/** A refusal about to be forgotten counts for nothing: whoever read the claim before may still be on the way. No request takes as long. */
const marginMs = hourMs;

export function createPaymentClaims(table: Table): PaymentClaims {
  /** Rewrites the claim as often as it changes meanwhile. `change` answers undefined where it is to stay as it is. */
  async function rewrite(
    paymentId: string,
    change: (claim: Claim | undefined) => Promise<Pick<Claim, 'accountId' | 'keys'> | undefined>,
  ): Promise<void> {
    const key = paymentClaimKey(paymentId);
    for (let tries = 0; tries < triesMax; tries += 1) {
      const item = await table.get(key);
      const claim = item === undefined ? undefined : parse(storedClaim, item, 'the claim on a payment');
      const next = await change(claim);
      if (next === undefined) return;
      const version = claim?.version ?? 0;
      const outcome = await table.put(
        { ...key, ...next, version: version + 1 },
        version === 0 ? { kind: 'absent' } : { kind: 'version', version },
      );
      if (outcome.kind === 'stored') return;
    }
    throw new StoreUnavailable('the claim on a payment was too busy');
  }

  /** Tells whether nothing was bought with it, and nothing will be: the account is read first, then the side items (W3). */
  async function isVoid(paymentId: string, { accountId, keys }: Claim, nowMs: number): Promise<boolean> {
    if (keys.length >= keysMax) return false;
    const loaded = await readAccount(table, accountId);
    if (loaded === undefined) return false;
    const mark = paymentMark(paymentId);
    if (markInLog(loaded.log, mark) !== undefined) return false;
    if ((await table.get(markKey(accountId, mark))) !== undefined) return false;
    for (const key of keys) {
      const item = await table.get(keyKey(accountId, key));
      const record = keyInLog(loaded.log, key, nowMs) ?? (item === undefined ? undefined : decodeKey(item));
      if (!isRefused(record, nowMs)) return false;
    }
    return true;
  }

  async function claim({ paymentId, accountId, idempotencyKey }: Claimant, nowMs: number): Promise<boolean> {
    let isOurs = true;
    await rewrite(paymentId, async (present) => {
      isOurs = present === undefined || present.accountId === accountId || (await isVoid(paymentId, present, nowMs));
      if (!isOurs) return undefined;
      const keys = present?.accountId === accountId ? present.keys : [];
      const isNamed = keys.includes(idempotencyKey) || keys.length >= keysMax;
      return isNamed ? undefined : { accountId, keys: [...keys, idempotencyKey] };
    });
    return isOurs;
  }

  async function free({ paymentId, accountId, idempotencyKey }: Claimant): Promise<void> {
    await rewrite(paymentId, async (present) => {
      if (present?.accountId !== accountId || present.keys.length >= keysMax) return undefined;
      if (!present.keys.includes(idempotencyKey)) return undefined;
      return { accountId, keys: present.keys.filter((key) => key !== idempotencyKey) };
    });
  }

  async function accountOf(paymentId: string): Promise<string | undefined> {
    const item = await table.get(paymentClaimKey(paymentId));
    return item && parse(storedClaim, item, 'the claim on a payment').accountId;
  }

  return { claim, accountOf, free };
}

function isRefused(record: KeyRecord | undefined, nowMs: number): boolean {
  return (
    record?.kind === 'note' && record.note.answer.kind === 'refused' && forgottenAtMs(record.note) - marginMs > nowMs
  );
}

const storedClaim = z.object({ version: z.int(), accountId: z.string(), keys: z.array(z.string()) });
type Claim = z.infer<typeof storedClaim>;
