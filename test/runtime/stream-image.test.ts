import { describe, expect, it } from 'vitest';
import { imageOf, itemOf } from '../../shared/runtime/stream-image.ts';

describe('the stream’s images', () => {
  it('are read as a function gets them: JSON, with bytes in base64 and numbers as texts', () => {
    const event = JSON.parse(
      '{"pk":{"S":"ACCOUNT#acme"},"sk":{"S":"ACCOUNT"},"version":{"N":"7"},"head":{"B":"AAECAw=="},"log":{"L":[{"S":"{}"}]}}',
    );

    expect(itemOf(event)).toEqual({
      ...{ pk: 'ACCOUNT#acme', sk: 'ACCOUNT', version: 7 },
      head: Buffer.from([0, 1, 2, 3]),
      log: ['{}'],
    });
  });

  it('survive the way there and back', () => {
    const item = { pk: 'a', sk: 'b', version: 1, head: Buffer.from('bytes'), log: ['x'], notes: undefined };
    const { notes: _left, ...stored } = item;

    expect(itemOf(JSON.parse(JSON.stringify(imageOf(item))))).toEqual(stored);
  });
});
