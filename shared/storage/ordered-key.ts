/**
 * Keys that say when they were made: a UUIDv7 or a ULID, told by its format alone, whatever any clock says. Such a key above
 * every one that was ever filed can't have been used, so nobody needs to look for it; and one that was used near its own
 * time is found by that time in the ledger, so it needs no item. Both formats and `nearMs` are frozen: two versions of the
 * code that disagree about them would take one request for two.
 */

const uuidV7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const ulid = /^([0-7][0-9a-hjkmnp-tv-z]{9})[0-9a-hjkmnp-tv-z]{16}$/i;
const ulidDigits = '0123456789abcdefghjkmnpqrstvwxyz';

/** How far an entry's time may lie from its key's for the key to be found by it. */
export const nearMs = 5_000;

/** When a key says that it was made, in milliseconds since 1970; undefined for one that doesn't say. */
export function keyTimeMs(key: string): number | undefined {
  const uuid = uuidV7.exec(key);
  if (uuid !== null) return Number.parseInt(`${uuid[1]}${uuid[2]}`, 16);
  const [, time = ''] = ulid.exec(key) ?? [];
  if (time === '') return undefined;
  return [...time.toLowerCase()].reduce((sum, digit) => sum * 32 + ulidDigits.indexOf(digit), 0);
}

/** True of an entry whose key is found by its time. */
export function isNear(keyMs: number, atMs: number): boolean {
  return Math.abs(keyMs - atMs) <= nearMs;
}

/** An account's memory of the time-ordered keys that were filed. */
export interface Watermark {
  /** Every key made after this is new, unless it lies in `far`. Undefined of an account from before there was a watermark. */
  readonly newestMs: number | undefined;
  /** The latest of the newest filing, whose keys are still marked one by one. */
  readonly pendingMs: number;
  /** Keys that were ahead of their entries' time: one made for the year 9999 isn't to make all others old. Bounds included. */
  readonly far: { readonly fromMs: number; readonly untilMs: number } | undefined;
}

export const noKeys: Watermark = { newestMs: 0, pendingMs: 0, far: undefined };

/** True of a key that was never filed, for all the watermark says. */
export function isNew({ newestMs, far }: Watermark, keyMs: number): boolean {
  return newestMs !== undefined && keyMs > newestMs && (far === undefined || keyMs < far.fromMs || keyMs > far.untilMs);
}

export interface KeyUse {
  readonly idempotencyKey?: string;
  readonly atMs: number;
}

/**
 * The watermark once some uses are filed. Their marks stay until the next filing, so `newestMs` moves up only then, and
 * whoever has looked at the account since the last one isn't sent to look again.
 */
export function afterFiling(watermark: Watermark, uses: readonly KeyUse[]): Watermark {
  const keys = uses.flatMap(({ idempotencyKey, atMs }) => {
    const keyMs = idempotencyKey === undefined ? undefined : keyTimeMs(idempotencyKey);
    return keyMs === undefined ? [] : [{ keyMs, isFar: keyMs > atMs + nearMs }];
  });
  const near = keys.filter(({ isFar }) => !isFar).map(({ keyMs }) => keyMs);
  const ahead = keys.filter(({ isFar }) => isFar).map(({ keyMs }) => keyMs);
  const newestMs = watermark.newestMs === undefined ? undefined : Math.max(watermark.newestMs, watermark.pendingMs);
  const pendingMs = Math.max(watermark.pendingMs, ...near);
  const before = watermark.far !== undefined && watermark.far.untilMs > (newestMs ?? 0) ? watermark.far : undefined;
  const low = Math.min(before?.fromMs ?? Number.POSITIVE_INFINITY, ...ahead);
  const high = Math.max(before?.untilMs ?? Number.NEGATIVE_INFINITY, ...ahead);
  return { newestMs, pendingMs, far: low <= high ? { fromMs: low, untilMs: high } : undefined };
}

/** The same where the marks go with what is filed. */
export function afterFilingAll(watermark: Watermark, uses: readonly KeyUse[]): Watermark {
  return afterFiling(afterFiling(watermark, uses), []);
}
