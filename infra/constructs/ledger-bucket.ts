import { Aws, CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
  TransitionDefaultMinimumObjectSize,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { copiedOf } from '../../shared/domain/ledger/copied-part.ts';
import { present } from '../../shared/domain/present.ts';
import { stageProjects } from '../stage-projects.ts';
import type { CopySettings, StageSettings } from '../stages.ts';
import { acknowledge, acknowledgeStar } from './acknowledge.ts';
import { mayUseKey } from './may-use-key.ts';
import type { ServiceRole } from './service-role.ts';

/** Days for which something that was deleted or replaced by mistake can be had back. */
const replacedDays = 90;

/** The bucket of the second copy of ledgers: kept when its stack goes, and nothing in it is ever replaced. */
export class LedgerBucket extends Construct {
  private readonly output: CfnOutput;
  private readonly stage: StageSettings;

  constructor(scope: Construct, id: string, stage: StageSettings) {
    super(scope, id);
    this.stage = stage;
    const { lockDays, coldAfterDays } = settingsOf(stage);
    const { encryptionKeyArn } = stage;
    const bucket = new Bucket(this, 'bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      ...(encryptionKeyArn === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : {
            encryption: BucketEncryption.KMS,
            encryptionKey: Key.fromKeyArn(this, 'key', encryptionKeyArn),
            bucketKeyEnabled: true,
          }),
      ...present({
        objectLockDefaultRetention:
          lockDays === undefined ? undefined : ObjectLockRetention.governance(Duration.days(lockDays)),
      }),
      // Smaller ones would cost more in the colder class: it bills 128 KiB of each at the least.
      transitionDefaultMinimumObjectSize: TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(replacedDays) },
        ...(coldAfterDays === undefined
          ? []
          : [
              {
                transitions: [
                  {
                    storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL,
                    transitionAfter: Duration.days(coldAfterDays),
                  },
                ],
              },
            ]),
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Whoever may put objects may not put one over another.
    bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
      }),
    );
    acknowledge(bucket, 'AwsSolutions-S1');
    // An export that another stack imports can't be changed: those that write to it read its name as an output.
    this.output = new CfnOutput(Stack.of(this), 'CopyBucketName', { value: bucket.bucketName });
  }

  /** Lets a function put objects under these prefixes, and nothing else: neither read, nor delete, nor lift a lock. */
  letCopy({ function: copying, role }: Copier, prefixes: readonly string[]): void {
    const name = Fn.getStackOutput(Stack.of(this).stackName, this.output.logicalId).toString();
    // Those of other projects are behind their names (`copiedOf`).
    const everywhere =
      stageProjects(this.stage).length === 0 ? prefixes : prefixes.flatMap((each) => [each, copiedOf('*', each)]);
    const resources = everywhere.map((prefix) => `arn:${Aws.PARTITION}:s3:::${name}/${prefix}*`);
    role.addToPolicy(new PolicyStatement({ effect: Effect.ALLOW, actions: ['s3:PutObject'], resources }));
    for (const resource of resources) acknowledgeStar(role, resource, 'copy');
    mayUseKey(role, this.stage, ['s3']);
    copying.addEnvironment('COPY_BUCKET', name);
  }
}

interface Copier {
  readonly function: LambdaFunction;
  readonly role: ServiceRole;
}

function settingsOf({ copy = {} }: StageSettings): CopySettings {
  for (const [name, days] of Object.entries(copy))
    if (!Number.isInteger(days) || days < 1) throw new RangeError(`copy.${name}: whole days, at least one`);
  return copy;
}
