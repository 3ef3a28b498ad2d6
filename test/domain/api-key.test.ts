/** The accounts that a key reaches, and the secrets that are taken of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ApiKey,
  formerSecretsMax,
  hashesTaken,
  keyStateAt,
  type Rotated,
  reaches,
  reachesAll,
  rotated,
  secretOverlapMaxMs,
} from '../../shared/domain/api-key.ts';

const key: ApiKey = {
  keyId: '4fTq0ZbXw9LmC2Ra',
  name: 'chat',
  permissions: ['charge'],
  createdAtMs: 0,
  secret: { hash: 'h0', madeAtMs: 0 },
  formerSecrets: [],
};

describe('the accounts that it reaches', () => {
  it('are all of them, those that are named, or those that begin alike', () => {
    expect(reachesAll({})).toBe(true);
    expect(reaches({}, 'anyone')).toBe(true);
    const named = { accountIds: ['acme', 'globex'] };
    expect(['acme', 'globex', 'acme2', 'acm', 'ACME', ''].map((id) => reaches(named, id))).toEqual([
      ...[true, true, false, false, false, false],
    ]);
    const prefixed = { accountPrefix: 'acme:' };
    expect(['acme:1', 'acme:', 'acme', 'xacme:1', 'Acme:1'].map((id) => reaches(prefixed, id))).toEqual([
      ...[true, true, false, false, false],
    ]);
    const both = { ...named, ...prefixed };
    expect(['acme', 'acme:7', 'initech'].map((id) => reaches(both, id))).toEqual([true, true, false]);
    expect([named, prefixed, both].map(reachesAll)).toEqual([false, false, false]);
  });
});

describe('its secrets', () => {
  it('end with it: at its end, and once it is revoked', () => {
    const ending = { ...key, expiresAtMs: 100 };
    expect([99, 100, 101].map((ms) => keyStateAt(ending, ms))).toEqual(['active', 'expired', 'expired']);
    expect([99, 100].map((ms) => hashesTaken(ending, ms))).toEqual([['h0'], []]);
    const revoked = { ...rotated(key, { hash: 'h1', overlapMs: 1_000, nowMs: 10 }), revokedAtMs: 20 };
    expect(keyStateAt(revoked, 20)).toBe('revoked');
    expect(hashesTaken(revoked, 20)).toEqual([]);
  });

  it('that were rotated are taken until their own end, never longer than when they were rotated first, and few at once', () => {
    const rotation = fc.record({
      laterMs: fc.integer({ min: 0, max: secretOverlapMaxMs }),
      overlapMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: secretOverlapMaxMs })),
    });
    fc.assert(
      fc.property(
        fc.array(rotation, { maxLength: 8 }),
        fc.integer({ min: 0, max: secretOverlapMaxMs }),
        (all, afterMs) => {
          let current = key;
          let nowMs = 0;
          const ends = new Map<string, number>([['h0', Number.POSITIVE_INFINITY]]);
          all.forEach(({ laterMs, overlapMs }, index) => {
            nowMs += laterMs;
            const asked: Rotated = { hash: `h${index + 1}`, overlapMs, nowMs };
            current = rotated(current, asked);
            for (const [hash, endMs] of ends) ends.set(hash, Math.min(endMs, nowMs + overlapMs));
            ends.set(asked.hash, Number.POSITIVE_INFINITY);
          });
          const atMs = nowMs + afterMs;
          const live = [...ends].filter(([, endMs]) => endMs > atMs).map(([hash]) => hash);

          const taken = hashesTaken(current, atMs);
          expect(taken[0]).toBe(`h${all.length}`);
          expect(taken.length).toBeLessThanOrEqual(formerSecretsMax + 1);
          expect(taken.every((hash) => live.includes(hash))).toBe(true);
          if (live.length <= formerSecretsMax + 1) expect(new Set(taken)).toEqual(new Set(live));
        },
      ),
    );
  });
});
