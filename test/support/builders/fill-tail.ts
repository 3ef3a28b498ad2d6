/** Brings an account's tail to just below the weight at which it is filed, so that whoever changes it next has to file. */
import { decodeAccount } from '../../../shared/storage/account-item.ts';
import { isEscrowed } from '../../../shared/storage/file-tail.ts';
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import { accountIdOf, type Item } from '../../../shared/storage/table-keys.ts';
import { filledUnits, type Tail, tailOf } from '../../../shared/storage/tail-size.ts';

/** Less than any record weighs. */
const recordMinBytes = 55;
const noteMaxLength = 90;
/** Quotes, colon, comma and the name of a note. */
const noteMoreBytes = 7;
const debitsMax = 40;

export interface Filling {
  readonly item: () => Promise<Item | undefined>;
  /** A debit of nothing, with these dimensions. */
  readonly debit: (key: string, dimensions: Readonly<Record<string, string>>) => Promise<unknown>;
  /** How far apart they come, and whoever comes next. */
  readonly everyMs: number;
}

export async function fillTail({ item, debit, everyMs }: Filling): Promise<void> {
  let plainBytes = 0;
  for (let count = 0; count < debitsMax; count += 1) {
    const before = tailIn(await item());
    const lengths = plainBytes === 0 ? [] : Array.from({ length: 700 }, (_, length) => length);
    const noteBytes = lengths.find((length) => {
      const filled = growthOf(before, plainBytes + length, everyMs);
      const isRoomy = filledUnits(filled) === filledUnits(before);
      return isRoomy && filledUnits(growthOf(filled, recordMinBytes, everyMs)) > filledUnits(filled);
    });
    const isLast = noteBytes !== undefined && (noteBytes === 0 || noteBytes > 2 * noteMoreBytes);
    await debit(`filling ${count}`, isLast ? notesOf(noteBytes + recordMinBytes / 3) : {});
    if (isLast) return;
    const after = tailIn(await item());
    // Unless it was filed.
    if (plainBytes === 0 && after.weight > before.weight) plainBytes = after.weight - before.weight;
  }
  throw new Error('the tail is not full');
}

function notesOf(bytes: number): Readonly<Record<string, string>> {
  const notes: string[] = [];
  for (let left = bytes; left > noteMoreBytes + 1; left -= noteMaxLength + noteMoreBytes)
    notes.push('x'.repeat(Math.min(noteMaxLength, Math.floor(left) - noteMoreBytes)));
  return Object.fromEntries(notes.map((note, index) => [`n${index}`, note]));
}

function tailIn(item: Item | undefined): Tail {
  if (item === undefined) return { itemBytes: 0, weight: 0, times: [] };
  const loaded = decodeAccount(accountIdOf(item), item);
  return isEscrowed(loaded) ? tailOf(loaded) : { itemBytes: itemSizeBytes(item), weight: 0, times: [] };
}

function growthOf({ itemBytes, weight, times }: Tail, bytes: number, everyMs: number): Tail {
  return { itemBytes: itemBytes + bytes, weight: weight + bytes, times: [...times, (times.at(-1) ?? 0) + everyMs] };
}
