/** Nobody finds a key by trying, nor by how long an answer takes (S37). */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { formerSecretsMax } from '../../shared/domain/api-key.ts';
import { keyHash, keyPrefix, newKeyText, readKeyText } from '../../shared/domain/key-text.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { admitApiKey } from '../../shared/operations/admit-api-key.ts';
import { createApiKey } from '../../shared/operations/create-api-key.ts';
import { revokeApiKey } from '../../shared/operations/revoke-api-key.ts';
import { rotateApiKey } from '../../shared/operations/rotate-api-key.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const compared = vi.hoisted((): { readonly sent: string; readonly kept: string }[] => []);
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return {
    ...crypto,
    timingSafeEqual: (sent: Buffer, kept: Buffer) => {
      compared.push({ sent: String(sent), kept: String(kept) });
      return crypto.timingSafeEqual(sent, kept);
    },
  };
});

const secretFrom = keyPrefix.length + 17;
let store: CreditStore;
let text: string;
let keyId: string;

beforeEach(async () => {
  store = createStore(createMemoryTable(), stillSurroundings);
  const made = await createApiKey(store, { name: 'x', permissions: ['read'] }, startMs);
  if (made.kind !== 'done') throw new TypeError('no key was made');
  ({ text } = made.value);
  ({ keyId } = made.value.used.key);
});

/** A guess that differs from the key in one character of its secret, with a check sum that is right. */
function guessAt(at: number): string {
  const wanted = text.slice(secretFrom, secretFrom + 32);
  const other = wanted.charAt(at) === 'a' ? 'b' : 'a';
  const guess = wanted.slice(0, at) + other + wanted.slice(at + 1);
  // Bytes that come to these characters: see `characters` of key-text.ts.
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return newKeyText(keyId, () => Uint8Array.from(guess, (character) => alphabet.indexOf(character)));
}

async function comparisons(sent: string): Promise<readonly { readonly sent: string; readonly kept: string }[]> {
  compared.length = 0;
  await admitApiKey(store, sent, startMs);
  return [...compared];
}

describe('a secret is compared', () => {
  it('by digests of one length, each to its end, as often for every guess: wherever it differs, if it does, and whatever key there is', async () => {
    const hash = keyHash(text);
    const unknown = newKeyText('0'.repeat(16), () => new Uint8Array(32));
    for (const sent of [text, unknown, ...Array.from({ length: 32 }, (_, at) => guessAt(at))]) {
      expect(readKeyText(sent)).toBeDefined();
      const made = await comparisons(sent);
      expect(made).toHaveLength(formerSecretsMax + 1);
      // What is compared is a digest of the whole: where a guess differs is nowhere in it.
      expect(new Set(made.map((each) => each.sent))).toEqual(new Set([keyHash(sent)]));
      expect(made.every((each) => each.sent.length === 64 && each.kept.length === 64)).toBe(true);
      expect(made.filter(({ kept }) => kept === hash)).toHaveLength(sent === unknown ? 0 : 1);
    }
  });

  it('as often while former secrets are taken, and once the key was revoked', async () => {
    await rotateApiKey(store, { keyId, overlapMs: hourMs }, startMs);
    await rotateApiKey(store, { keyId, overlapMs: hourMs }, startMs);
    expect(await comparisons(text)).toHaveLength(formerSecretsMax + 1);
    expect(await comparisons(guessAt(0))).toHaveLength(formerSecretsMax + 1);
    await revokeApiKey(store, { keyId }, startMs);
    expect(await comparisons(text)).toHaveLength(formerSecretsMax + 1);
  });
});

it('guesses of every single character let nobody in, and all that there are would take longer than anybody has', async () => {
  const answers = await Promise.all(Array.from({ length: 32 }, (_, at) => admitApiKey(store, guessAt(at), startMs)));
  expect(answers.every((each) => each === undefined)).toBe(true);
  expect(await admitApiKey(store, text, startMs)).toMatchObject({ keyId });

  const secrets = 62n ** 32n;
  // Ten thousand a second is more than the default quota of an account's API Gateway takes.
  const guessesInTenThousandYears = 10_000n * 60n * 60n * 24n * 365n * 10_000n;
  expect(secrets / guessesInTenThousandYears).toBeGreaterThan(2n ** 128n);
});
