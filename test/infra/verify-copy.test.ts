/** Faults of a second copy are named, and nothing of them is taken. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { copiedLedger } from '../../infra/restore/copied-ledger.ts';
import { verifyCopy } from '../../infra/restore/verify-copy.ts';
import { accountPk, segmentsStart } from '../../shared/storage/table-keys.ts';
import { expectSame, ledgerOf, lived, lose, rebuilt, verifiedAll } from '../support/engines/copied-lives.ts';

test.each([1, 2, 3])(
  'parts of the copy that are lost are named by their entries, and nothing is made worse by putting back the rest: seed %i',
  async (seed) => {
    const { world, copy, random, before } = await lived(seed);
    for (const name of copy.objects.keys()) if (random() < 0.3) copy.objects.delete(name);
    for (const [accountId, { hashes }] of before) {
      const copied = await copiedLedger(copy, accountId);
      const { gaps, lastSeq } = await verifyCopy(copied);
      const has = new Set([...copied.entries.values()].map(({ seq }) => seq));
      expect(gaps).toEqual(textsOf(missingIn(has, lastSeq)));
      expect(await rebuilt(world, copy, accountId)).toEqual({ kind: 'whole' });

      await lose(world, ({ pk, sk }) => pk === accountPk(accountId) && sk.startsWith(segmentsStart));
      const outcome = await rebuilt(world, copy, accountId);
      const loaded = await world.store.readAccount(accountId);
      const there = new Set([...has, ...(loaded?.log.entries ?? []).map(({ seq }) => seq)]);
      const missing = missingIn(there, hashes.length);
      if (missing.length > 0) expect(outcome).toMatchObject({ kind: 'gaps', gaps: rangesIn(missing) });
      else expect((await ledgerOf(world, accountId)).hashes).toEqual(hashes);
      expect(loaded?.account.headHash).toBe(hashes.at(-1));
    }
  },
  120_000,
);

test('an altered line, a shortened part and a part under another’s name are told, and nothing of them is taken', async () => {
  const { world, copy, before } = await lived(9);
  const [name = '', other = ''] = copy.objects.keys();
  const text = gunzipSync(copy.objects.get(name) ?? new Uint8Array()).toString();
  const ofName = (await verifiedAll(world, copy)).map(({ faults }) => faults.length);
  expect(ofName.every((count) => count === 0)).toBe(true);

  for (const content of [
    text.replace(/"stored":"/, '"stored":"x'),
    text.replace(/"hash":"./, '"hash":"g'),
    text.slice(0, text.length / 2),
    gunzipSync(copy.objects.get(other) ?? new Uint8Array()).toString(),
  ]) {
    copy.objects.set(name, gzipSync(content));
    const faults = (await verifiedAll(world, copy)).flatMap((each) => each.faults);
    expect(
      faults.some((fault) => fault.startsWith(name)),
      content.slice(0, 40),
    ).toBe(true);
  }
  copy.objects.set(name, new Uint8Array(10));
  expect((await verifiedAll(world, copy)).flatMap((each) => each.faults).join()).toContain(`${name} can't be read`);
  // What the copy can't tell the table still has.
  for (const [accountId, was] of before) expectSame(await ledgerOf(world, accountId), was);
});

test('a copy with another history than the table is left alone, and so is the table', async () => {
  const { world, copy } = await lived(5);
  const { world: stranger } = await lived(6);
  const accountId = 'account-0';
  const was = await ledgerOf(stranger, accountId);

  const { table } = await verifyCopy(await copiedLedger(copy, accountId), stranger.store);
  expect(table?.differing.length).toBeGreaterThan(0);
  const outcome = await rebuilt(stranger, copy, accountId);
  expect(outcome.kind).toBe('whole');
  expect(await ledgerOf(stranger, accountId)).toEqual(was);
  expect((await ledgerOf(world, accountId)).hashes).not.toEqual(was.hashes);
});

function missingIn(has: ReadonlySet<number>, last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1).filter((seq) => !has.has(seq));
}

function rangesIn(seqs: readonly number[]): readonly { readonly first: number; readonly last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const seq of seqs) {
    const open = ranges.at(-1);
    if (open?.last === seq - 1) open.last = seq;
    else ranges.push({ first: seq, last: seq });
  }
  return ranges;
}

function textsOf(seqs: readonly number[]): readonly string[] {
  return rangesIn(seqs).map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`));
}
