/** Mistakes that CloudFormation refuses at deployment, and no synthesis tells. */
import { beforeAll, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

let prod: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
}, 120_000);

test('no resource waits for itself, the updating of aliases included', () => {
  for (const [name, template] of Object.entries(prod.templates))
    expect(cycleIn(template.toJSON()['Resources']), name).toEqual([]);
});

test('every stack has room to grow: CloudFormation takes 500 resources, 200 outputs and a megabyte', () => {
  const left = Object.entries(prod.templates).map(([name, template]) => {
    const { Resources, Outputs = {} } = template.toJSON();
    return { name, resources: 500 - Object.keys(Resources).length, outputs: 200 - Object.keys(Outputs).length };
  });

  for (const { name, resources, outputs } of left) {
    expect(resources, name).toBeGreaterThanOrEqual(40);
    expect(outputs, name).toBeGreaterThanOrEqual(100);
  }
  for (const [name, template] of Object.entries(prod.templates))
    expect(JSON.stringify(template.toJSON()).length, name).toBeLessThan(900_000);
});

test('the service stays small enough to be looked through: 150 resources of the API, 20 roles in all', () => {
  const { Resources } = prod.templates['api']?.toJSON() ?? {};

  expect(Object.keys(Resources).length).toBeLessThanOrEqual(150);
  expect(prod.resources('AWS::IAM::Role').length).toBeLessThanOrEqual(20);
});

/** Logical ids of resources that wait for one another in a circle: CloudFormation refuses them at deployment. */
function cycleIn(resources: Readonly<Record<string, unknown>>): readonly string[] {
  const waiting = new Map(Object.entries(resources).map(([id, resource]) => [id, idsIn(resource, resources)]));
  for (let before = Number.POSITIVE_INFINITY; waiting.size < before; ) {
    before = waiting.size;
    for (const [id, needs] of waiting) if (needs.every((need) => need === id || !waiting.has(need))) waiting.delete(id);
  }
  return [...waiting.keys()];
}

/** The ids of what a resource refers to, whichever way. A policy’s name is its own id. */
function idsIn(value: unknown, resources: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof value === 'string') return Object.hasOwn(resources, value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((each) => idsIn(each, resources));
}
