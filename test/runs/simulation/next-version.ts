import type { Patch } from './planted.ts';

/** The differences of the next version of the storage code: it says more in its items, and files its logs earlier or later. */
export const nextVersion: readonly Patch[] = [
  {
    file: 'shared/storage/replace.ts',
    search: 'const comfortableBytes = 1_024;',
    replacement: 'const comfortableBytes = 1_500;',
  },
  {
    file: 'shared/storage/account-item.ts',
    search: 'form: 2, writes',
    replacement: "    form: 2, layout: 2, region: { home: 'eu' }, writes",
  },
  {
    file: 'shared/storage/hold-item.ts',
    search: '    ...holdKey(accountId, hold.holdId),',
    replacement: '    ...holdKey(accountId, hold.holdId), layout: 2,',
  },
  {
    file: 'shared/storage/segment.ts',
    search: 'const item = { ...key, previous',
    replacement: 'const item = { ...key, layout: 2, previous',
  },
];
