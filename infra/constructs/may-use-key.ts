/** A stage's own key, named where it is used. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { CfnQueue, type Queue } from 'aws-cdk-lib/aws-sqs';
import type { StageSettings } from '../stages.ts';

/** The calls that AWS's services make in the name of whoever asks them. */
const keyActions = [
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
] as const;

/** Lets a role use the stage's key, where there is one: through these services alone, the table's and the queues' when left out, and never by itself. */
export function mayUseKey(
  role: Role,
  { encryptionKeyArn }: StageSettings,
  services: readonly string[] = ['dynamodb', 'sqs'],
): void {
  if (encryptionKeyArn === undefined) return;
  const { region } = Stack.of(role);
  role.addToPolicy(
    new PolicyStatement({
      actions: keyActions.map((action) => `kms:${action}`),
      resources: [encryptionKeyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${region}.amazonaws.com`) },
      },
    }),
  );
}

/** Puts a queue under the stage's key, where there is one. The library's own way would grant by stars whoever uses the queue. */
export function encryptQueue(queue: Queue, { encryptionKeyArn }: StageSettings): void {
  if (encryptionKeyArn === undefined) return;
  const resource = queue.node.defaultChild;
  if (!(resource instanceof CfnQueue)) throw new TypeError('a queue without its resource');
  resource.sqsManagedSseEnabled = false;
  resource.kmsMasterKeyId = encryptionKeyArn;
}
