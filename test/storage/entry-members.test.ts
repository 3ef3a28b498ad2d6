import { expect, it } from 'vitest';
import { memberNames } from '../../shared/domain/ledger/members.ts';
import { storedMembers, storedNames } from '../../shared/storage/entry-members.ts';

it('every member is stored under a letter of its own, which is none of those that every entry has', () => {
  const letters = storedNames.map((name) => storedMembers[name].letter);

  expect(new Set(letters).size).toBe(memberNames.length);
  expect(letters.every((letter) => /^[A-Za-z]$/.test(letter))).toBe(true);
  expect(letters.filter((letter) => ['t', 'a', 'c', 's', 'w', 'x', 'b', 'v'].includes(letter))).toEqual([]);
});
