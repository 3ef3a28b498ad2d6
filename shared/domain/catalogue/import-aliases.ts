/** Other names of imported models: with their provider before, without it, without region, version and date. */

import { type PriceMap, stemOf } from './import-prices.ts';
import { modelNames } from './model-names.ts';

const stemPattern = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;

interface Candidate {
  readonly model: string;
  /** How much was taken away from the model's name, or put before it. */
  readonly distance: number;
}

/**
 * By alias, the stem that it stands for. A name that the map has is never an alias, nor one that several models come equally
 * near to, unless they are releases of one: then it is the last one's.
 */
export function importAliases(map: PriceMap): ReadonlyMap<string, string> {
  const candidates = new Map<string, Candidate[]>();
  const offer = (name: string, candidate: Candidate): void => {
    if (Object.hasOwn(map, name) || !stemPattern.test(stemOf(name))) return;
    candidates.set(name, [...(candidates.get(name) ?? []), candidate]);
  };
  for (const [model, members] of Object.entries(map)) {
    if (typeof members !== 'object' || members === null) continue;
    for (const [distance, name] of modelNames(model).entries()) offer(name, { model, distance });
    const provider = 'litellm_provider' in members ? members.litellm_provider : undefined;
    if (typeof provider !== 'string' || model.includes('/')) continue;
    for (const name of namesAt(provider, model)) offer(name, { model, distance: 1 });
  }
  const aliases = new Map<string, string>();
  for (const [name, offered] of candidates) {
    const nearest = Math.min(...offered.map(({ distance }) => distance));
    const models = offered.filter(({ distance }) => distance === nearest).map(({ model }) => model);
    const last = models.toSorted().at(-1);
    if (last !== undefined && areReleases(models)) aliases.set(stemOf(name), stemOf(last));
  }
  return aliases;
}

const regions = ['us', 'eu', 'apac', 'global'];

/** As gateways name a provider's model, and as Bedrock names it for a group of regions. */
function namesAt(provider: string, model: string): readonly string[] {
  const isBedrock = provider.startsWith('bedrock');
  const short = isBedrock ? 'bedrock' : provider.replace(/^vertex_ai-.+$/, 'vertex_ai');
  const ids = isBedrock && /^[a-z0-9]+\.[a-z]/.test(model) ? [model] : bedrockIds(provider, model);
  const profiles = ids.flatMap((id) => [id, ...regions.map((region) => `${region}.${id}`)]);
  return [...new Set([`${provider}/${model}`, `${short}/${model}`, ...profiles])];
}

/** Anthropic's own names with Bedrock's maker and version. */
function bedrockIds(provider: string, model: string): readonly string[] {
  if (provider !== 'anthropic' || !model.startsWith('claude-')) return [];
  return [`anthropic.${model}`, `anthropic.${model}-v1`, `anthropic.${model}-v1:0`];
}

function areReleases(models: readonly string[]): boolean {
  const undated = models.map((model) => model.replace(/[-@](20\d{6}|20\d{2}-\d{2}-\d{2})(?=$|-v)/, ''));
  return new Set(undated).size === 1;
}
