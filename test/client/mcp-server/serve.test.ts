/** The server for agents, asked by the protocol's own client over standard input and output, as an agent's program starts it. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { allowChoices } from '../../../shared/client/cli/mcp.ts';
import { allowable } from '../../../shared/client/mcp-server/tools.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

const script = new URL('../../../shared/client/cli/main.ts', import.meta.url).pathname;

let service: TestService;
/** Started as it is, and allowed to charge. */
let reading: Client;
let charging: Client;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  [reading, charging] = await Promise.all([started(), started('charge')]);
});
afterAll(async () => {
  await Promise.all([reading.close(), charging.close()]);
  await service.stop();
});

async function started(...allowed: readonly string[]): Promise<Client> {
  const agent = new Client({ name: 'test', version: '1.0.0' });
  const args = [script, '--url', service.url, 'mcp', ...allowed.flatMap((each) => ['--allow', each])];
  await agent.connect(new StdioClientTransport({ command: process.execPath, args }));
  return agent;
}

const resultShape = z.object({
  isError: z.optional(z.boolean()),
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
});

async function called(client: Client, name: string, given: Record<string, unknown>) {
  const { isError, content } = resultShape.parse(await client.callTool({ name, arguments: given }));
  return { isError, texts: content.map(({ text }) => text) };
}

describe('the server for agents', () => {
  it('offers reads, quotes and the gate, and nothing that changes anything, until it is allowed', async () => {
    const { tools } = await reading.listTools();
    const names = tools.map(({ name }) => name);

    expect(names).toEqual(
      expect.arrayContaining([
        'read-account',
        'quote-usage',
        'check-access',
        'read-insights',
        'read-ledger',
        'read-statement',
      ]),
    );
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    expect(names).not.toContain('debit-credits');
  });

  it('answers what the API answers: a balance, a price, and why the gate is shut', async () => {
    await service.open('asking', 'free');
    const client = reading;
    const account = await called(client, 'read-account', { accountId: 'asking' });
    const usage = [{ sku: 'ai.gpt-4o.output-token', quantity: 1_000 }];
    const quote = await called(client, 'quote-usage', { body: { accountId: 'asking', usage } });
    const gate = await called(client, 'check-access', { accountId: 'asking', credits: '200', category: 'ai' });
    const nobody = await called(client, 'read-account', { accountId: 'nobody' });

    expect(JSON.parse(account.texts[0] ?? '')).toMatchObject({ accountId: 'asking', available: 100 });
    expect(JSON.parse(quote.texts[0] ?? '')).toMatchObject({ credits: 1 });
    expect(JSON.parse(gate.texts[0] ?? '')).toMatchObject({ ai: { allowed: false }, available: 100 });
    expect([nobody.isError, JSON.parse(nobody.texts[0] ?? '').code]).toEqual([true, 'account-not-found']);
  });

  it('changes what it was allowed to, once under one key, and says so of itself', async () => {
    await service.open('spending', 'free');
    const client = charging;
    const { tools } = await client.listTools();
    const debit = tools.find(({ name }) => name === 'debit-credits');
    const given = { accountId: 'spending', body: { credits: 30, category: 'ai' } };
    const keyless = await called(client, 'debit-credits', given);
    const first = await called(client, 'debit-credits', { ...given, idempotencyKey: 'run-1' });
    const again = await called(client, 'debit-credits', { ...given, idempotencyKey: 'run-1' });
    const beyond = await called(client, 'debit-credits', {
      ...given,
      body: { credits: 80, category: 'ai' },
      idempotencyKey: 'run-2',
    });

    expect(debit?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true, idempotentHint: true });
    expect(debit?.inputSchema.required).toEqual(['accountId', 'body', 'idempotencyKey']);
    expect(keyless.isError).toBe(true);
    expect(JSON.parse(first.texts[0] ?? '').balance.available).toBe(70);
    expect([again.texts[0], again.texts.length]).toEqual([first.texts[0], 2]);
    expect(JSON.parse(beyond.texts[0] ?? '')).toMatchObject({ code: 'insufficient-credits', shortfall: 10 });
    expect(JSON.parse((await called(client, 'read-account', { accountId: 'spending' })).texts[0] ?? '').available).toBe(
      70,
    );
  });

  it('offers nothing of another permission, and never keys', async () => {
    const client = charging;
    const names = (await client.listTools()).tools.map(({ name }) => name);
    const refused = await called(client, 'adjust-credits', { accountId: 'demo', body: {}, idempotencyKey: 'x' });

    expect(names.filter((name) => /adjust|purchase|publish|api-key|endpoint/.test(name))).toEqual([]);
    expect([refused.isError, refused.texts[0]]).toEqual([true, expect.stringContaining('--allow')]);
    expect(allowChoices).toEqual(allowable);
  });
});
