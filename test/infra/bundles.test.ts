import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundles, bundleFunctions } from '../../infra/bundle-functions.ts';
import recorded from '../../infra/bundle-sizes.json' with { type: 'json' };
import { bundleMaxBytes, chargeBundleMaxBytes, paymentBundleMaxBytes } from '../../infra/bundling.ts';
import { stripped } from '../../infra/without-documentation.ts';
import { problems } from '../../shared/contract/answers/problems.ts';
import { requestFunctions } from '../../shared/contract/routes/request-function.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { jobs, newsJobs, paymentJobs, usageJobs } from '../../shared/runtime/jobs.ts';
import { streams } from '../../shared/runtime/streams.ts';

const growthMax = 1.1;

const outdir = mkdtempSync(join(tmpdir(), 'credits-bundles-'));
let bundles: Bundles;

beforeAll(async () => {
  bundles = await bundleFunctions(outdir);
}, 120_000);
afterAll(() => rmSync(outdir, { recursive: true }));

test('there is a bundle for every function of requests, job and stream consumer, and no other', () => {
  const wanted = [
    ...Object.keys(requestFunctions).map((name) => `requests/${name}`),
    ...Object.values({ ...jobs, ...paymentJobs, ...newsJobs, ...usageJobs }).map(({ id }) => `jobs/${id}`),
    'webhooks/stripe',
    'authorizers/admit-api-key',
    'intake/take-usage',
    ...Object.values(streams).map(({ id }) => `streams/${id}`),
  ];

  expect(Object.keys(bundles.bytes).toSorted()).toEqual(wanted.toSorted());
});

test('no function has grown by a tenth since its size was recorded: `npm run bundles` records them', () => {
  const known: Readonly<Record<string, number>> = recorded;

  for (const [entry, bytes] of Object.entries(bundles.bytes))
    expect(bytes, entry).toBeLessThan((known[entry] ?? 0) * growthMax);
});

test('the bundle of the function that charges is small', () => {
  expect(bundles.bytes['requests/charge']).toBeLessThanOrEqual(chargeBundleMaxBytes);
});

test('what reads protobuf is in the function of intake alone', () => {
  const withProtobuf = Object.keys(bundles.bytes).filter((entry) =>
    readFileSync(join(outdir, entry, 'index.mjs'), 'utf8').includes('rejectedSpans'),
  );

  expect(withProtobuf).toEqual(['intake/take-usage']);
});

test('the payment provider’s package is in the functions of payments alone, and no function is larger than it may be', () => {
  const withStripe = Object.keys(bundles.bytes).filter((entry) =>
    readFileSync(join(outdir, entry, 'index.mjs'), 'utf8').includes('api.stripe.com'),
  );

  expect(withStripe.toSorted()).toEqual([
    'jobs/reconcile-payments',
    'jobs/settle-payments',
    'requests/payments',
    'webhooks/stripe',
  ]);
  for (const [entry, bytes] of Object.entries(bundles.bytes))
    expect(bytes, entry).toBeLessThanOrEqual(withStripe.includes(entry) ? paymentBundleMaxBytes : bundleMaxBytes);
});

test('no bundle holds the test clock or the local service (S28)', () => {
  for (const entry of Object.keys(bundles.bytes)) {
    const text = readFileSync(join(outdir, entry, 'index.mjs'), 'utf8');
    expect(text.includes('/local/clock') || text.includes('dynoxide') || text.includes('dynalite'), entry).toBe(false);
  }
});

test('what only documents the contract is in no bundle, and what callers read is', () => {
  const charge = readFileSync(join(outdir, 'requests/charge/index.mjs'), 'utf8');

  for (const text of [routes.debitCredits.summary, routes.authorizeHold.description])
    expect(charge.includes(text ?? ''), text).toBe(false);
  expect(charge.includes(problems['insufficient-credits'].title), 'packed').toBe(false);
  const packed = [...charge.matchAll(/["'`]([\w+/=]{1000,})["'`]/g)].map(([, text = '']) =>
    Buffer.from(text, 'base64'),
  );
  expect(packed.map((bytes) => JSON.parse(brotliDecompressSync(bytes).toString()))).toContainEqual(problems);
});

test('taking the documentation out of a source leaves everything else as it was, and marks what the module calls and spreads as pure', async () => {
  const pure = '/* @__PURE__ */ ';
  const field =
    "const a = z.string().check(z.maxLength(4, 'says ('), z.meta({ description: 'it) \\'s', examples: [[1]] }));";
  const route =
    "defineRoute({ ...withoutBody, id: 'x', summary: 'a', params: of(b), answer: { schema: c }, example: { params: {} } })";

  expect(stripped(field)).toBe(`const a = ${pure}z.string().check(${pure}z.maxLength(4, 'says ('), ...[]);`);
  expect(stripped(route)).toBe(
    `${pure}defineRoute(${pure}Object.assign({ }, withoutBody, {__proto__:null, id: 'x', ...{}, params: ${pure}of(b), ...{}, ...{} }))`,
  );
  expect(stripped("const b = shortText('Why.', 'because'), c = wholeNumber(1, 9, 'How many.');")).toBe(
    `const b = ${pure}shortText('', ''), c = ${pure}wholeNumber(1, 9, '');`,
  );
  expect(stripped("const d = text({ pattern: /x/, takes: 'must be x', description: 'An x.', example: 'x' });")).toBe(
    `const d = ${pure}text({ pattern: /x/, takes: 'must be x', ...{}, ...{} });`,
  );
  const { spread } = await import(
    `data:text/javascript,${stripped('const a = { x: 1 }; export const spread = { y: 2, ...a, z: 3, ...a };')}`
  );
  expect(spread).toEqual({ y: 2, x: 1, z: 3 });
  for (const source of [
    "const other = { summary: 'kept', answer: 1 };",
    "function read() { return z.string().check(other({ description: 'kept' })); }",
    'const lazy = () => [new Map(), calls(1)];',
  ])
    expect(stripped(source)).toBe(source);
});
