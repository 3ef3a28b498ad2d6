/** A story in which every word that a caller may choose is the same, told by all routes: one row a route, in their order. */
import type { RouteName } from '../../../shared/contract/routes/routes.ts';

/** The word, as each kind of name can have it. */
export interface Words {
  readonly account: string;
  /** Plans, packs, limits, what is kept, versions of rate cards. */
  readonly slug: string;
  readonly sku: string;
  readonly key: string;
  readonly payment: string;
  readonly dimension: string;
  readonly value: string;
  readonly text: string;
}

export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
  /** The status that a plain word is answered with, where it isn't a success. */
  readonly status?: number;
  /** True when the answer is about all accounts or foretells something: only its status is the same each time. */
  readonly isLoose?: boolean;
}

type Row = (words: Words, holdIds: readonly string[]) => readonly Asked[];

const keptSku = ({ sku }: Words): string => `${sku}.kept`;
const usageOf = (sku: string, quantity = 2): object => ({ usage: [{ sku, quantity }] });
const dimensionsOf = ({ dimension, value }: Words): object => ({ dimensions: { [dimension]: value } });

const addressOf = (text: string): string => `https://news.acme.com/${encodeURIComponent(text)}`;
const noEndpoint = { endpointId: 'end_0000000000000000' };
const noDelivery = 'msg_000000000_000000000000000000000000';

/** All that accounts are charged by, which takes two minutes to come into effect. */
export const catalogueStory = {
  publishPlan: ({ slug, text }) => [
    {
      params: { planId: slug },
      body: { name: text, credits: 1_000, lowBalanceThresholds: [999], packs: [{ packId: slug, credits: 500 }] },
    },
  ],
  publishPromotion: ({ slug }) => [
    { params: { code: slug }, body: { credits: 5, endsAt: '2099-01-01T00:00:00Z', uses: 3 } },
  ],
  publishRateCard: (words) => {
    const { slug, sku, text } = words;
    const tiers = { mode: 'threshold', of: text, steps: [{ above: 1_000, credits: 3 }] };
    const prices = [
      { sku, category: 'ai', credits: 2, unit: text, countsAs: text },
      { sku: `of-${sku}.token`, category: 'ai', credits: 1, unit: 'token', tiers },
      { sku: keptSku(words), category: 'platform', credits: 1, per: 240, unit: 'GB-hour' },
    ];
    return [{ params: { version: slug }, body: { planId: slug, aliases: { [sku]: `of-${sku}` }, prices } }];
  },
} as const satisfies Partial<Record<RouteName, Row>>;

export const accountStory = {
  readPlan: ({ slug }) => [{ params: { planId: slug } }],
  listPlans: () => [{ isLoose: true }],
  listPromotions: () => [{ isLoose: true }],
  readPromotion: ({ slug }) => [{ params: { code: slug }, isLoose: true }],
  readRateCard: ({ slug }) => [{ params: { version: slug } }],
  listRateCards: () => [{ isLoose: true }],
  openAccount: ({ account, slug, text }) => [
    { params: { accountId: account }, body: { planId: slug, name: text, externalId: text } },
  ],
  setAccountDetails: ({ account, text }) => [
    { params: { accountId: account }, body: { name: `${text} & Co`, externalId: text, actor: text } },
  ],
  listAccounts: () => [{ isLoose: true }],
  setBrake: ({ account, dimension, text }) => [{ params: { accountId: account }, body: { dimension, actor: text } }],
  setLimit: ({ account, slug, dimension, value, key }) => [
    { params: { accountId: account, limitId: slug }, body: { credits: 900, dimension: { name: dimension, value } } },
    {
      params: { accountId: account, limitId: `${slug}2` },
      body: { credits: 900, dimension: { name: dimension, prefix: value } },
      key: `${key} of a prefix`,
    },
  ],
  debitCredits: (words) => {
    const params = { accountId: words.account };
    return [
      { params, body: { ...usageOf(words.sku), ...dimensionsOf(words) } },
      { params, body: { ...usageOf(`${words.sku}.token`), ...dimensionsOf(words) }, key: `${words.key}2` },
      { params, body: { credits: 3, category: 'infrastructure', ...dimensionsOf(words) }, key: `${words.key}3` },
      { params, body: { credits: 9_999, category: 'ai' }, key: `${words.key}5`, status: 402 },
    ];
  },
  debitBatch: (words) => {
    const { account: accountId, key } = words;
    const debits = [
      { accountId, idempotencyKey: key, ...usageOf(words.sku), ...dimensionsOf(words) },
      { accountId, idempotencyKey: `${key}4`, credits: 1, category: 'ai', ...dimensionsOf(words) },
    ];
    return [{ body: { debits } }];
  },
  quoteUsage: (words) => [
    { body: { ...usageOf(words.sku), accountId: words.account, ...dimensionsOf(words) } },
    { body: { credits: 1_000, category: 'ai', accountId: words.account, ...dimensionsOf(words) } },
  ],
  checkAccess: (words) => {
    const params = { accountId: words.account };
    const dimensions = JSON.stringify({ [words.dimension]: words.value });
    return [
      { params, query: { usage: `${words.sku}:1`, dimensions } },
      { params, query: { credits: '999', dimensions } },
    ];
  },
  reverseDebit: ({ account, text, sku, key }) => [
    { params: { accountId: account, seq: '4' }, body: { reason: text } },
    { params: { accountId: account, seq: '5' }, body: usageOf(`of-${sku}.token`, 1), key: `${key} of usage` },
  ],
  authorizeHold: (words) => {
    const params = { accountId: words.account };
    const body = { ...usageOf(words.sku), ...dimensionsOf(words), expiresInSeconds: 3_600 };
    return ['h1', 'h2', 'h3'].map((more) => ({ params, body, key: words.key + more }));
  },
  listHolds: ({ account }) => [{ params: { accountId: account } }],
  readHold: ({ account }, [holdId = '']) => [{ params: { accountId: account, holdId } }],
  reportUsage: ({ account, sku }, [holdId = '']) => [{ params: { accountId: account, holdId }, body: usageOf(sku, 3) }],
  captureHold: ({ account, sku }, [holdId = '']) => [{ params: { accountId: account, holdId }, body: usageOf(sku, 4) }],
  releaseHold: ({ account, text, key }, [, ...holdIds]) =>
    holdIds.map((holdId) => ({
      ...{ params: { accountId: account, holdId }, body: { reason: text } },
      key: `${key} release ${holdIds.indexOf(holdId)}`,
    })),
  readBrake: ({ account }) => [{ params: { accountId: account } }],
  listLimits: ({ account }) => [{ params: { accountId: account } }],
  keepStandingUsage: (words) => [
    {
      params: { accountId: words.account, usageId: words.slug },
      body: { sku: keptSku(words), quantity: 1 },
    },
  ],
  listStandingUsage: ({ account }) => [{ params: { accountId: account } }],
  endStandingUsage: ({ account, slug }) => [{ params: { accountId: account, usageId: slug } }],
  purchasePack: ({ account, slug, payment }) => [
    { params: { accountId: account }, body: { packId: slug, paymentId: payment } },
  ],
  adjustCredits: ({ account, text }) => [
    { params: { accountId: account }, body: { credits: 5, reason: text, actor: text } },
  ],
  redeemPromotion: ({ account, slug }) => [{ params: { accountId: account }, body: { code: slug } }],
  voidGrant: ({ account, slug, text }) => [
    { params: { accountId: account, grantId: slug }, body: { reason: text, actor: text }, status: 404 },
  ],
  refundPurchase: ({ account, payment, text }) => [
    {
      params: { accountId: account, paymentId: payment },
      body: { credits: 100, refundId: payment, reason: text },
    },
  ],
  chargeBackPurchase: ({ account, payment, text }) => [
    { params: { accountId: account, paymentId: payment }, body: { disputeId: payment, reason: text } },
  ],
  reinstatePurchase: ({ account, payment, text }) => [
    { params: { accountId: account, paymentId: payment }, body: { disputeId: payment, reason: text } },
  ],
  createCheckout: ({ account, slug }) => [
    { params: { accountId: account }, body: { packId: slug, returnUrl: 'https://app.example.com/' }, status: 409 },
  ],
  followCheckout: ({ account, slug }) => [
    { params: { accountId: account, packId: slug, returnUrl: 'https://app.example.com/' }, status: 409 },
  ],
  openPortal: ({ account }) => [
    { params: { accountId: account }, body: { returnUrl: 'https://app.example.com/' }, status: 404 },
  ],
  linkCustomer: ({ account, payment }) => [{ params: { accountId: account }, body: { customerId: payment } }],
  tellSubscription: ({ account, payment }) => [
    {
      params: { accountId: account },
      body: { subscriptionId: payment, status: 'active', paidUntil: '2199-01-01T00:00:00.000Z' },
    },
  ],
  setAutoTopUp: ({ account, slug }) => [
    { params: { accountId: account }, body: { packId: slug, threshold: 10, maxPerCycle: 1 } },
  ],
  failTopUp: ({ account, text }) => [
    { params: { accountId: account }, body: { requestId: text, reason: text }, status: 404 },
  ],
  endAutoTopUp: ({ account }) => [{ params: { accountId: account } }],
  watchAccount: ({ account }) => [{ params: { accountId: account } }],
  unwatchAccount: ({ account }) => [{ params: { accountId: account } }],
  readQuarantine: ({ account }) => [{ params: { accountId: account } }],
  repairAccount: ({ account, text }) => [
    { params: { accountId: account }, body: { through: 1, reason: text, actor: text }, status: 409 },
  ],
  liftQuarantine: ({ account, text }) => [{ params: { accountId: account }, body: { reason: text, actor: text } }],
  changePlan: ({ account, slug }) => [{ params: { accountId: account }, body: { planId: slug, when: 'next-cycle' } }],
  readAccount: ({ account }) => [{ params: { accountId: account } }],
  readLedger: ({ account, sku, dimension, value, key, text }) =>
    [
      {},
      { sku },
      { dimension: `${dimension}:${value}` },
      { dimensions: JSON.stringify({ [dimension]: value }) },
      { caller: text },
      { key },
      { search: text },
      { format: 'csv' },
      { format: 'ndjson' },
    ].map((query: Record<string, string>) => ({
      ...{ params: { accountId: account }, query },
      // Another word is found in other texts.
      ...('search' in query ? { isLoose: true } : {}),
    })),
  readStatement: ({ account }) =>
    [{}, { format: 'csv' }].map((query) => ({ params: { accountId: account, cycle: '0' }, query })),
  readUsage: ({ account, sku, dimension, value, text }) =>
    [
      {},
      { sku, splitBy: `dimension:${dimension}` },
      { caller: text },
      { dimensions: JSON.stringify({ [dimension]: value }) },
      { groupBy: 'sku' },
      { groupBy: `dimension:${dimension}` },
      { groupBy: `dimension:${dimension}`, format: 'csv' },
      { groupBy: 'sku', format: 'csv' },
    ].map((query: Record<string, string>) => ({ params: { accountId: account }, query })),
  readInsights: ({ account }) => [{ params: { accountId: account }, isLoose: true }],
  readFleet: ({ account, text }) => [
    { query: { prefix: account }, isLoose: true },
    { query: { search: text }, isLoose: true },
  ],
  replayRateCard: (words) =>
    catalogueStory.publishRateCard(words).map((card) => ({ ...card, query: { cycle: 'present' }, isLoose: true })),
  readServiceHealth: () => [{ isLoose: true }],
  readOpenapi: () => [{ isLoose: true }],
  readProblem: () => [{ params: { code: 'sku-unknown' } }],
  removeLimit: ({ account, slug }) => [{ params: { accountId: account, limitId: slug } }],
  endPromotion: ({ slug }) => [{ params: { code: slug }, isLoose: true }],
  closeAccount: ({ account }) => [{ params: { accountId: account } }],
  reopenAccount: ({ account, text }) => [{ params: { accountId: account }, body: { reason: text, actor: text } }],
  createApiKey: ({ account, text }) => [
    { body: { name: text, permissions: ['read'], accountIds: [account], accountPrefix: account }, isLoose: true },
  ],
  listApiKeys: () => [{ isLoose: true }],
  readApiKey: () => [{ params: { keyId: '0000000000000000' }, status: 404 }],
  rotateApiKey: () => [{ params: { keyId: '0000000000000000' }, status: 404 }],
  revokeApiKey: () => [{ params: { keyId: '0000000000000000' }, status: 404 }],
  createEndpoint: ({ account, text }) => [
    {
      body: { name: text, url: addressOf(text), accountIds: [account], accountPrefix: account },
      isLoose: true,
    },
  ],
  listEndpoints: () => [{ isLoose: true }],
  readEndpoint: () => [{ params: noEndpoint, status: 404 }],
  changeEndpoint: ({ account, text }) => [
    {
      params: noEndpoint,
      body: { name: text, url: addressOf(text), accountIds: [account], accountPrefix: account },
      status: 404,
    },
  ],
  rotateEndpointSecret: () => [{ params: noEndpoint, status: 404 }],
  deleteEndpoint: () => [{ params: noEndpoint, status: 404 }],
  testEndpoint: () => [{ params: noEndpoint, status: 404 }],
  listDeliveries: () => [{ params: noEndpoint, status: 404 }],
  moveAccountClock: ({ account }) => [
    { params: { accountId: account }, body: { to: '2100-01-01T00:00:00.000Z' }, status: 409 },
  ],
  resendDeliveries: () => [{ params: noEndpoint, body: { deliveryIds: [noDelivery] }, status: 404 }],
} as const satisfies Record<Exclude<RouteName, keyof typeof catalogueStory>, Row>;
