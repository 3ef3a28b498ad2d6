import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventKey } from '../../shared/domain/event-key.ts';
import { keyTimeMs } from '../../shared/storage/ordered-key.ts';

describe('the key of an event', () => {
  it('says when the event happened, in a form that the ledger knows', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 2 ** 48 - 1 }), (source, id, timeMs) => {
        expect(keyTimeMs(eventKey({ source, id, timeMs }))).toBe(timeMs);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same for ever', () => {
    const event = { source: '/chat', id: 'A-1' };
    expect(eventKey({ ...event, timeMs: 1_700_000_000_000 })).toBe('018bcfe5-6800-7238-ba7c-3a5775b2f19b');
    expect(eventKey(event)).toBe('event_I4-nw6V3Wy8ZvcuxZj4f6XYKo6ZwfJrL');
  });

  it('tells events apart by source and id, wherever one ends and the other begins', () => {
    const keys = [
      ['a', 'bc'],
      ['ab', 'c'],
      ['a"', ',"bc'],
      ['', 'abc'],
    ].map(([source = '', id = '']) => eventKey({ source, id, timeMs: 1 }));
    expect(new Set(keys).size).toBe(4);
  });

  it.each([-1, 0.5, 2 ** 48, Number.NaN])('is opaque where no UUIDv7 can say the time %d', (timeMs) => {
    expect(keyTimeMs(eventKey({ source: 'a', id: 'b', timeMs }))).toBeUndefined();
  });
});
