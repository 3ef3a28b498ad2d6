import { describe, expect, it } from 'vitest';
import { imageOf, itemOf } from '../../shared/runtime/stream-image.ts';

describe('the stream’s images', () => {
  it('are read as a function gets them: JSON, with bytes in base64 and numbers as texts', () => {
    const event = JSON.parse(
      '{"pk":{"S":"ACCOUNT#acme"},"sk":{"S":"ACCOUNT"},"version":{"N":"7"},"head":{"B":"AAECAw=="},"log":{"L":[{"S":"{}"}]},"tail":{"L":[{"B":"BAUG"},{"M":{"in":{"B":"Bw=="}}}]},"marks":{"BS":["CA==","CQ=="]}}',
    );

    expect(itemOf(event)).toEqual({
      ...{ pk: 'ACCOUNT#acme', sk: 'ACCOUNT', version: 7 },
      head: Buffer.from([0, 1, 2, 3]),
      log: ['{}'],
      tail: [Buffer.from([4, 5, 6]), { in: Buffer.from([7]) }],
      marks: new Set([Buffer.from([8]), Buffer.from([9])]),
    });
  });

  it('survive the way there and back', () => {
    const item = {
      pk: 'a',
      sk: 'b',
      version: 1,
      head: Buffer.from('bytes'),
      log: ['x'],
      tail: [Buffer.from('in it')],
      notes: undefined,
    };
    const { notes: _left, ...stored } = item;

    expect(itemOf(JSON.parse(JSON.stringify(imageOf(item))))).toEqual(stored);
  });
});
