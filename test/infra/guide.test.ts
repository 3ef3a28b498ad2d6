import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventTypes } from '../../shared/contract/events/event-types.ts';

const guide = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8');

test('the operating guide names every event that is published, and no other', () => {
  const listed = [...guide.matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, name]) => name);

  expect(listed).toEqual(Object.values(eventTypes).map(({ name }) => name));
});
