/** Planted against R32: what a repair must leave standing, withdraw, and give up. */
import type { Canary } from '../planted.ts';

export const repairCanaries: readonly Canary[] = [
  {
    name: 'withdrawn-numbers-again',
    against: 'R32',
    what: 'gives the numbers of withdrawn entries once more',
    patches: [
      {
        file: 'shared/storage/repairs.ts',
        search: 'return record({ ...account, seq: lastSeq }, withdrawn',
        replacement: 'return record(account, withdrawn',
      },
    ],
  },
  {
    name: 'repaired-half-filed',
    against: 'R32',
    what: 'takes what has a segment for filed whole, and forgets the keys of a filing that was cut off',
    patches: [
      {
        file: 'shared/storage/repairs.ts',
        search: '  await fileBeside(table, { accountId, isKeyless, entries: plan.halfFiled });\n',
        replacement: '',
      },
    ],
  },
  {
    name: 'unfiled-given-up',
    against: 'R32',
    what: 'gives up what stands in the account’s own item with the lost entries before it',
    patches: [
      {
        file: 'shared/storage/repair-plan.ts',
        search: 'const found = before.at(-1)?.hash === hash ? before : [];',
        replacement: 'const found = before.length === range.last - range.first + 1 ? before : [];',
      },
    ],
  },
  {
    name: 'lost-key-unanswered',
    against: 'R32',
    what: 'looks for the entry of a key though it was given up as lost',
    patches: [
      {
        file: 'shared/storage/look-up.ts',
        search: "return by === undefined ? record : { kind: 'given-up', isLost: true, fingerprint, by };",
        replacement: 'return record;',
      },
    ],
  },
  {
    name: 'lost-not-told',
    against: 'R32',
    what: 'repairs an account without saying which of its entries are lost',
    patches: [
      {
        file: 'shared/storage/repair-plan.ts',
        search: 'const lost = best === fromSound ? await lostBefore(table, best, accountId) : [];',
        replacement: 'const lost: readonly GivenUp[] = [];',
      },
    ],
  },
  {
    name: 'repair-as-not-proposed',
    against: 'R32',
    what: 'repairs an account otherwise than was proposed',
    patches: [
      {
        file: 'shared/operations/repair-account.ts',
        search: 'if (plan.proved.account.seq !== through) {',
        replacement: 'if (plan.proved.account.seq < through) {',
      },
    ],
  },
  {
    name: 'holds-not-put-back',
    against: 'R32',
    what: 'leaves holds as withdrawn entries have left them',
    patches: [
      {
        file: 'shared/storage/repairs.ts',
        search: '    ...(await holdItemsOf(table, plan)),\n',
        replacement: '',
      },
    ],
  },
  {
    name: 'marks-not-put-back',
    against: 'R32',
    what: 'leaves the marks of refunds and reversals at entries that are withdrawn',
    patches: [
      {
        file: 'shared/storage/repairs.ts',
        search: '    ...(await markItemsOf(table, plan)),\n',
        replacement: '',
      },
    ],
  },
];
