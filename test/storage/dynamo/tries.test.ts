/** A call that failed is tried again or not, by what it failed of; each try is signed anew. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retryPauseMs, throttledTriesMax } from '../../../shared/storage/retry-pause.ts';
import {
  found,
  key,
  type ScriptedClients,
  signedAtMs,
  startScriptedClients,
} from '../../support/engines/scripted-client.ts';
import { type Act, answers, fails, hangsUp, isCut, isSilent } from '../../support/engines/scripted-engine.ts';

let clients: ScriptedClients;
let engine: ScriptedClients['engine'];
let pauses: ScriptedClients['pauses'];

beforeAll(async () => {
  clients = await startScriptedClients();
  ({ engine, pauses } = clients);
});
afterAll(() => clients.stop());

describe('a call whose next try may fare better is tried again', () => {
  it.each<readonly [string, Act]>([
    ['the connection ends', hangsUp],
    ['the answer is cut short', isCut],
    ['no answer comes in time', isSilent],
    ['the answer does not fit its checksum', answers(200, { Item: {} }, { 'x-amz-crc32': '1' })],
    ['the answer is no JSON', (response) => void response.writeHead(200).end('<html>')],
    ['the store failed', fails(500, 'InternalServerError')],
    ['a proxy failed', (response) => void response.writeHead(502).end('<html>')],
    ['the credentials had expired', fails(400, 'ExpiredTokenException')],
  ])('when %s', async (_what, act) => {
    const table = clients.newTable();
    engine.script(act, act, found);

    expect(await table.get(key)).toEqual(key);
    expect(engine.heard).toHaveLength(3);
    expect(pauses).toEqual([25, 50]);

    engine.script(act);
    await expect(table.get(key)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(engine.heard).toHaveLength(3);
  });

  it.each(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'])(
    'ten times when the table takes no more: %s',
    async (name) => {
      const table = clients.newTable();
      const times = (count: number): readonly Act[] => Array.from({ length: count }, () => fails(400, name));
      engine.script(...times(throttledTriesMax - 1), found);

      expect(await table.get(key)).toEqual(key);
      expect(pauses).toEqual([25, 50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);

      engine.script(fails(400, name));
      const outcome = await table.put(key, { kind: 'absent' });
      expect(outcome).toMatchObject({ kind: 'in-doubt', cause: { name } });
      expect(engine.heard).toHaveLength(throttledTriesMax);
    },
  );

  describe('an update that wants to be told soon when the table takes no more', () => {
    const update = { key, asks: [], changes: [], throttledTries: 2 };
    const throttled = fails(400, 'ThrottlingException');

    it('is told so once it was tried as often: it did nothing', async () => {
      const table = clients.newTable();
      engine.script(throttled);
      expect(await table.update(update)).toEqual({ kind: 'throttled' });
      expect(engine.heard).toHaveLength(2);
      expect(pauses).toEqual([25]);
    });

    it('unless an earlier try may have been stored unheard: then it is tried to the end, and in doubt', async () => {
      const table = clients.newTable();
      engine.script(hangsUp, throttled);
      expect(await table.update(update)).toMatchObject({ kind: 'in-doubt', cause: { name: 'ThrottlingException' } });
      expect(engine.heard).toHaveLength(1 + throttledTriesMax);
    });
  });

  it('after a pause by chance, that grows up to a second', () => {
    expect([1, 2, 3, 20].map((failures) => retryPauseMs(failures, 0))).toEqual([12.5, 25, 50, 500]);
    expect([1, 2, 3, 20].map((failures) => retryPauseMs(failures, 1))).toEqual([25, 50, 100, 1_000]);
  });
});

describe('a call that was answered no', () => {
  it.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
    'is not tried again: %s',
    async (name) => {
      engine.script(fails(400, name, { 'x-amzn-requestid': 'request-1' }));

      await expect(clients.newTable().put(key, { kind: 'absent' })).rejects.toMatchObject({
        name,
        $metadata: { httpStatusCode: 400, requestId: 'request-1' },
      });
      expect(engine.heard).toHaveLength(1);
    },
  );
});

describe('each try', () => {
  it('is signed with the credentials of its time', async () => {
    let rotated = 0;
    const credentials = async () => {
      rotated += 1;
      return { accessKeyId: `id-${rotated}`, secretAccessKey: 'secret', sessionToken: `token-${rotated}` };
    };
    const table = clients.newTable({ credentials });
    engine.script(fails(400, 'ExpiredTokenException'), found);

    expect(await table.get(key)).toEqual(key);
    expect(engine.heard.map(({ headers }) => headers['x-amz-security-token'])).toEqual(['token-1', 'token-2']);
    expect(engine.heard.map(({ headers }) => headers.authorization)).toEqual([
      expect.stringContaining('Credential=id-1/20261126/us-east-1/dynamodb/aws4_request'),
      expect.stringContaining('Credential=id-2/'),
    ]);
  });

  it('goes by the store’s clock once the store says that ours is off', async () => {
    const anHourAhead = new Date(signedAtMs + 3_600_000).toUTCString();
    const table = clients.newTable();
    engine.script(fails(400, 'InvalidSignatureException', { date: anHourAhead }), found);

    expect(await table.get(key)).toEqual(key);
    expect(engine.heard.map(({ headers }) => headers['x-amz-date'])).toEqual(['20261126T120000Z', '20261126T130000Z']);
  });

  it('and is not repeated when the clock isn’t what is wrong with the signature', async () => {
    engine.script(fails(400, 'InvalidSignatureException', { date: new Date(signedAtMs).toUTCString() }));
    await expect(clients.newTable().get(key)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(engine.heard).toHaveLength(1);
  });

  it('is seen by who watches', async () => {
    const client = clients.newClient();
    const seen: string[] = [];
    client.watch((next) => async (operation, input) => {
      seen.push(operation);
      return next(operation, input);
    });
    engine.script(hangsUp, answers(200, {}));
    await client.call('Query', { TableName: 'credits' });
    expect(seen).toEqual(['Query', 'Query']);
  });
});
