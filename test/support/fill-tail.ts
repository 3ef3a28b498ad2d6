/** Brings an account's tail to just below the weight at which it is filed, so that whoever changes it next has to file. */
import { filingWeight } from '../../shared/storage/file-tail.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import type { Item } from '../../shared/storage/table-keys.ts';

/** Less than any record weighs. */
const leftBytes = 40;
const noteMaxLength = 90;
/** Quotes, colon, comma and the name of a note. */
const noteMoreBytes = 10;

export interface Filling {
  readonly item: () => Promise<Item | undefined>;
  /** A debit of nothing, with these dimensions. */
  readonly debit: (key: string, dimensions: Readonly<Record<string, string>>) => Promise<unknown>;
}

export async function fillTail({ item, debit }: Filling): Promise<void> {
  let plainBytes = 0;
  for (let count = 0; count < debitsMax; count += 1) {
    const before = await weighed(item);
    if (plainBytes > 0 && before.roomBytes <= 2 * leftBytes) return;
    const noteBytes = before.roomBytes - plainBytes - noteMoreBytes - leftBytes;
    await debit(`filling ${count}`, plainBytes > 0 && noteBytes > 0 ? notesOf(noteBytes) : {});
    const { weight } = await weighed(item);
    // Unless it was filed.
    if (plainBytes === 0 && weight > before.weight) plainBytes = weight - before.weight;
  }
  throw new Error('the tail is not full');
}

const debitsMax = 8;

function notesOf(bytes: number): Readonly<Record<string, string>> {
  const notes: string[] = [];
  for (let left = bytes; left > noteMoreBytes; left -= noteMaxLength + noteMoreBytes)
    notes.push('x'.repeat(Math.min(noteMaxLength, left - noteMoreBytes)));
  return Object.fromEntries(notes.map((note, index) => [`n${index}`, note]));
}

async function weighed(read: Filling['item']): Promise<{ readonly weight: number; readonly roomBytes: number }> {
  const item = await read();
  const weight = Number(item?.['weight'] ?? 0);
  return { weight, roomBytes: item === undefined ? 0 : filingWeight(itemSizeBytes(item), weight) - weight };
}
