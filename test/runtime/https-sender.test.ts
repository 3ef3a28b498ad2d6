/** No news leads into a network of one's own, however its address is written, and whatever its name comes to mean (S36). */
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { request as httpsRequest } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createHttpsSender, type Resolve } from '../../shared/runtime/news/https-sender.ts';

const request = { url: 'https://news.acme.com/hook', headers: { 'webhook-id': 'msg_1' }, body: '{}' };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function receiver(answer: (request: IncomingMessage) => { status: number; location?: string } | 'nothing') {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(incoming.url ?? '');
    const told = answer(incoming);
    if (told === 'nothing') return;
    response
      .writeHead(told.status, told.location === undefined ? {} : { location: told.location })
      .end('x'.repeat(100_000));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

/** Connects like HTTPS, and never further than to the name's addresses. */
function connectingTo(reached: string[]): typeof httpsRequest {
  return ((url: URL, settings: { lookup: LookupFunction }) => {
    const made = httpRequest(new URL('http://news.acme.com:9/'), {
      ...settings,
      lookup: (name, options, answer) =>
        settings.lookup(name, options, (error, address, family) => {
          if (error === null)
            reached.push(...(Array.isArray(address) ? address.map((each) => each.address) : [address]));
          answer(error ?? new Error(`not connected to ${url.host}`), address, family);
        }),
    });
    return made;
  }) as typeof httpsRequest;
}

test('a name with any address that is not public is not connected to', async () => {
  for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:169.254.169.254'], []]) {
    const reached: string[] = [];
    const resolve: Resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const sender = createHttpsSender({ resolve, connect: connectingTo(reached) });

    expect(await sender.post(request), addresses.join()).toEqual({ failure: 'address-not-public' });
    expect(reached).toEqual([]);
  }
});

test('a name that means something else from one moment to the next is connected to where it was looked at, and resolved once', async () => {
  const answers = ['8.8.8.8', '127.0.0.1', '127.0.0.1'];
  const reached: string[] = [];
  let asked = 0;
  const resolve: Resolve = async () => [{ address: answers[asked++] ?? '127.0.0.1', family: 4 }];
  const sender = createHttpsSender({ resolve, connect: connectingTo(reached) });

  expect(await sender.post(request)).toEqual({ failure: 'not-connected' });
  expect([reached, asked]).toEqual([['8.8.8.8'], 1]);
  expect(await sender.post(request)).toEqual({ failure: 'address-not-public' });
  expect(reached).toEqual(['8.8.8.8']);
});

test('an address that was stored under other rules is not connected to', async () => {
  const { url, asked } = await receiver(() => ({ status: 200 }));

  expect(await createHttpsSender({}).post({ ...request, url })).toEqual({ failure: 'address-not-public' });
  expect(asked).toEqual([]);
});

test('a redirect is followed nowhere, and the answer’s status is all that is read', async () => {
  const own = await receiver(() => ({ status: 200 }));
  const { url, asked } = await receiver(() => ({ status: 307, location: own.url }));

  expect(await createHttpsSender({ takesLoopback: true }).post({ ...request, url })).toEqual({ status: 307 });
  expect([asked.length, own.asked.length]).toEqual([1, 0]);
});

test('a receiver that doesn’t answer in time is told as such, and one that isn’t there', async () => {
  const { url } = await receiver(() => 'nothing');
  const sender = createHttpsSender({ takesLoopback: true, timeoutMs: 100 });

  expect(await sender.post({ ...request, url })).toEqual({ failure: 'timed-out' });
  expect(await sender.post({ ...request, url: 'http://127.0.0.1:1/' })).toEqual({ failure: 'not-connected' });
});
