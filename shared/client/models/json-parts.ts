/** Members of what a provider sent, read without trusting any of it. */
import type { Json } from '../../domain/catalogue/model-usage.ts';

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a path; an empty one where there is none. */
export function at(value: unknown, ...path: readonly string[]): Json {
  let current = value;
  for (const name of path) current = isJson(current) ? current[name] : undefined;
  return isJson(current) ? current : {};
}

export function listAt(value: Json, name: string): readonly unknown[] {
  const list = value[name];
  return Array.isArray(list) ? list : [];
}

/** As many as any quantity may be (R3). */
const countMax = 1_000_000_000_000;

/** A whole number that a quantity can be, also as text, as protocol buffers write long ones. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,13}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 && count <= countMax
    ? count
    : undefined;
}

/** The first that is a count. */
export function firstCount(...values: readonly unknown[]): number | undefined {
  for (const value of values) {
    const count = countOf(value);
    if (count !== undefined) return count;
  }
  return undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Names under which no shape says anything that was generated. */
const silentNames: ReadonlySet<string> = new Set([
  'amazon-bedrock-invocationMetrics',
  'annotations',
  'b64_json',
  'automaticFunctionCallingHistory',
  'call_id',
  'caller',
  'citation',
  'citations',
  'container_id',
  'createTime',
  'created_at',
  'data',
  'done_reason',
  'encrypted_content',
  'event_id',
  'event_type',
  'expires_at',
  'file_id',
  'finishReason',
  'finish_reason',
  'format',
  'groundingMetadata',
  'id',
  'index',
  'item_id',
  'logprobs',
  'generation_id',
  'meta',
  'mimeType',
  'mime_type',
  'model',
  'modelVersion',
  'native_finish_reason',
  'obfuscation',
  'object',
  'partial_image_b64',
  'promptFeedback',
  'provider',
  'providerMetadata',
  'redactedContent',
  'responseId',
  'response_id',
  'role',
  'sdkHttpResponse',
  'service_tier',
  'signature',
  'stop_reason',
  'system_fingerprint',
  'thoughtSignature',
  'thought_signature',
  'toolUseId',
  'tool_call_id',
  'type',
  'url',
  'usage',
  'usageMetadata',
  'x_groq',
]);
/** The arguments of a tool are generated, names and all. */
const argumentNames: ReadonlySet<string> = new Set(['args', 'arguments', 'input']);
const depthMax = 12;

/**
 * All text in a piece of what was generated, whatever the names of its members: what a provider renames or adds is counted
 * too. Left out is what only labels it.
 */
export function textIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (depth === depthMax || value === null || typeof value !== 'object' || value instanceof Uint8Array) return '';
  if (Array.isArray(value)) return value.map((each) => textIn(each, depth + 1)).join('');
  return Object.entries(value)
    .map(([name, each]) => {
      if (silentNames.has(name)) return '';
      return argumentNames.has(name) && isJson(each) && Object.keys(each).length > 0
        ? JSON.stringify(each)
        : textIn(each, depth + 1);
    })
    .join('');
}

/** 24,000 samples of 16 bits a second, in base 64, at 20 tokens a second. */
const charactersPerAudioToken = 3_200;

/** The tokens that audio in base 64 is expected to come to, until the provider tells. */
export function audioTokensIn(data: unknown): number {
  const { length } = textOf(data);
  return length === 0 ? 0 : Math.max(1, Math.round(length / charactersPerAudioToken));
}

const decoder = new TextDecoder();

/** An answer's body in bytes or text, as JSON; undefined for anything else. */
export function parsedBody(body: unknown): unknown {
  if (!(body instanceof Uint8Array) && typeof body !== 'string') return undefined;
  try {
    return JSON.parse(typeof body === 'string' ? body : decoder.decode(body));
  } catch {
    return undefined;
  }
}
