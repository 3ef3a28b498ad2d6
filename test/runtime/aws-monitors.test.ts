import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAwsMonitors } from '../../shared/runtime/aws-monitors.ts';
import { queuesIn } from '../../shared/runtime/with-monitors.ts';

interface AlarmQuery {
  readonly headers: IncomingHttpHeaders;
  readonly input: Record<string, unknown>;
}

const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' };
const before = { ...process.env };

let server: Server;
let asked: AlarmQuery[];
let answers: (target: string) => { readonly status: number; readonly body: unknown };

beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { headers } = request;
    asked.push({ headers, input: JSON.parse(Buffer.concat(chunks).toString()) });
    const { status, body } = answers(String(headers['x-amz-target']));
    response.writeHead(status).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, environment, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
});
afterEach(async () => {
  for (const name of [...Object.keys(environment), 'AWS_ENDPOINT_URL']) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
  server.close();
  await once(server, 'close');
});

const monitors = createAwsMonitors({
  queues: queuesIn('work due https://sqs.example/1/due put-aside jobs/sweep-due https://sqs.example/1/failed'),
  alarmPrefix: 'credits-prod-',
});

test('every queue’s messages are told under its name, by signed calls', async () => {
  answers = () => ({ status: 200, body: { Attributes: { ApproximateNumberOfMessages: '7' } } });

  expect(await monitors.queues()).toEqual([
    { name: 'due', kind: 'work', messages: 7 },
    { name: 'jobs/sweep-due', kind: 'put-aside', messages: 7 },
  ]);
  expect(asked.map(({ input }) => input['QueueUrl']).toSorted()).toEqual([
    'https://sqs.example/1/due',
    'https://sqs.example/1/failed',
  ]);
  for (const { headers } of asked)
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sqs\//);
});

test('the alarms that ring are told with what is the matter and since when', async () => {
  const ringing = {
    AlarmName: 'credits-prod-a',
    AlarmDescription: 'It fails.',
    StateUpdatedTimestamp: 1_763_900_000.5,
  };
  answers = () => ({ status: 200, body: { MetricAlarms: [ringing], CompositeAlarms: [] } });

  expect(await monitors.ringing()).toEqual([
    { name: 'credits-prod-a', matter: 'It fails.', sinceMs: 1_763_900_000_500 },
  ]);
  expect(asked[0]?.headers['x-amz-target']).toBe('GraniteServiceVersion20100801.DescribeAlarms');
  expect(asked[0]?.input).toMatchObject({ AlarmNamePrefix: 'credits-prod-', StateValue: 'ALARM' });
});

test('a call that fails for a moment is tried once more, and one that is not allowed isn’t', async () => {
  let calls = 0;
  answers = () => {
    calls += 1;
    return calls === 1 ? { status: 503, body: {} } : { status: 200, body: { MetricAlarms: [] } };
  };
  expect(await monitors.ringing()).toEqual([]);

  asked.length = 0;
  answers = () => ({ status: 400, body: { __type: 'AccessDenied' } });
  await expect(monitors.ringing()).rejects.toThrow('DescribeAlarms failed');
  expect(asked.length).toBe(1);
});
