/** Reads server-sent events, and keeps each as it came, so that it can be handed on unchanged. */

const raws = new WeakMap<object, string>();

/** The text that an event came as, with what had come before it and carried no data of its own. */
export function rawOf(event: object): string {
  return raws.get(event) ?? '';
}

/**
 * The data of each event. What carries none, as a comment or `[DONE]`, stays with the one before it. Data that is no object,
 * and a body that is no stream of events, are an event too, of what can be read of them: nobody knows what they cost.
 */
export async function* readServerEvents(body: ReadableStream<Uint8Array> | null): AsyncGenerator<object> {
  let waiting: object | undefined;
  let before = '';
  let isStream = true;
  for await (const raw of blocksIn(body)) {
    isStream &&= waiting !== undefined || isBlock(raw);
    const data = isStream ? dataIn(raw) : undefined;
    if (data === undefined) {
      if (waiting === undefined) before += raw;
      else raws.set(waiting, rawOf(waiting) + raw);
      continue;
    }
    if (waiting !== undefined) yield waiting;
    raws.set(data, before + raw);
    before = '';
    waiting = data;
  }
  if (waiting === undefined && !isStream) {
    waiting = objectIn(before) ?? { unreadable: before };
    raws.set(waiting, before);
  }
  if (waiting !== undefined) yield waiting;
}

async function* blocksIn(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (body === null) return;
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      for (let end = endOf(rest); end > 0; end = endOf(rest)) {
        yield rest.slice(0, end);
        rest = rest.slice(end);
      }
      if (done) break;
    }
    if (rest !== '') yield rest;
  } finally {
    await reader.cancel();
  }
}

/** Where the first event ends: after an empty line. */
function endOf(text: string): number {
  const found = /\r?\n\r?\n/.exec(text);
  return found === null ? 0 : found.index + found[0].length;
}

const field = /^(?::|(?:data|event|id|retry)(?::|$)|$)/;

/** True for what is written as server-sent events are. */
function isBlock(raw: string): boolean {
  return raw.split(/\r?\n/).every((line) => field.test(line));
}

function dataIn(raw: string): object | undefined {
  const lines = raw.split(/\r?\n/);
  const data = lines.flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : [])).join('\n');
  if (data === '[DONE]' || (data === '' && isBlock(raw))) return undefined;
  return objectIn(data) ?? { unreadable: raw };
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
