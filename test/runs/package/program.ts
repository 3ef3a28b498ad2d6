/** The program that each project runs: an import of every entry that wants nothing beside it, a signed call, and a stream, against the service at CREDITS_TRY_URL. */

const body = `
export async function tryIt(url, runtime) {
  const accountId = 'try-' + runtime;
  const client = createCreditsClient({
    url,
    region: 'eu-west-1',
    credentials: async () => ({ accessKeyId: 'AKIDTRY', secretAccessKey: 'a secret to try with' }),
  });
  const opened = await client.openAccount({ accountId, body: { planId: 'free' } });
  if (opened.kind === 'refused') throw new Error(opened.problem.detail);
  const debit = await client.debitCredits({ accountId, body: { credits: 1.25, category: 'ai', dimensions: { user: 'Ada, Ü' } } });
  if (debit.kind === 'refused') throw new Error(debit.problem.detail);
  const held = await withHold({ client, accountId, estimate: { credits: 5, category: 'ai' } }, (work) => {
    work.use({ credits: 0.1 + 0.2 });
    return 'kept';
  });
  if (held.kind !== 'done' || held.value !== 'kept') throw new Error(held.kind);
  async function* model() {
    for (let piece = 0; piece < 300; piece += 1) yield { choices: [{ index: 0, delta: { content: 'word' } }], usage: null };
    yield { choices: [], usage: { prompt_tokens: 100, completion_tokens: 300 } };
  }
  const stream = await meterStream(() => model(), {
    client,
    accountId,
    skus: { input: 'ai.gpt-4o.input-token', output: 'ai.gpt-4o.output-token' },
    estimate: { inputTokens: 100, outputTokens: 400 },
  });
  if (stream.kind === 'refused') throw new Error(stream.problem.detail);
  let pieces = 0;
  for await (const piece of stream.value) if (piece) pieces += 1;
  const ending = await stream.value.ending;
  const lease = await openLease({ client, accountId, category: 'ai', slice: 2 });
  if (lease.kind === 'refused') throw new Error(lease.problem.detail);
  lease.value.spend(0.5);
  await lease.value.close();
  const account = await client.readAccount({ accountId });
  if (account.kind === 'refused') throw new Error(account.problem.detail);
  // 100 − 1.25 − 0.3 − (100 × 0.00025 + 300 × 0.001) − 0.5
  if (account.value.available !== 97.625 || account.value.held !== 0) throw new Error('left: ' + JSON.stringify(account.value));
  const adapters = [creditGate, meterOpenAI, meterAnthropic, creditsMiddleware, creditsHandler, expressCredits, honoCredits, withCredits, creditedTool, readCsv, createUsageClient];
  if (adapters.some((each) => typeof each !== 'function') || isCreditsEvent({})) throw new Error('an entry is not what it should be');
  return { pieces, end: ending.end, available: account.value.available };
}
`;

const names = [
  ['createCreditsClient', 'credits-ledger'],
  ['withHold', 'credits-ledger/hold'],
  ['meterStream', 'credits-ledger/stream'],
  ['openLease', 'credits-ledger/lease'],
  ['creditGate', 'credits-ledger/gate'],
  ['isCreditsEvent', 'credits-ledger/events'],
  ['meterOpenAI', 'credits-ledger/openai'],
  ['meterAnthropic', 'credits-ledger/anthropic'],
  ['creditsMiddleware', 'credits-ledger/ai-sdk'],
  ['creditsHandler', 'credits-ledger/langchain'],
  ['expressCredits', 'credits-ledger/express'],
  ['honoCredits', 'credits-ledger/hono'],
  ['withCredits', 'credits-ledger/next'],
  ['creditedTool', 'credits-ledger/mcp'],
  ['readCsv', 'credits-ledger/csv'],
  ['createUsageClient', 'credits-ledger/usage'],
] as const;

const imports = names.map(([name, from]) => `import { ${name} } from '${from}';`).join('\n');
const requires = names.map(([name, from]) => `const { ${name} } = require('${from}');`).join('\n');

export const esModule = `${imports}\n${body}`;
export const commonModule = `${requires}\n${body.replace('export async', 'async')}\nmodule.exports = { tryIt };\n`;
/** With the types that a user writes. */
export const typeScript = esModule.replace('tryIt(url, runtime)', 'tryIt(url: string, runtime: string)');

/** Runs it and prints what came of it, or ends with 1. */
export function starter(runtime: string, from: string, isCommon = false): string {
  const get = isCommon ? `const { tryIt } = require('${from}');` : `import { tryIt } from '${from}';`;
  return `${get}
tryIt(process.env.CREDITS_TRY_URL, '${runtime}').then(
  (tried) => console.log('TRIED ' + JSON.stringify(tried)),
  (cause) => { console.error(cause); process.exit(1); },
);
`;
}
