/** Brings an account's tail to just below the weight at which it is filed, so that whoever changes it next has to file. */
import { hash } from 'node:crypto';
import { decodeAccount } from '../../../shared/storage/account-item.ts';
import { isEscrowed } from '../../../shared/storage/file-tail.ts';
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import { accountIdOf, type Item } from '../../../shared/storage/table-keys.ts';
import { filledUnits, type Tail, tailOf } from '../../../shared/storage/tail-size.ts';

/** Less than any record weighs. */
const recordMinBytes = 40;
/** The weight of a record without notes, with its mark; and of each note beside its text. */
const plainBytes = 70;
const noteMoreBytes = 6;
const noteMaxLength = 90;
/** Three quarters of a byte a digit, which say nothing that packing could leave out. */
const bytesOfDigit = 0.78;
const debitsMax = 200;

export interface Filling {
  readonly item: () => Promise<Item | undefined>;
  /** A debit of nothing, with these dimensions. */
  readonly debit: (key: string, dimensions: Readonly<Record<string, string>>) => Promise<unknown>;
  /** How far apart they come, and whoever comes next. */
  readonly everyMs: number;
}

export async function fillTail({ item, debit, everyMs }: Filling): Promise<void> {
  for (let count = 0; count < debitsMax; count += 1) {
    const tail = tailIn(await item());
    const left = bytesLeft(tail, everyMs);
    if (left <= recordMinBytes) return;
    // Whoever comes last leaves room for half a record; before that, records without notes do.
    const wanted = left - recordMinBytes / 2;
    const isLast = wanted < 2 * plainBytes;
    await debit(`filling ${count}`, isLast ? notesOf(wanted - plainBytes, count) : {});
  }
  throw new Error('the tail is not full');
}

/** How many more make it full. */
function bytesLeft(tail: Tail, everyMs: number): number {
  const isFullWith = (bytes: number): boolean => filledUnits(growthOf(tail, bytes, everyMs)) > filledUnits(tail);
  let bytes = 0;
  while (!isFullWith(bytes)) bytes += 1;
  return bytes;
}

function notesOf(bytes: number, seed: number): Readonly<Record<string, string>> {
  const digits = Array.from({ length: 12 }, (_, at) => hash('sha256', `${seed} ${at}`, 'base64url')).join('');
  const notes: string[] = [];
  for (let left = bytes - noteMoreBytes, at = 0; left > noteMoreBytes; at += noteMaxLength) {
    const length = Math.min(noteMaxLength, Math.floor(left / bytesOfDigit));
    notes.push(digits.slice(at, at + length));
    left -= length * bytesOfDigit + noteMoreBytes;
  }
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
