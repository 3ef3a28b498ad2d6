/** A job that the person asks about, as it stands in the address: an amount, or usage that the service prices; and whose. */
import { type Category, categories } from '../../../../shared/domain/catalogue/rate-card.ts';
import type { PageQuery } from '../../routing/location.ts';

export interface UsageLine {
  readonly sku: string;
  readonly quantity: number;
}

interface Whose {
  /** The user, team and so on, which spending limits may be for. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

export type Job =
  | ({ readonly kind: 'amount'; readonly credits: number; readonly category: Category } & Whose)
  | ({ readonly kind: 'usage'; readonly usage: readonly UsageLine[] } & Whose);

export function readJob(query: URLSearchParams): Job | undefined {
  const credits = Number(query.get('credits'));
  const dimensions = readDimensions(query.get('for') ?? '');
  const whose = dimensions === undefined ? {} : { dimensions };
  const category = categories.find((each) => each === query.get('category')) ?? 'ai';
  if (credits > 0) return { kind: 'amount', credits, category, ...whose };
  const usage = (query.get('usage') ?? '').split(',').flatMap(readLine);
  return usage.length === 0 ? undefined : { kind: 'usage', usage, ...whose };
}

export function jobQuery(job: Job): PageQuery {
  const whose = { for: dimensionsText(job.dimensions) };
  return job.kind === 'amount'
    ? { ...whose, credits: String(job.credits), category: job.category, usage: undefined }
    : {
        ...whose,
        credits: undefined,
        category: undefined,
        usage: job.usage.map(({ sku, quantity }) => `${sku}:${quantity}`).join(),
      };
}

/** `user:ada, team:core`; undefined where it is nothing, or nothing of the kind. */
export function readDimensions(text: string): Readonly<Record<string, string>> | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const pairs = parts.map((part) => [
    part.slice(0, part.indexOf(':')).trim(),
    part.slice(part.indexOf(':') + 1).trim(),
  ]);
  const isGiven = pairs.every(([name = '', value = '']) => /^[A-Za-z][A-Za-z0-9._-]{0,31}$/.test(name) && value !== '');
  return isGiven ? Object.fromEntries(pairs) : undefined;
}

export function dimensionsText(dimensions: Readonly<Record<string, string>> = {}): string {
  return Object.entries(dimensions)
    .map(([name, value]) => `${name}:${value}`)
    .join(', ');
}

function readLine(text: string): readonly UsageLine[] {
  const colon = text.lastIndexOf(':');
  const quantity = Number(text.slice(colon + 1));
  return colon > 0 && quantity > 0 ? [{ sku: text.slice(0, colon), quantity }] : [];
}
