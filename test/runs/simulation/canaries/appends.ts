import type { asks } from '../../../../shared/storage/append-asks.ts';
import type { filingAsks } from '../../../../shared/storage/file-tail.ts';
import type { Canary } from '../planted.ts';

/** Each of what an append and a filing ask for, left out: one that is added to the table and forgotten here doesn't compile. */
const unasked = {
  enough: 'appends more than there is',
  withinLimits: 'appends past a limit that it has seen',
  lacking: 'appends a refusal though there is enough',
  unmarked: 'appends a key that is in the item',
  newKeys: 'appends a key that was filed, which nobody looked for',
  lookedUp: 'appends a key, or a hold, that was filed since it was looked for',
  untouched: 'appends two changes of a hold as it was looked up',
  dueInTime: 'opens a hold that becomes due before the account looks',
  notDue: 'appends when something is due',
  rules: 'appends past a limit that it has not seen',
  sameItem: 'appends what goes by grants that have ended since',
  room: 'appends whatever the tail weighs',
  notPaused: 'appends while it is to stand back',
} satisfies Record<keyof typeof asks, string>;
const unaskedOfFiling = {
  first: 'files what somebody else has filed',
  unreplaced: 'files over an item that was replaced',
} satisfies Record<keyof typeof filingAsks, string>;

/** Planted against appending and filing while others append. */
export const appendCanaries: readonly Canary[] = [
  ...Object.entries(unasked).map(([name, what]) =>
    withoutCondition(name, what, 'append.ts', [
      'Object.values<Ask>(asks).flatMap((ask) => ask(append))',
      'ask(append)',
    ]),
  ),
  ...Object.entries(unaskedOfFiling).map(([name, what]) =>
    withoutCondition(name, what, 'file-tail.ts', [
      'Object.values(filingAsks).map((ask) => ask({ filings, epoch }))',
      '[ask({ filings, epoch })]',
    ]),
  ),
  {
    name: 'tail-as-it-was-seen',
    against: 'I28',
    what: 'appends on condition that nobody else has appended',
    patches: [
      {
        file: 'shared/storage/append-asks.ts',
        search: `room: ({ drafts }) => [`,
        replacement: `room: ({ drafts, seen }) => [
    ...(seen.escrow === undefined ? [] : [{ is: '=', path: ['weight'], value: seen.escrow.weight } as const]),`,
      },
    ],
  },
  {
    name: 'limits-by-name-alone',
    against: 'I27',
    what: 'gives a limit back what it never counted, since one of its name did before',
    patches: [
      {
        file: 'shared/domain/account/limit.ts',
        search: 'return limits.filter(({ sinceSeq = 0 }) => sinceSeq <= openedSeq);',
        replacement: 'return openedSeq < 0 ? [] : limits;',
      },
    ],
  },
  {
    name: 'group-in-one-sum',
    against: 'W5',
    what: 'asks for what a group takes in all, though it gives some of it back only at its end',
    patches: [
      {
        file: 'shared/storage/append-needs.ts',
        search: 'if (isAsked && takes > 0) needed = Math.max(needed, sum);',
        replacement: 'if (isAsked || takes < 0) needed = sum;',
      },
    ],
  },
  {
    name: 'sought-near-its-time-alone',
    against: 'I29',
    what: 'looks for a key that has no item only among entries of the same second',
    patches: [
      {
        file: 'shared/storage/ledger.ts',
        search: 'untilMs: keyMs + nearMs',
        replacement: 'untilMs: keyMs + 1_000',
      },
    ],
  },
  {
    name: 'marks-go-at-once',
    against: 'W2',
    what: 'takes the marks of what it files away with it',
    patches: [
      {
        file: 'shared/storage/file-tail.ts',
        search: 'return [...escrow.marks].filter((mark) => !kept.has(mark));',
        replacement: 'return [...escrow.marks, ...kept];',
      },
    ],
  },
  {
    name: 'refusals-above-the-watermark',
    against: 'W3',
    what: 'forgets refused keys when it says which is the newest',
    patches: [
      {
        file: 'shared/storage/file-tail.ts',
        search: 'afterFiling(escrow.watermark, [...log.entries, ...log.notes])',
        replacement: 'afterFiling(escrow.watermark, log.entries)',
      },
      {
        file: 'shared/storage/replace.ts',
        search: 'afterFilingAll(watermark, [...filed.entries, ...filed.notes])',
        replacement: 'afterFilingAll(watermark, filed.entries)',
      },
    ],
  },
  {
    name: 'keyless-however-far',
    against: 'W2',
    what: 'files a key without an item though its time is far from its own',
    patches: [
      {
        file: 'shared/storage/filing.ts',
        search: 'keyMs !== undefined && isNear(keyMs, atMs);',
        replacement: 'keyMs !== undefined;',
      },
    ],
  },
  {
    name: 'tail-forgotten',
    against: 'W2',
    what: 'takes a tail away before it is filed',
    patches: [
      {
        file: 'shared/storage/file-tail.ts',
        search: 'await fileLog(table,',
        replacement: 'void fileLog(table,',
      },
    ],
  },
  {
    name: 'filing-says-what-is-free',
    against: 'I27',
    what: 'sets what is free to what it has come to before others appended',
    patches: [
      {
        file: 'shared/storage/file-tail.ts',
        search: `{ do: 'set', path: ['seq'], value: account.seq },`,
        replacement: `{ do: 'set', path: ['seq'], value: account.seq }, { do: 'set', path: ['free'], value: freeOf(account) ?? 0 },`,
      },
      {
        file: 'shared/storage/file-tail.ts',
        search: 'import { type Escrow, encodeWatermark, markOf }',
        replacement: 'import { type Escrow, encodeWatermark, freeOf, markOf }',
      },
    ],
  },
  {
    name: 'time-goes-back-in-a-tail',
    against: 'I16',
    what: 'dates an entry by its record, whatever came before it',
    patches: [
      {
        file: 'shared/storage/fold-tail.ts',
        search: 'Math.max(record.atMs, account.lastAtMs)',
        replacement: 'record.atMs',
      },
    ],
  },
  {
    name: 'replaced-without-its-marks',
    against: 'W1',
    what: 'replaces an item without the marks of what is in it',
    patches: [
      {
        file: 'shared/storage/replace.ts',
        search: 'new Set([...(escrow?.marks ?? []), ...marksIn(log)])',
        replacement: 'new Set<string>()',
      },
    ],
  },
  {
    name: 'twins-in-one-append',
    against: 'W5',
    what: 'appends a key twice that stands twice in a group',
    patches: [
      {
        file: 'shared/storage/append-draft.ts',
        search: 'if (draft === undefined || !isYoung || isTwin) break;',
        replacement: 'if (draft === undefined || !isYoung) break;',
      },
    ],
  },
];

function withoutCondition(name: string, what: string, file: string, [search, call]: readonly [string, string]): Canary {
  const table = file === 'append.ts' ? 'asks' : 'filingAsks';
  const replacement = `Object.entries(${table}).flatMap(([name, ask]) => (name === '${name}' ? [] : ${call}))`;
  return {
    name: `unasked-${name}`,
    against: 'W1',
    what,
    patches: [{ file: `shared/storage/${file}`, search, replacement }],
  };
}
