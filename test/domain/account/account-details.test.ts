import { describe, expect, it } from 'vitest';
import {
  detailsChangesMax,
  noDetails,
  searchTerm,
  searchTerms,
  withDetails,
} from '../../../shared/domain/account/account-details.ts';

const by = { atMs: 5, caller: 'app' };

describe('what an account is known by', () => {
  it('says who changed what, and not what it was before', () => {
    const named = withDetails(noDetails, { name: 'Ada Lovelace', externalId: 'crm-1' }, { ...by, actor: 'grace' });
    const renamed = withDetails(named, { externalId: 'crm-1' }, { ...by, atMs: 6 });

    expect(renamed).toEqual({
      externalId: 'crm-1',
      changes: [
        { atMs: 6, caller: 'app', members: ['name'] },
        { atMs: 5, caller: 'app', actor: 'grace', members: ['name', 'externalId'] },
      ],
    });
    expect(JSON.stringify(renamed)).not.toContain('Ada');
  });

  it('stays as it is when it is told again, and remembers so many changes', () => {
    const named = withDetails(noDetails, { name: 'Acme' }, by);
    let changed = named;
    for (let at = 0; at < 3 * detailsChangesMax; at += 1) changed = withDetails(changed, { name: `Acme ${at}` }, by);

    expect(withDetails(named, { name: 'Acme' }, { ...by, atMs: 9 })).toBe(named);
    expect(changed.changes.length).toBe(detailsChangesMax);
  });
});

describe('what it is found by', () => {
  it.each([
    ['Müller & Söhne GmbH', 'sohne'],
    ['Müller & Söhne GmbH', 'MULLER  S'],
    ['Acme Corporation', 'corp'],
    ['crm-4711/eu', '4711 eu'],
    ['株式会社 東京', '東京'],
  ])('%s is found by %s', (name, typed) => {
    expect(searchTerms({ name }).some((term) => term.startsWith(searchTerm(typed)))).toBe(true);
  });

  it('signs alone are no term, and a long name has few', () => {
    expect(searchTerm(' & – *')).toBe('');
    expect(searchTerms({ name: 'a '.repeat(100), externalId: '***' }).length).toBeLessThanOrEqual(8);
  });
});
