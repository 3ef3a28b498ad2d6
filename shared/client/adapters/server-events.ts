/** Reads server-sent events, and keeps each as it came, so that it can be handed on unchanged. */

const raws = new WeakMap<object, string>();

/** The text that an event came as, with what had come before it and carried no data of its own. */
export function rawOf(event: object): string {
  return raws.get(event) ?? '';
}

/** The data of each event. What carries none that is an object, as a comment or `[DONE]`, stays with the one before it. */
export async function* readServerEvents(body: ReadableStream<Uint8Array> | null): AsyncGenerator<object> {
  let waiting: object | undefined;
  let before = '';
  for await (const raw of blocksIn(body)) {
    const data = dataIn(raw);
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

function dataIn(raw: string): object | undefined {
  const lines = raw.split(/\r?\n/).flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []));
  try {
    const data: unknown = JSON.parse(lines.join('\n'));
    return typeof data === 'object' && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
