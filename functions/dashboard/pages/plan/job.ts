/** A job that the person asks about, as it stands in the address: an amount, or usage that the service prices. */

export interface UsageLine {
  readonly sku: string;
  readonly quantity: number;
}

export type Job =
  | { readonly kind: 'amount'; readonly credits: number }
  | { readonly kind: 'usage'; readonly usage: readonly UsageLine[] };

export function readJob(query: URLSearchParams): Job | undefined {
  const credits = Number(query.get('credits'));
  if (credits > 0) return { kind: 'amount', credits };
  const usage = (query.get('usage') ?? '').split(',').flatMap(readLine);
  return usage.length === 0 ? undefined : { kind: 'usage', usage };
}

export function jobQuery(job: Job): { readonly credits: string | undefined; readonly usage: string | undefined } {
  return job.kind === 'amount'
    ? { credits: String(job.credits), usage: undefined }
    : { credits: undefined, usage: job.usage.map(({ sku, quantity }) => `${sku}:${quantity}`).join() };
}

function readLine(text: string): readonly UsageLine[] {
  const colon = text.lastIndexOf(':');
  const quantity = Number(text.slice(colon + 1));
  return colon > 0 && quantity > 0 ? [{ sku: text.slice(0, colon), quantity }] : [];
}
