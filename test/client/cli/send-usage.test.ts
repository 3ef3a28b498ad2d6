/** Usage that stands in a file: LiteLLM's spend log, and CloudEvents. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandLine, startCommandLine } from '../../support/service/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'credits-usage-'));
let line: CommandLine;
beforeAll(async () => {
  line = await startCommandLine();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await line.stop();
});

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function debits(
  accountId: string,
): Promise<readonly { readonly credits: number; readonly occurredAt?: string }[]> {
  await line.service.consumed();
  return (await line.service.call('GET', `/accounts/${accountId}/ledger?type=debit`)).json.entries;
}

it('charges rows of LiteLLM’s spend log, exported as a table or as JSON, once', async () => {
  await line.service.open('spend');
  const endTime = new Date(line.service.clock.nowMs() - 60_000).toISOString();
  const row = {
    ...{ request_id: 'a', call_type: 'acompletion', model: 'gpt-4o', spend: 0.01, prompt_tokens: 374 },
    ...{ completion_tokens: 44, endTime, team_id: 'spend', user: 'ada', cache_hit: 'False', status: 'success' },
    metadata: { usage_object: { prompt_tokens_details: { cached_tokens: 100 } } },
  };
  const rows = [row, { ...row, request_id: 'b', cache_hit: 'True' }, { ...row, request_id: 'c', status: 'failure' }];
  const columns = Object.keys(row) as (keyof typeof row)[];
  const quoted = (value: unknown): string =>
    typeof value === 'object' ? `"${JSON.stringify(value).replaceAll('"', '""')}"` : String(value);
  const written = endTime.replace('T', ' ').replace('Z', '');
  const table = [
    columns.join(),
    ...rows.map((each) => columns.map((name) => quoted(name === 'endTime' ? written : each[name])).join()),
  ];
  const sent = ['--form', 'litellm-spend-log'];
  const first = await line.credits('send-usage', fileOf('log.csv', table.join('\n')), ...sent);
  expect(first).toMatchObject({ code: 0, stdout: '1 events sent, 0 not\n', stderr: '' });
  await line.credits('send-usage', fileOf('log.json', JSON.stringify(rows)), ...sent);
  expect(await debits('spend')).toMatchObject([
    {
      lines: [
        { sku: 'ai.gpt-4o.input-token', quantity: 274 },
        { sku: 'ai.gpt-4o.output-token', quantity: 44 },
        { sku: 'ai.gpt-4o.cached-input-token', quantity: 100 },
      ],
      dimensions: { user: 'ada' },
    },
  ]);
});

it('names what it can’t read or the service can’t, and sends the rest', async () => {
  await line.service.open('events');
  const event = {
    specversion: '1.0',
    id: '1',
    source: 'app',
    type: 'turn',
    subject: 'events',
    data: { credits: 2, category: 'ai' },
  };
  const lines = [event, { ...event, id: '2', subject: 5 }].map((each) => JSON.stringify(each)).join('\n');
  const sent = await line.credits('send-usage', fileOf('events.ndjson', lines));
  expect(sent).toMatchObject({ code: 2, stdout: '1 events sent, 1 not\n' });
  expect(sent.stderr).toContain('[1].subject');
  expect(await debits('events')).toMatchObject([{ credits: 2 }]);
  const log = fileOf('odd.json', '[{"request_id":"x"}]');
  const odd = await line.credits('send-usage', log, '--form', 'litellm-spend-log', '--dry-run');
  expect(odd).toMatchObject({ code: 1, stdout: '0 events to send, 1 not\n' });
  expect(odd.stderr).toContain('1: call_type');
});
