/** Tables that the service writes as CSV are read back as it was, whatever spreadsheets would make of it. */
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../shared/client/entries/csv.ts';
import { csvOf } from '../../shared/contract/answers/csv.ts';
import { columns, ledgerCsv } from '../../shared/contract/answers/ledger-tables.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';

const leaders = [
  '',
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  "'",
  '"',
  ',',
  '＝',
  '＋',
  '－',
  '＠',
  ' ',
  '\ufeff',
  ';',
  '|',
  '%',
];
const words = [
  '1+1',
  'cmd|x!A1',
  'constructor',
  '__proto__',
  'valueOf',
  'length',
  'é☃\u2028',
  '""',
  "''",
  '\r\n',
  ',,',
  '',
];

function textOf(random: () => number): string {
  const one = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () => one(leaders) + one(words)).join('');
}

describe('a table', () => {
  it('of any texts comes back as it was, 2,000 times', () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const random = seedDecider(seed);
      const names = Array.from({ length: 1 + Math.floor(random() * 4) }, () => textOf(random));
      const rows = Array.from({ length: Math.floor(random() * 4) }, () => names.map(() => textOf(random)));

      expect(readCsv(csvOf(names, rows)), `seed ${seed}`).toEqual({ columns: names, rows });
    }
  });

  it('tells numbers and structures from texts that look like them', () => {
    const written = csvOf(['a', 'b', 'c', 'd'], [[-5, '-5', { '=x': "'" }, undefined]]);

    expect(written).toBe(`a,b,c,d\r\n-5,'-5,"{""=x"":""'""}",\r\n`);
    expect(readCsv(written).rows).toEqual([['-5', '-5', '{"=x":"\'"}', '']]);
  });

  it('is neutral to a spreadsheet in every field that isn’t a number', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const text = textOf(seedDecider(seed));
      const field = csvOf(['a'], [[text]]).slice('a\r\n'.length);
      expect(field, JSON.stringify(text)).not.toMatch(/^"?[=+\-@\t\r\n＝＋－＠](?!\n?$)/);
    }
  });

  it('without a line has the ledger’s columns all the same', () => {
    expect(readCsv(ledgerCsv({ entries: [] }))).toEqual({ columns, rows: [] });
  });
});

describe('a text that is no table is told apart, by the record', () => {
  it.each([
    ['nothing', '', 'no line of column names'],
    ['a download that broke off', 'a,b\r\n1,2\r\n3', 'Record 3 breaks off'],
    ['one that broke off in a quote', 'a\r\n"x', 'Record 2 breaks off'],
    ['a field too few', 'a,b\r\n1\r\n', 'Record 2 has not as many'],
    ['a quote out of place', 'a\r\nx"y\r\n', 'a quote out of place'],
  ])('%s', (_what, text, said) => {
    expect(() => readCsv(text)).toThrow(SyntaxError);
    expect(() => readCsv(text)).toThrow(said);
  });
});
