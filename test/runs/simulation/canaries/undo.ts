import type { Canary } from '../planted.ts';

const reversal = 'shared/domain/decisions/reverse-debit.ts';
const refund = 'shared/domain/decisions/refund-purchase.ts';

/** Planted against I24: what is undone, in parts up to the whole. */
export const undoCanaries: readonly Canary[] = [
  {
    name: 'reversed-twice',
    against: 'E5, I24',
    what: 'reverses a whole charge as often as it is asked',
    patches: [
      {
        file: reversal,
        search: 'return inAll ?? { credits: target.credits };',
        replacement: 'return inAll ?? { credits: noCredits };',
      },
    ],
  },
  {
    name: 'part-forgets-parts',
    against: 'I24',
    what: 'counts of the parts reversed before only the last',
    patches: [
      {
        file: reversal,
        search: 'const before = newest && undoneBy(newest, target);',
        replacement: 'const before = newest && { credits: newest.credits };',
      },
    ],
  },
  {
    name: 'part-from-the-start',
    against: 'I24',
    what: 'gives each part back to those that paid last',
    patches: [
      {
        file: reversal,
        search: 'return undo(account, { target, part, passed: before?.credits ?? noCredits }, asked, found);',
        replacement: 'return undo(account, { target, part, passed: noCredits }, asked, found);',
      },
    ],
  },
  {
    name: 'overrun-not-taken-off',
    against: 'I24',
    what: 'leaves overrun as it was when what had run is given back',
    patches: [{ file: reversal, search: 'overrun: minus(account.overrun, overrun),', replacement: '' }],
  },
  {
    name: 'debt-not-repaid-on-return',
    against: 'I24, A21',
    what: 'lets what comes back to a charged-back purchase be spent beside its debt',
    patches: [
      {
        file: 'shared/domain/account/give-back.ts',
        search: 'const repaidDebt = lesser(debt, credits);',
        replacement: 'const repaidDebt = lesser(noCredits, lesser(debt, credits));',
      },
    ],
  },
  {
    name: 'refund-counted-as-used',
    against: 'I24, A10',
    what: 'counts what was taken back as used',
    patches: [
      {
        file: 'shared/domain/account/draw.ts',
        search: "taken(grants, slices, flowOut('refunded'))",
        replacement: 'taken(grants, slices, use)',
      },
    ],
  },
  {
    name: 'refund-forgets-parts',
    against: 'I24, A7',
    what: 'counts of the parts refunded before only the last',
    patches: [
      {
        file: 'shared/domain/decisions/take-back-purchase.ts',
        search: '(newest.inAll?.credits ?? newest.credits)',
        replacement: 'newest.credits',
      },
    ],
  },
  {
    name: 'refund-told-twice',
    against: 'I24, A7',
    what: 'refunds as often as one refund is told',
    patches: [
      { file: refund, search: 'if (told !== undefined) {', replacement: 'if (told !== undefined && told.seq < 0) {' },
    ],
  },
  {
    name: 'moving-mark-taken-back',
    against: 'W2, I24',
    what: 'files the mark of an earlier part over a newer one',
    patches: [
      {
        file: 'shared/storage/filing.ts',
        search: "{ kind: 'earlier', seq });",
        replacement: "{ kind: 'earlier', seq: 1_000_000 });",
      },
    ],
  },
];
