import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bundleMaxBytes, bundleOptions, paymentBundleMaxBytes } from '../../infra/bundling.ts';

const handlers = new URL('../../functions/requests/', import.meta.url).pathname;

const bundle = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') });
type Handler = (event: unknown, context: unknown) => Promise<unknown>;
const result = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });

describe('the functions’ bundles', () => {
  let folder: string;
  let outputs: Metafile['outputs'];

  beforeAll(async () => {
    process.env['METRICS_DISABLED'] = 'true';
    folder = await mkdtemp(join(tmpdir(), 'credits-bundles-'));
    const files = await readdir(handlers);
    const built = await build({
      ...bundleOptions,
      entryPoints: files.map((file) => join(handlers, file)),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      metafile: true,
      logLevel: 'error',
    });
    outputs = built.metafile.outputs;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('stay under the size that starts quickly', () => {
    const sizes = Object.entries(outputs).map(([file, { bytes }]) => ({ file, bytes }));

    expect(sizes.length).toBe(7);
    const boundOf = (file: string): number => (file.endsWith('/payments.mjs') ? paymentBundleMaxBytes : bundleMaxBytes);
    expect(sizes.filter(({ file, bytes }) => bytes > boundOf(file))).toEqual([]);
  });

  it('hold nothing that only this machine or the tests need', () => {
    const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
    const foreign = inputs.filter((file) =>
      /(^|\/)(infra\/local|test|shared\/client)\/|dynalite|dynoxide|vitest/.test(file),
    );

    expect(inputs.some((file) => file.endsWith('shared/storage/change.ts'))).toBe(true);
    expect(foreign).toEqual([]);
  });

  it('load the event bus and the queue for no request, and the monitors for the one that asks them', () => {
    const holding = (part: RegExp): readonly string[] =>
      Object.entries(outputs)
        .filter(([, { inputs }]) => Object.keys(inputs).some((file) => part.test(file)))
        .map(([file]) => basename(file, '.mjs'));

    expect(holding(/client-eventbridge|eventbridge-bus/)).toEqual([]);
    expect(holding(/client-sqs|sqs-due-queue/)).toEqual([]);
    expect(holding(/aws-monitors/)).toEqual(['operators']);
    // A command's decision is made as its file is loaded, so a file of lists that the contract needs holds none.
    expect(holding(/decisions\/reverse-debit/)).toEqual(['accounts', 'reports']);
    expect(holding(/decisions\/(adjust-credits|change-plan)/)).toEqual(['accounts', 'reports']);
    expect(holding(/openapi\.json/)).toEqual(['catalogue']);
  });

  it('answer by themselves, a faulty debit without asking any table', async () => {
    const { handler } = bundle.parse(await import(pathToFileURL(join(folder, 'charge.mjs')).href));

    const answer = result.parse(await handler(debitOf({ credits: -1, category: 'ai' }), { awsRequestId: 'one' }));

    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid-request', status: 400 });
  });
});

/** As API Gateway hands it over, as far as a handler looks at it. */
function debitOf(body: unknown): Record<string, unknown> {
  return {
    version: '2.0',
    routeKey: 'POST /accounts/{accountId}/debits',
    rawPath: '/accounts/acme/debits',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
    pathParameters: { accountId: 'acme' },
    requestContext: {
      requestId: 'one',
      authorizer: { iam: { userArn: 'arn' } },
      http: { method: 'POST', path: '/accounts/acme/debits' },
    },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  };
}
