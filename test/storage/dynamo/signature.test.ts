/** Requests are signed as the SDK's own signer signs them. */
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSigner } from '../../../shared/storage/dynamo/signature.ts';

/** The SDK's own is WebCrypto's or JavaScript's: this is Node's, in the form that the signer takes. */
class Sha256 {
  readonly #sum;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#sum = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: Uint8Array): void {
    this.#sum.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#sum.digest());
  }
  reset(): void {}
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

const printable = fc.stringMatching(/^[A-Za-z0-9+/=]{1,60}$/);
const request = fc.record({
  region: fc.constantFrom('us-east-1', 'eu-central-1', 'ap-southeast-2'),
  credentials: fc.record(
    { accessKeyId: printable, secretAccessKey: printable, sessionToken: printable },
    { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
  ),
  host: fc.constantFrom('dynamodb.us-east-1.amazonaws.com', '127.0.0.1:8000'),
  operation: fc.constantFrom('GetItem', 'PutItem', 'Query'),
  body: fc.string({ unit: 'grapheme', maxLength: 200 }),
  atMs: fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2040-01-01') }),
});

it('the same request, the same signature', async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ region, credentials, host, operation, body, atMs }) => {
      const headers = [
        ['content-type', 'application/x-amz-json-1.0'],
        ['x-amz-target', `DynamoDB_20120810.${operation}`],
      ] as const;
      const signer = new SignatureV4({
        region,
        service: 'dynamodb',
        sha256: Sha256,
        credentials,
        applyChecksum: false,
      });
      const theirs = await signer.sign(
        {
          method: 'POST',
          protocol: 'http:',
          hostname: host,
          path: '/',
          headers: { ...Object.fromEntries(headers), host },
          body,
        },
        { signingDate: new Date(atMs) },
      );

      const ours = createSigner({ region, service: 'dynamodb' })({ host, headers, body, atMs }, credentials);

      expect(ours).toEqual(theirs.headers);
    }),
    { numRuns: 200 },
  );
});

it('goes with the credentials of each request, and with the day', () => {
  const sign = createSigner({ region: 'us-east-1', service: 'dynamodb' });
  const noon = Date.parse('2026-11-26T12:00:00Z');
  const signed = (secretAccessKey: string, atMs: number): string | undefined =>
    sign({ host: 'a', headers: [], body: '', atMs }, { accessKeyId: 'id', secretAccessKey })['authorization'];
  const fresh = (secretAccessKey: string, atMs: number): string | undefined =>
    createSigner({ region: 'us-east-1', service: 'dynamodb' })(
      { host: 'a', headers: [], body: '', atMs },
      { accessKeyId: 'id', secretAccessKey },
    )['authorization'];

  for (const [secret, atMs] of [
    ['one', noon],
    ['two', noon],
    ['two', noon + 86_400_000],
    ['one', noon],
  ] as const)
    expect(signed(secret, atMs)).toBe(fresh(secret, atMs));
});
