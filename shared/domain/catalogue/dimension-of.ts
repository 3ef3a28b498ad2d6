import type { Dimensions } from './rate-card.ts';

/**
 * The value under a name, if the caller gave one. A name may be a word that every object knows (`constructor`, `valueOf`),
 * so nothing but what the caller wrote is looked at.
 */
export function dimensionOf(dimensions: Dimensions | undefined, name: string): string | undefined {
  return dimensions !== undefined && Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
}
