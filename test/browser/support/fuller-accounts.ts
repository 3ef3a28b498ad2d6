/** Three accounts that have what the demonstration's haven't: forty days of what is kept, held, undone, refunded and told late, far from UTC. */
import type { LocalClock } from '../../../infra/local/clock.ts';
import { dayMs, hourMs } from '../../../shared/domain/time.ts';
import { send } from './past.ts';

export const fullerAccounts = ['kept-abroad', 'undone', 'at-work'] as const;

const days = 40;
const dimensions = { user: 'ada', workflow: 'chat', model: 'gpt-4o' };

/** Lives all three through the same days. */
export async function tellFuller(url: string, clock: LocalClock): Promise<void> {
  const post = (path: string, body: object): Promise<Charged> => send(url, 'POST', path, body) as Promise<Charged>;
  const put = (path: string, body: object): Promise<unknown> => send(url, 'PUT', path, body);
  await put('/accounts/kept-abroad', { planId: 'scale', timeZone: 'Pacific/Auckland' });
  await put('/accounts/undone', { planId: 'team', timeZone: 'Asia/Kolkata' });
  await put('/accounts/at-work', { planId: 'team', timeZone: 'America/St_Johns' });
  await put('/accounts/kept-abroad/standing-usage/backups', { sku: 'platform.log-storage.gb-hour', quantity: 240 });
  await put('/accounts/kept-abroad/limits/ai', { category: 'ai', credits: 20_000 });
  const startMs = clock.nowMs();
  for (let day = 0; day < days; day += 1) {
    clock.moveTo(startMs + day * dayMs);
    const yesterday = new Date(clock.nowMs() - 20 * hourMs).toISOString();
    await post('/accounts/kept-abroad/debits', debitOf(day, { ...dimensions, user: `user-${day % 7}` }));
    if (day % 5 === 2)
      await post('/accounts/kept-abroad/debits', { ...debitOf(day, dimensions), occurredAt: yesterday });
    await undo(post, day);
    await work(post, clock, day);
  }
  const hold = { credits: 75.5, category: 'ai', expiresInSeconds: 7_200, dimensions };
  await post('/accounts/at-work/holds', hold);
}

interface Charged {
  readonly entry: { readonly seq: number };
  readonly hold: { readonly holdId: string };
}

type Post = (path: string, body: object) => Promise<Charged>;

/** Two SKUs at once, so that a request is in two groups. */
function debitOf(day: number, of: Readonly<Record<string, string>>): object {
  const usage = [
    { sku: 'ai.gpt-4o.input-token', quantity: 40_000 + 331 * day },
    { sku: 'ai.gpt-4o.output-token', quantity: 9_000 + 97 * day },
  ];
  return { usage, dimensions: of };
}

async function undo(post: Post, day: number): Promise<void> {
  const account = '/accounts/undone';
  const { entry } = await post(`${account}/debits`, { ...debitOf(day, dimensions) });
  const { entry: plain } = await post(`${account}/debits`, { credits: `${3 + day}.000001`, category: 'platform' });
  if (day % 6 === 1) await post(`${account}/debits/${entry.seq}/reversal`, { reason: `it failed on day ${day}` });
  if (day % 6 === 3)
    await post(`${account}/debits/${plain.seq}/reversal`, { reason: `half of day ${day}`, credits: 1.5 });
  if (day === 4) await post(`${account}/purchases`, { packId: 'burst-1000', paymentId: 'pi_undone_1' });
  if (day === 9)
    await post(`${account}/purchases/pi_undone_1/refund`, { reason: 'unused', credits: 200, refundId: 're_1' });
  if (day === 20) await post(`${account}/purchases`, { packId: 'burst-1000', paymentId: 'pi_undone_2' });
  if (day === 24) await post(`${account}/purchases/pi_undone_2/chargeback`, { reason: 'disputed' });
  if (day === 12) await post(`${account}/adjustments`, { credits: 40, reason: 'goodwill', actor: 'ada@example.com' });
}

/** Held, and captured for less, for more, given back, or left to expire. */
async function work(post: Post, clock: LocalClock, day: number): Promise<void> {
  const account = '/accounts/at-work';
  const body = {
    credits: 20 + day,
    category: 'infrastructure',
    expiresInSeconds: 1_800,
    whenExhausted: 'complete',
    dimensions,
  };
  const { hold } = await post(`${account}/holds`, body);
  clock.moveTo(clock.nowMs() + hourMs / 6);
  const place = `${account}/holds/${hold.holdId}`;
  if (day % 4 === 0) await post(`${place}/capture`, { credits: 12.345678 });
  if (day % 4 === 1) await post(`${place}/capture`, { credits: 31.5 + day });
  if (day % 4 === 2) await post(`${place}/release`, {});
}
