/** The filters of usage, as they stand in the address: `category`, `sku`, `caller`, and `dim.<name>` for each dimension. */
import { type Category, categories } from '../../../shared/domain/catalogue/rate-card.ts';
import { present } from '../../../shared/domain/present.ts';

export interface UsageFilters {
  readonly category?: Category;
  readonly sku?: string;
  /** `key/<keyId>` for an API key. */
  readonly caller?: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** `category`, `sku`, `caller` or `dimension:<name>`. */
export type Aspect = string;

const dimensionMember = 'dim.';
const dimensionAspect = 'dimension:';

export function isAspect(text: string): boolean {
  return /^(category|sku|caller|dimension:[A-Za-z][A-Za-z0-9._-]{0,31})$/.test(text);
}

/** Reads the filters from the address. Links of before have one dimension, as `dimension=name:value`. */
export function readUsageFilters(query: URLSearchParams): UsageFilters {
  const category = categories.find((each) => each === query.get('category'));
  const given = [...query].flatMap(([member, value]) =>
    member.startsWith(dimensionMember) && value !== '' ? [[member.slice(dimensionMember.length), value] as const] : [],
  );
  const former = query.get('dimension') ?? '';
  const colon = former.indexOf(':');
  if (colon > 0) given.unshift([former.slice(0, colon), former.slice(colon + 1)]);
  return {
    ...present({ category, sku: query.get('sku') || undefined, caller: query.get('caller') || undefined }),
    dimensions: Object.fromEntries(given.filter(([name]) => isAspect(`${dimensionAspect}${name}`))),
  };
}

/** The filters as the service is asked. */
export function filterQuery({ dimensions, ...filters }: UsageFilters): Omit<UsageFilters, 'dimensions'> & {
  readonly dimensions?: string;
} {
  return Object.keys(dimensions).length === 0 ? filters : { ...filters, dimensions: JSON.stringify(dimensions) };
}

/** The member of the address that an aspect is filtered by. */
export function filterMember(aspect: Aspect): string {
  return aspect.startsWith(dimensionAspect) ? `${dimensionMember}${aspect.slice(dimensionAspect.length)}` : aspect;
}

/** Each filter by itself. */
export function eachFilter({ dimensions, ...filters }: UsageFilters): readonly {
  readonly aspect: Aspect;
  readonly value: string;
}[] {
  return [
    ...Object.entries(filters).map(([aspect, value]) => ({ aspect, value })),
    ...Object.entries(dimensions).map(([name, value]) => ({ aspect: `${dimensionAspect}${name}`, value })),
  ];
}

/** The filters as members of an address, so that another page has them too. */
export function filterMembers(filters: UsageFilters): Readonly<Record<string, string>> {
  return Object.fromEntries(eachFilter(filters).map(({ aspect, value }) => [filterMember(aspect), value]));
}
