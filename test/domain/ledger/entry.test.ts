/** The members that entries of each type have, held by the compiler: a line that should not compile and does fails `tsc`. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import {
  type DraftOf,
  type Entry,
  type EntryOf,
  entryFrom,
  entryTypes,
  membersOf,
} from '../../../shared/domain/ledger/entry.ts';
import { type EntryMembers, type MemberName, memberNames } from '../../../shared/domain/ledger/members.ts';
import type { StoredMember } from '../../../shared/storage/entry-members.ts';
import { credits } from '../../support/builders/fixtures.ts';

const balance = { available: credits(1), held: credits(0), overrun: credits(0), debt: credits(0) };
const position = { accountId: 'acme', seq: 2, cycle: 0, before: credits(1), after: balance, previousHash: '0' };
const core = { ...position, atMs: 0, credits: credits(0), slices: [], caller: 'test' };

describe('an entry', () => {
  it('has what its type always has, and nothing that its type never has', () => {
    expectTypeOf<EntryOf<'capture'>['hold']>().toEqualTypeOf<Hold>();
    expectTypeOf<EntryOf<'refund'>['paymentId']>().toEqualTypeOf<string>();
    expectTypeOf<EntryOf<'debit'>['hold']>().toEqualTypeOf<Hold | undefined>();
    expectTypeOf<EntryOf<'limit'>['hold']>().toEqualTypeOf<undefined>();
    expectTypeOf<Entry['reason']>().toEqualTypeOf<string | undefined>();
  });

  it('is not drafted without them, or with others', () => {
    const bare = { atMs: 0, credits: credits(0), slices: [], caller: 'test' };
    // @ts-expect-error: a refund names its payment
    const refund: DraftOf<'refund'> = { ...bare, type: 'refund', reverses: 1 };
    // @ts-expect-error: a waiver is of no plan
    const waiver: DraftOf<'waiver'> = { ...bare, type: 'waiver', planId: 'team' };
    expect([refund.type, waiver.type]).toEqual(['refund', 'waiver']);
  });

  it('is not put together from what was read without them, or with others', () => {
    expect(entryFrom({ ...core, type: 'refund' }, { paymentId: 'p', reverses: 1 })).toMatchObject({ paymentId: 'p' });
    expect(entryFrom({ ...core, type: 'refund' }, { reverses: 1 })).toBeUndefined();
    expect(entryFrom({ ...core, type: 'waiver' }, { planId: 'team' })).toBeUndefined();
    for (const type of entryTypes) {
      const { always } = membersOf[type];
      expect(entryFrom({ ...core, type }, {}) === undefined, type).toBe(always.length > 0);
    }
  });

  it('names no member that no type has', () => {
    const named = new Set<MemberName>(Object.values(membersOf).flatMap(({ always, maybe }) => [...always, ...maybe]));
    const unnamed = memberNames.filter((name) => !named.has(name));
    expect(unnamed).toEqual(['idempotencyKey', 'fingerprint']);
  });
});

type StoredRows = { readonly [K in MemberName]: StoredMember<EntryMembers[K]> };

it('a table of members that lacks one does not compile', () => {
  const most = {} as Omit<StoredRows, 'reason'>;
  // @ts-expect-error: the reason has no row
  const rows: StoredRows = most;
  expect(rows).toBe(most);
});
