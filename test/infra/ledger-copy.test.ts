/** The second copy of ledgers as it is deployed: kept, closed, and written by two functions that can do nothing else to it. */
import { beforeAll, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import {
  asList,
  ownFunctions,
  type Resource,
  rights,
  type Statement,
  type SynthesizedStack,
  synthesize,
} from '../support/documents/templates.ts';

let prod: SynthesizedStack;
let bucket: Resource;

beforeAll(() => {
  prod = synthesize(stages.prod);
  bucket = bucketOf(prod) ?? expect.fail('no bucket');
}, 120_000);

test('what was copied stays when its stack goes, in former versions too, and is locked as long as the stage says', () => {
  const { VersioningConfiguration, ObjectLockConfiguration, ObjectLockEnabled } = bucket.Properties;

  expect([bucket['DeletionPolicy'], bucket['UpdateReplacePolicy']]).toEqual(['Retain', 'Retain']);
  expect(VersioningConfiguration).toEqual({ Status: 'Enabled' });
  expect(ObjectLockEnabled).toBe(true);
  expect(ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 35 });
  const unlocked = bucketOf(synthesize({ ...stages.prod, copy: {} }))?.Properties;
  expect(unlocked.ObjectLockConfiguration).toBeUndefined();
  expect(JSON.stringify(unlocked.LifecycleConfiguration)).not.toContain('Transitions');
});

test('nothing in it is replaced, whoever puts it there', () => {
  const statements = prod
    .resources('AWS::S3::BucketPolicy')
    .filter(([id]) => id.startsWith('data/'))
    .flatMap(([, { Properties }]): readonly Statement[] => Properties.PolicyDocument.Statement);

  expect(statements.filter(({ Action }) => Action === 's3:PutObject')).toMatchObject([
    {
      Effect: 'Deny',
      Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
    },
  ]);
});

test('it is encrypted, taken by TLS alone, and open to nobody', () => {
  const policy = JSON.stringify(prod.resources('AWS::S3::BucketPolicy').filter(([id]) => id.startsWith('data/')));

  expect(bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration[0]).toMatchObject({
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
  });
  expect(Object.values(bucket.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  expect(policy).toContain('"aws:SecureTransport":"false"');
  expect(policy).toContain('"s3:TlsVersion":1.2');
});

test('large parts of it go to a colder class, and small ones, which would cost more there, stay', () => {
  expect(bucket.Properties.LifecycleConfiguration).toMatchObject({
    TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
    Rules: [
      { NoncurrentVersionExpiration: { NoncurrentDays: 90 } },
      { Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }] },
    ],
  });
  expect(JSON.stringify(bucket.Properties.LifecycleConfiguration)).not.toContain('ExpirationInDays');
});

test('the consumer and the audit know of it and put objects into it; nobody reads, replaces or deletes any', () => {
  const told = ownFunctions(prod).filter(([, { Properties }]) => Properties.Environment.Variables.COPY_BUCKET);
  const onObjects = rights(prod)
    .filter(({ id }) => !id.startsWith('dashboard/'))
    .flatMap(({ id, statements }) => statements.map((statement) => ({ id, statement })))
    .filter(({ statement: { Action } }) => asList(Action).some((each) => each.startsWith('s3:')));

  expect(told.map(([id]) => /copycommits|auditledgers/.exec(id)?.[0]).toSorted()).toEqual([
    'auditledgers',
    'copycommits',
  ]);
  expect(onObjects.map(({ statement: { Action } }) => Action)).toEqual(['s3:PutObject', 's3:PutObject']);
  const prefixes = onObjects.map(({ statement: { Resource } }) =>
    asList(Resource).map((each) => /\/(\w+)\/\*"/.exec(JSON.stringify(each))?.[1]),
  );
  expect(prefixes.toSorted((a, b) => a.length - b.length)).toEqual([['ledgers'], ['catalogue', 'ledgers']]);
  expect(onObjects.map(({ id }) => /copycommits|auditledgers/.exec(id)?.[0]).toSorted()).toEqual([
    'auditledgers',
    'copycommits',
  ]);
});

test('the copy’s consumer waits as long as it may for what comes of one account, and reads ledgers alone', () => {
  const [, mapping] =
    prod
      .resources('AWS::Lambda::EventSourceMapping')
      .find(([, { Properties }]) => JSON.stringify(Properties.FunctionName).includes('copycommits')) ??
    expect.fail('nothing follows the stream');
  const partitions = rights(prod)
    .filter(({ id }) => /copycommits/.test(id))
    .flatMap(({ statements }) => statements)
    .flatMap(
      ({ Condition }): readonly string[] => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [],
    );

  expect(mapping.Properties.MaximumBatchingWindowInSeconds).toBe(300);
  expect(mapping.Properties.BisectBatchOnFunctionError).toBe(true);
  expect([...new Set(partitions)]).toEqual(['ACCOUNT#*', 'COPIED#*']);
});

test('a stage goes without it: no bucket, no function, no right, no alarm', () => {
  for (const stage of [stages.dev, { ...stages.prod, without: ['copy'] } as const]) {
    const without = synthesize(stage);
    expect(bucketOf(without)).toBeUndefined();
    expect(ownFunctions(without).filter(([id]) => id.includes('copycommits'))).toEqual([]);
    expect(JSON.stringify(rights(without))).not.toContain('CopyBucketName');
    expect(JSON.stringify(without.resources('AWS::CloudWatch::Alarm'))).not.toContain('NotCopied');
  }
});

test('days that are none are refused', () => {
  expect(() => synthesize({ ...stages.prod, copy: { lockDays: 0 } })).toThrow(/copy\.lockDays/);
  expect(() => synthesize({ ...stages.prod, copy: { coldAfterDays: 1.5 } })).toThrow(/copy\.coldAfterDays/);
});

function bucketOf({ resources }: SynthesizedStack): Resource | undefined {
  return resources('AWS::S3::Bucket').find(([id]) => id.startsWith('data/'))?.[1];
}
