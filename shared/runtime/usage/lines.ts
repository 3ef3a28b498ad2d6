/** Lines of a file as it comes, packed by gzip or not, within bounded memory. */
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Bytes of a line that is read. Bedrock puts what is longer than 100 KB of a call apart. */
export const lineMaxBytes = 2_000_000;

export type Line =
  | { readonly number: number; readonly text: string }
  /** Too long to be read. */
  | { readonly number: number; readonly text?: undefined };

/** Hands over each line and waits for it, so that no more of the file is in memory than a line and what streams keep. Rejects where the file breaks off. */
export async function eachLine(file: AsyncIterable<Uint8Array>, take: (line: Line) => Promise<void>): Promise<void> {
  const { first, whole } = await peek(file);
  const each = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const line of linesIn(chunks)) await take(line);
  };
  if (first[0] === 0x1f && first[1] === 0x8b) await pipeline(whole, createGunzip(), each);
  else await pipeline(whole, each);
}

/** A file with its first bytes, which tell whether it is packed: a header may have had it unpacked on its way. */
async function peek(
  file: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: Uint8Array; readonly whole: AsyncIterable<Uint8Array> }> {
  const chunks = file[Symbol.asyncIterator]();
  let first: Uint8Array = new Uint8Array();
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    first = Buffer.concat([first, next.value]);
    if (first.length > 1) break;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield first;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { first, whole: whole() };
}

const newline = 0x0a;

async function* linesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let [parts, bytes, number]: [Uint8Array[], number, number] = [[], 0, 1];
  const end = (): Line => {
    const line = bytes > lineMaxBytes ? { number } : { number, text: Buffer.concat(parts).toString() };
    [parts, bytes, number] = [[], 0, number + 1];
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, at));
      yield end();
      from = at + 1;
    }
    add(chunk.subarray(from));
  }
  if (bytes > 0) yield end();

  function add(part: Uint8Array): void {
    bytes += part.length;
    if (bytes > lineMaxBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  }
}
