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

/** The two ways of a text that is packed by one dictionary. */
export interface TextPacking {
  packed(text: string): Uint8Array;
  unpacked(bytes: Uint8Array, what: string): string;
}

/** Far more than a full house of grants, limits and standing usage. */
const unpackedMax = 1_048_576;

/** A dictionary is frozen with the first item that is stored by it. Small windows: what is packed has a kilobyte or two. */
export function textPacking(dictionary: Buffer, windowBits: number): TextPacking {
  const packing = { dictionary, level: 9, windowBits, memLevel: 5 };
  return {
    packed: (text) => deflateRawSync(text, packing),
    unpacked: (bytes, what) => {
      try {
        return inflateRawSync(bytes, { dictionary, maxOutputLength: unpackedMax }).toString();
      } catch (cause) {
        throw new ItemCorrupt(`${what} can't be unpacked`, { cause });
      }
    },
  };
}

export const { packed, unpacked } = textPacking(dictionary, 13);
