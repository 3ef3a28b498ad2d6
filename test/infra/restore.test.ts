/** After a restore the stage goes on with another table, whose entries have numbers that were used before (S39). */
import { beforeAll, expect, test } from 'vitest';
import { type StageSettings, stages } from '../../infra/stages.ts';
import { eventOf } from '../../shared/contract/events/event-detail.ts';
import { present } from '../../shared/domain/present.ts';
import { createEventBridgeBus } from '../../shared/runtime/eventbridge-bus.ts';
import { ownFunctions, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const streamArn = 'arn:aws:dynamodb:eu-west-1:111111111111:table/credits-restored/stream/2026-11-26T00:00:00.000';
const restoredStage: StageSettings = {
  ...stages.prod,
  existingTable: { name: 'credits-restored', streamArn },
  restoration: 1,
};

let before: SynthesizedStack;
let restored: SynthesizedStack;
beforeAll(() => {
  before = synthesize(stages.prod);
  restored = synthesize(restoredStage);
}, 120_000);

test('a stage goes on with the table that it names: every function, right and stream is of that one, and none is made', () => {
  expect(restored.resources('AWS::DynamoDB::GlobalTable')).toEqual([]);
  for (const [id, { Properties }] of ownFunctions(restored))
    expect(Properties.Environment.Variables.TABLE_NAME, id).toBe('credits-restored');
  const [mapping] = restored.templates['signals']
    ? Object.values(restored.templates['signals'].findResources('AWS::Lambda::EventSourceMapping'))
    : [];
  expect(mapping?.['Properties'].EventSourceArn).toBe(streamArn);
  const rights = JSON.stringify(restored.resources('AWS::IAM::Role'));
  expect(rights).toContain(':table/credits-restored');
  expect(restored.findings).toEqual([]);
});

test('no stack holds on to the table by an export, which would keep it from being changed for another', () => {
  const outputs = Object.entries(before.templates['data']?.toJSON()['Outputs'] ?? {});

  expect(
    outputs
      .filter(([, output]) => JSON.stringify(output).includes('Export'))
      .map(([id]) => id)
      .join(' '),
  ).not.toMatch(/table/i);
  for (const name of ['api', 'jobs', 'signals'])
    expect(JSON.stringify(before.templates[name]?.toJSON()).match(/Fn::ImportValue[^}]*table/i), name).toBe(null);
});

test('those that publish events are told how often the table was restored, and nobody else is', () => {
  const told = ownFunctions(restored).filter(
    ([, { Properties }]) => Properties.Environment.Variables.RESTORATION === '1',
  );
  const publishing = ownFunctions(restored).filter(
    ([, { Properties }]) => Properties.Environment.Variables.EVENT_BUS_NAME,
  );

  expect(told.map(([id]) => id)).toEqual(publishing.map(([id]) => id));
  expect(ownFunctions(before).filter(([, { Properties }]) => Properties.Environment.Variables.RESTORATION)).toEqual([]);
});

test('an id never comes again with other content: each restoration has ids of its own', async () => {
  const signal = {
    kind: 'exhausted',
    id: 'acme/12/exhausted',
    accountId: 'acme',
    seq: 12,
    atMs: 0,
  } as unknown as Parameters<typeof eventOf>[0];
  const idOf = (restoration?: number): unknown => eventOf(signal, present({ restoration })).detail.metadata['id'];

  expect([idOf(), idOf(0), idOf(1), idOf(2)]).toEqual([
    'acme/12/exhausted',
    'acme/12/exhausted',
    'acme/12/exhausted/restored-1',
    'acme/12/exhausted/restored-2',
  ]);
  const sent: string[] = [];
  const send = async (
    entries: readonly { readonly Detail?: string | undefined }[],
  ): Promise<{ readonly Entries: readonly object[] }> => {
    sent.push(...entries.map(({ Detail = '' }) => Detail));
    return { Entries: entries.map(() => ({})) };
  };
  await createEventBridgeBus('bus', { sleep: async () => {}, send, restoration: 3 }).publish([signal]);
  expect(sent.map((detail) => JSON.parse(detail).metadata.id)).toEqual(['acme/12/exhausted/restored-3']);
});
