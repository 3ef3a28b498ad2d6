/** Gives an account a past: days of usage by models, people and automation, the same every time. */
import type { LocalClock } from '../../../infra/local/clock.ts';

export interface Past {
  readonly accountId: string;
  readonly planId: string;
  readonly days: number;
  readonly debitsADay: number;
  /** The credits of each debit, about. */
  readonly credits: number;
}

const dayMs = 86_400_000;
const users = ['ada', 'grace', 'linus', 'margaret', 'edsger'];
const workflows = ['chat', 'agent', 'migrate', 'backup'];

/** Lives a past, debit by debit. Usage is spread over SKUs, people and days of the week by sums that have no pattern to the eye. */
export async function livePast(url: string, clock: LocalClock, past: Past): Promise<void> {
  const { accountId, planId, days, debitsADay } = past;
  await send(url, 'PUT', `/accounts/${accountId}`, { planId, timeZone: 'America/New_York' });
  for (let day = 0; day < days; day += 1) {
    const debits = Array.from({ length: debitsADay }, (_, index) => ({
      accountId,
      idempotencyKey: `${accountId} ${day} ${index}`,
      usage: [usageOf(past, day, index)],
      dimensions: {
        user: users[(day * 3 + index) % users.length],
        workflow: workflows[(day + index) % workflows.length],
      },
    }));
    await debit(url, debits);
    clock.moveTo(clock.nowMs() + dayMs);
  }
}

/** Each debit has its own answer, and those that the service had no time for are sent again. */
async function debit(url: string, debits: readonly object[]): Promise<void> {
  let left = debits;
  for (let tries = 0; tries < triesMax && left.length > 0; tries += 1) {
    const { results } = (await send(url, 'POST', '/debits', { debits: left })) as {
      readonly results: readonly { readonly status: number }[];
    };
    left = left.filter((_debit, index) => results[index]?.status !== 201);
  }
  if (left.length > 0) throw new Error(`${left.length} debits were not charged`);
}

function usageOf({ credits }: Past, day: number, index: number): { readonly sku: string; readonly quantity: number } {
  const weekday = day % 7 > 4 ? 0.35 : 1;
  const size = credits * weekday * (0.5 + ((day * 31 + index * 17) % 97) / 97);
  switch ((day + index) % 5) {
    case 0:
      return { sku: 'infrastructure.scaling.run', quantity: Math.max(1, Math.round(size)) };
    case 1:
      return { sku: 'infrastructure.backup.gb', quantity: Math.max(1, Math.round(size * 50)) };
    case 2:
      return { sku: 'ai.gpt-4o.output-token', quantity: Math.max(1, Math.round(size * 1_000)) };
    default:
      return { sku: 'ai.gpt-4o.input-token', quantity: Math.max(1, Math.round(size * 4_000)) };
  }
}

const triesMax = 5;

/** Repeated with the same key where the service hadn't the time. */
export async function send(url: string, method: string, path: string, body: object): Promise<unknown> {
  // A key has no comma.
  const key = `${method} ${path} ${JSON.stringify(body)}`.replaceAll(',', ';').slice(0, 250);
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text);
    if (response.status !== 503 || tries === triesMax)
      throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
  }
}
