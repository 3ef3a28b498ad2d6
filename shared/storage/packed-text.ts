/**
 * A text in few bytes: an account's state is paid for with every commit, and all that is short of it is room for what is
 * appended. What most states have in common is in a dictionary, so that a plain one takes a third of its text. The dictionary is
 * frozen: what was packed with it is unpacked with it for ever, and another one needs another form of the item.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ItemCorrupt } from './table.ts';

/** The commonest last: what is nearer to the text is named in fewer bits. */
const dictionary = Buffer.from(
  [
    '"accrued":,"closed":,"debt":,"heldOverrun":,"allotment":,"base":,"next":"","topUp":["",],',
    '"standing":[["","platform.log-storage.gb-hour","",[2000000,240,3600000,"2026-"],[""]],"overrun":,',
    '"limits":[["",null,["user",""],1000000000,0,0,],["","ai",null,],["","infrastructure",null,]],',
    '"zone":"America/New_York","zone":"Europe/","exhausted":,"adjustment-",1000000,0,0,],["add-on-",1000000000,0,0,18,17]],',
    '"holds":[1,{"plan":"","anchor":179,"cadence":"month","cycle":[0,179,179],',
    '"grants":[["plan-0",1000000000,0,0,null,1]],"at":179',
  ].join(''),
);

/** Small windows: a state has a kilobyte or two. */
const packing = { dictionary, level: 9, windowBits: 13, memLevel: 5 } as const;
/** Far more than a full house of grants, limits and standing usage. */
const unpackedMax = 1_048_576;

export function packed(text: string): Uint8Array {
  return deflateRawSync(text, packing);
}

export function unpacked(bytes: Uint8Array, what: string): string {
  try {
    return inflateRawSync(bytes, { dictionary, maxOutputLength: unpackedMax }).toString();
  } catch (cause) {
    throw new ItemCorrupt(`${what} can't be unpacked`, { cause });
  }
}
