import { describe, expect, expectTypeOf, it } from 'vitest';
import { access, gateJson } from '../../../shared/contract/answers/access.ts';
import type { AnswerOf } from '../../../shared/contract/answers/answer-parts.ts';
import { burn, burnJson } from '../../../shared/contract/answers/burn.ts';
import document from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { microcredits } from '../../../shared/domain/amount.ts';
import { byCategory, type Category, categories } from '../../../shared/domain/catalogue/rate-card.ts';

describe('a category of the list', () => {
  it('has a verdict in every answer of the gate, in the order of the list', () => {
    const answer = gateJson({ verdicts: byCategory(() => ({ isAllowed: true })), available: microcredits(1) });

    expect(Object.keys(answer).slice(0, categories.length + 1)).toEqual([...categories, 'read']);
    expect(access.safeParse(answer).error).toBeUndefined();
  });

  it('has its rates in every report of burn', () => {
    const { byCategory: shown } = burnJson({ spans: {}, total: {}, byCategory: byCategory(() => ({})) });

    expect(Object.keys(shown)).toEqual(categories);
    expect(Object.keys(burn.shape.byCategory.shape)).toEqual(categories);
  });

  it('stands in the document wherever there is one member a category', () => {
    const { Access, BurnByCategory, Category, Price } = document.components.schemas;

    expect(Object.keys(Access.properties)).toEqual(expect.arrayContaining([...categories]));
    expect(Access.required).toEqual(expect.arrayContaining([...categories]));
    expect(Object.keys(BurnByCategory.properties)).toEqual(categories);
    expect(Category.enum).toEqual(categories);
    expect(Price.properties.category).toEqual({ $ref: '#/components/schemas/Category' });
  });

  it('can’t be left out of an answer: that doesn’t compile', () => {
    const { ai: _ai, ...rest } = gateJson({
      verdicts: byCategory(() => ({ isAllowed: true })),
      available: microcredits(0),
    });

    // @ts-expect-error an answer of the gate without one of the categories
    const forgetful: AnswerOf<typeof access> = rest;

    expect(access.safeParse(forgetful).success).toBe(false);
    expectTypeOf<Category>().toExtend<keyof AnswerOf<typeof access>>();
    expectTypeOf<keyof AnswerOf<typeof burn>['byCategory']>().toEqualTypeOf<Category>();
  });
});
