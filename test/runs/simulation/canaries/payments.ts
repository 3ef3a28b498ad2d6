import type { Canary } from '../planted.ts';

/** Planted against table E: payments. */
export const paymentsCanaries: readonly Canary[] = [
  {
    name: 'payment-buys-again',
    against: 'E1, E2',
    what: 'grants a payment once per notice',
    patches: [
      {
        file: 'shared/domain/decisions/purchase-pack.ts',
        search: 'if (bought !== undefined) {',
        replacement: `if (bought !== undefined && bought.content === '') {`,
      },
    ],
  },
  {
    name: 'purchase-without-claim',
    against: 'E1, A8',
    what: 'buys with a payment that another account has claimed',
    patches: [
      {
        file: 'shared/domain/decisions/purchase-pack.ts',
        search: 'if (isClaimedElsewhere) return',
        replacement: "if (isClaimedElsewhere && packId === '') return",
      },
    ],
  },
  {
    name: 'refund-from-any-grant',
    against: 'E5',
    what: 'takes a refund from whatever grant comes first',
    patches: [
      {
        file: 'shared/domain/account/draw.ts',
        search: 'grants.filter((grant) => grant.grantId === grantId),',
        replacement: "grants.filter(() => grantId !== ''),",
      },
    ],
  },
  {
    name: 'chargeback-forgets-refund',
    against: 'E5',
    what: 'takes back what was refunded already',
    patches: [
      {
        file: 'shared/domain/decisions/charge-back-purchase.ts',
        search: 'const refunded = refundedBy(found.markedEntry(refundMark(paymentId)));',
        replacement: 'const refunded = noCredits;',
      },
    ],
  },
  {
    name: 'debt-forgiven',
    against: 'E8',
    what: 'forgets what was spent of a payment that was taken back',
    patches: [
      {
        file: 'shared/domain/decisions/charge-back-purchase.ts',
        search: '{ grants: owingMore(grants, standing, missing), debt: plus(account.debt, missing) },',
        replacement: '{ grants },',
      },
    ],
  },
];
