/** Sentences of refusals to people, by the amounts in them. */
import { describe, expect, it } from 'vitest';
import { refusalJson } from '../../../shared/contract/answers/refusal.ts';
import { credits } from '../../support/builders/fixtures.ts';

const restore = { packs: [], ways: [] };

describe('a refusal for want of credits', () => {
  it.each([
    [1, 0, 0, '1 credit is required and 0 are available.'],
    [2, 1, 1, '2 credits are required and 1 is available, and 1 is set aside for work in progress.'],
    [0.5, 0.25, 3, '0.5 credits are required and 0.25 are available, and 3 are set aside for work in progress.'],
  ])('counts %d, %d and %d as people do', (required, available, held, said) => {
    const amounts = { required: credits(required), available: credits(available), held: credits(held) };

    expect(refusalJson({ reason: 'insufficient-credits', ...amounts, restore }).detail).toContain(said);
  });
});
