import { beforeAll, describe, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { ownFunctions, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const key = 'arn:aws:kms:eu-west-1:111111111111:key/1f0d2a3c-0000-4000-8000-000000000000';
const env = { account: '111111111111', region: 'eu-west-1' };

let made: SynthesizedStack;

beforeAll(() => {
  made = synthesize({ ...stages.prod, env, encryptionKeyArn: key });
}, 120_000);

describe('a key of one’s own', () => {
  test('encrypts the table, every queue and log group, and alarms on their way', () => {
    const [table] = made.resources('AWS::DynamoDB::GlobalTable');
    expect(table?.[1].Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(table?.[1].Properties.Replicas[0].SSESpecification).toEqual({ KMSMasterKeyId: key });
    const queues = made.resources('AWS::SQS::Queue').map(([id, { Properties }]) => [id, Properties.KmsMasterKeyId]);
    expect(queues.length).toBeGreaterThanOrEqual(5);
    expect(queues.filter(([, used]) => used !== key)).toEqual([]);
    const logs = made.resources('AWS::Logs::LogGroup').map(([id, { Properties }]) => [id, Properties.KmsKeyId]);
    expect(logs.length).toBeGreaterThanOrEqual(12);
    expect(logs.filter(([, used]) => used !== key)).toEqual([]);
    expect(made.resources('AWS::SNS::Topic').map(([, { Properties }]) => Properties.KmsMasterKeyId)).toEqual([key]);
    expect(made.resources('AWS::KMS::Key')).toEqual([]);
  });

  test('is used by every function through the table and the queues alone, and never by a star', () => {
    const uses = rights(made).flatMap(({ id, statements }) =>
      statements
        .filter(({ Action }) => [Action].flat().some((each) => each.startsWith('kms:')))
        .map((use) => ({ id, use })),
    );

    const through = uses.map(({ use }) => use.Condition.StringEquals['kms:ViaService'].join(' '));
    const ofCopies = through.filter((services) => services === 's3.eu-west-1.amazonaws.com');
    // Functions, and the role of the schedules.
    const tableAndQueues = 'dynamodb.eu-west-1.amazonaws.com sqs.eu-west-1.amazonaws.com';
    // The consumer and the audit, which write the second copy, through its bucket besides.
    expect(ofCopies).toHaveLength(2);
    expect(through.filter((services) => services === tableAndQueues)).toHaveLength(ownFunctions(made).length + 1);
    expect(uses).toHaveLength(ownFunctions(made).length + 1 + ofCopies.length);
    for (const { id, use } of uses) {
      expect(use.Resource, id).toBe(key);
      expect(JSON.stringify(use.Action), id).not.toContain('*');
    }
  });

  test('is no finding of the rule packs', () => {
    expect(made.findings).toEqual([]);
  });
});
