/** R32: entries that an audit had found right and that nobody can read any more. What they did stands; nobody can tell them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAccount } from '../../shared/client/cli/verify.ts';
import { createHttpClient, type HttpClient } from '../../shared/client/http-client.ts';
import { accountPk, segmentsEnd, segmentsFrom } from '../../shared/storage/table-keys.ts';
import { advanceDays, expectSound, keyOfNow, proposedRepair, repair } from '../support/service/repairs.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { audit, charge } from '../support/service/tampered-accounts.ts';
import { handIn } from '../support/service/tampering.ts';

let service: TestService;
let availableBefore: number;
let lost: { readonly first: number; readonly last: number };
const accountId = 'forgotten';
const keys = new Map<number, { readonly path: string; readonly body: object; readonly key: string }>();

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true });
  await service.open(accountId);
  await post('/debits', { credits: 3, category: 'ai' }, 'opaque');
  await post('/debits', { credits: 3, category: 'ai' }, keyOfNow(service));
  await post('/purchases', { packId: 'burst-1000', paymentId: 'pi_lost' }, 'bought');
  await post('/purchases/pi_lost/refund', { credits: 200, refundId: 're_1' }, 'refunded in part');
  await post('/debits/2/reversal', { credits: 1 }, 'reversed in part');
  await charge(service, accountId, 30);
  availableBefore = (await account()).available;
  await audit();
  const hand = handIn(service.engine.endpoint, accountId);
  const range = { from: segmentsFrom(1), to: segmentsEnd, order: 'ascending', limit: 10 } as const;
  let last = 0;
  for (const segment of await hand.table.query({ pk: accountPk(accountId), ...range })) {
    if (last >= 6) break;
    await hand.remove(segment);
    last = Number(segment.sk.split('#')[1]);
  }
  lost = { first: 1, last };
  hand.close();
  await advanceDays(service, 30);
  await audit();
});
afterAll(() => service.stop());

describe('a ledger that has lost entries of which the books were found right', () => {
  it('is repaired with all that they did in its balance, and says which they are', async () => {
    const { repair: proposal } = await proposedRepair(service, accountId);
    expect(proposal.lost).toEqual([lost]);
    expect(proposal.withdraws).toBeUndefined();
    expect(proposal.balance.available).toBe(availableBefore);
    const { status, json } = await repair(service, accountId, proposal.through);
    expect(status).toBe(200);
    expect(json.entry).toMatchObject({ type: 'repair', lost: [lost] });
    await expectSound(service, accountId);
  });

  it('answers each of their keys that what it did stands, and does none of it again', async () => {
    const before = await account();
    for (const [seq, { path, body, key }] of keys) {
      if (seq < lost.first || seq > lost.last) continue;
      const { status, json } = await service.call('POST', `/accounts/${accountId}${path}`, { body, key });
      expect([path, status, json.code], key).toEqual([path, 409, 'entry-lost']);
      expect(json.retryable).toBe(false);
      expect(json.givenUpBy).toBeGreaterThan(lost.last);
    }
    expect(await account()).toEqual(before);
  });

  it('lets nobody undo, refund or buy once more what it can’t tell', async () => {
    const before = await account();
    const asked = [
      post('/debits/2/reversal', {}, 'reverse what is lost'),
      post('/debits/2/reversal', { credits: 1 }, 'reverse a part of it'),
      post('/purchases/pi_lost/refund', {}, 'refund it'),
      post('/purchases/pi_lost/refund', { credits: 200, refundId: 're_1' }, 'told once more'),
      post('/purchases/pi_lost/chargeback', {}, 'charge it back'),
      post('/purchases', { packId: 'burst-1000', paymentId: 'pi_lost' }, 'buy it again'),
    ];
    for (const { status, json } of await Promise.all(asked)) expect([status, json.code]).toEqual([409, 'entry-lost']);
    expect(await account()).toEqual(before);
  });

  it('shows the rest of its ledger, and names what it lacks', async () => {
    const { status, json } = await service.call('GET', `/accounts/${accountId}/ledger`);
    expect(status).toBe(200);
    expect(json.entries.some(({ seq }: { seq: number }) => lost.first <= seq && seq <= lost.last)).toBe(false);
    expect(json.unprovable).toContainEqual(expect.objectContaining(lost));
    const one = await service.call('GET', `/accounts/${accountId}/ledger?seq=${lost.first}`);
    expect([one.status, one.json.entries]).toEqual([200, []]);
  });

  it('is sound to whoever verifies it from outside, as far as it can be followed, and not once it is altered', async () => {
    const client = createHttpClient(service.url);
    expect(await verifyAccount(client, accountId)).toMatchObject({ isSettled: false, findings: [] });
    const altering: HttpClient = {
      send: async (route, input) => {
        const answer = await client.send(route, input);
        return { ...answer, text: answer.text.replaceAll('"user-20"', '"user-21"') };
      },
    };
    const { findings } = await verifyAccount(altering, accountId);
    expect(findings).toEqual([expect.stringMatching(/^entry \d+: hash does not fit its content$/)]);
  });

  it('is charged like any other from then on', async () => {
    const { available } = await account();
    const { status } = await post('/debits', { credits: 5, category: 'ai' }, keyOfNow(service));
    expect(status).toBe(201);
    expect((await account()).available).toBe(available - 5);
    await expectSound(service, accountId);
  });
});

async function post(path: string, body: object, key: string): ReturnType<TestService['call']> {
  const reply = await service.call('POST', `/accounts/${accountId}${path}`, { body, key });
  if (reply.status === 201) keys.set(reply.json.entry.seq, { path, body, key });
  return reply;
}

async function account(): Promise<{ readonly available: number; readonly held: number; readonly debt?: number }> {
  const { available, held, debt } = (await service.call('GET', `/accounts/${accountId}`)).json;
  return { available, held, debt };
}
