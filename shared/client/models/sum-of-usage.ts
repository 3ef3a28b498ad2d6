/** Usages of several steps as one. */
import type { TokenUsage } from '../../domain/catalogue/model-usage.ts';

export function sumOf(parts: readonly Partial<TokenUsage>[]): Partial<TokenUsage> {
  const sums = new Map<string, number>();
  const served = new Set<string>();
  for (const part of parts) {
    for (const word of part.served ?? []) served.add(word);
    for (const [kind, count] of Object.entries(part)) {
      if (typeof count === 'number') sums.set(kind, (sums.get(kind) ?? 0) + count);
    }
  }
  return { ...Object.fromEntries(sums), ...(served.size === 0 ? {} : { served: [...served] }) };
}
