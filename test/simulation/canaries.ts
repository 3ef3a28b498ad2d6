import type { Canary } from './planted.ts';

export const canaries: readonly Canary[] = [];
