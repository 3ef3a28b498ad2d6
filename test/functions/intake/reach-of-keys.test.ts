/** Usage that comes in over HTTP: who may tell of it, and of whose. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { intakeRouteList } from '../../../shared/contract/routes/intake.ts';
import { grantedPermissions } from '../../../shared/contract/routes/permission.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { cloudEvent, holderOf, ingestEvents, recordedTraces } from '../../support/builders/intake-requests.ts';
import { startIntake } from '../../support/engines/intake-function.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
});

const single = 'application/cloudevents+json';
const batch = 'application/cloudevents-batch+json';
const json = 'application/json';
const binary = 'application/x-protobuf';

const { kept, aside, tell, reset } = startIntake();
beforeEach(reset);

describe('every way in', () => {
  const bodies = {
    'ingest-events': [single, JSON.stringify(cloudEvent())],
    'export-traces': [binary, recordedTraces],
    'take-lite-llm-logs': [
      json,
      JSON.stringify({
        id: 'a',
        call_type: 'completion',
        model: 'gpt-4o',
        prompt_tokens: 1,
        completion_tokens: 1,
        endTime: 1_767_225_601.5,
        metadata: { user_api_key_team_id: 'acme' },
      }),
    ],
  } as const;

  it.each(intakeRouteList)('takes of a key what it may charge, on the accounts that it reaches: $id', async (route) => {
    const [type, body] = bodies[route.id as keyof typeof bodies];
    const statusOf = async (key: object): Promise<number | undefined> =>
      (await tell(route, { type, body, authorizer: holderOf(key) })).statusCode;
    for (const permission of Object.keys(grantedPermissions))
      expect((await statusOf({ permissions: [permission] })) === 403, permission).toBe(permission !== 'charge');
    const reached = kept.length;
    expect(reached).toBeGreaterThan(0);
    for (const reach of [{ accountIds: ['globex'] }, { accountPrefix: 'acme:' }])
      expect(await statusOf(reach)).toBe(403);
    expect(kept.length).toBe(reached);
    for (const reach of [{ accountIds: ['globex', 'acme'] }, { accountPrefix: 'ac' }])
      expect(await statusOf(reach)).toBeLessThan(300);
  });

  it.each(intakeRouteList)('takes nothing of people, nor of who came past no gateway: $id', async (route) => {
    const [type, body] = bodies[route.id as keyof typeof bodies];
    for (const authorizer of [{ jwt: { claims: { 'custom:accounts': 'acme' }, scopes: null } }, {}])
      expect((await tell(route, { type, body, authorizer })).statusCode).toBe(403);
    expect([kept, aside]).toEqual([[], []]);
  });

  it.each(intakeRouteList)('asks for it again where the queue takes nothing: $id', async (route) => {
    const [type, body] = bodies[route.id as keyof typeof bodies];
    provideServices({ usage: { send: async () => Promise.reject(new Error('the queue takes nothing')) } });
    const { statusCode, headers } = await tell(route, { type, body });
    expect([statusCode, headers['retry-after']]).toEqual([503, '1']);
  });

  it('takes of a list nothing where one account of it is out of reach', async () => {
    const body = JSON.stringify([cloudEvent(), cloudEvent({ id: '2', subject: 'globex' })]);
    const authorizer = holderOf({ accountIds: ['acme'] });
    const { statusCode } = await tell(ingestEvents, { type: batch, body, authorizer });
    expect([statusCode, kept.length]).toEqual([403, 0]);
  });
});
