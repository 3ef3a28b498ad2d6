import { CfnOutput, CfnWaitConditionHandle, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { present } from '../../shared/domain/present.ts';
import { CreditTable } from '../constructs/credit-table.ts';
import { LedgerBucket } from '../constructs/ledger-bucket.ts';
import { PeopleDirectory } from '../constructs/people-directory.ts';
import { stageProjects } from '../stage-projects.ts';
import { hasPart, type StageSettings } from '../stages.ts';

/** Everything that must not be lost: the ledger, and who may look at it. */
export class DataStack extends Stack {
  readonly table: CreditTable;
  /** Undefined where ledgers have no second copy. */
  readonly copy: LedgerBucket | undefined;
  /** Undefined where people's tokens come from elsewhere, or nobody looks on. */
  readonly people: PeopleDirectory | undefined;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: StageSettings }) {
    super(scope, id, { ...props, terminationProtection: stage.isProduction });
    const isKept = stage.isProduction;
    this.table = new CreditTable(this, 'credits', {
      isKept,
      projects: stageProjects(stage),
      ...present({ existing: stage.existingTable, encryptionKeyArn: stage.encryptionKeyArn }),
    });
    this.copy = hasPart(stage, 'copy') ? new LedgerBucket(this, 'copy', stage) : undefined;
    this.people =
      stage.people.kind === 'user-pool' && hasPart(stage, 'dashboard')
        ? new PeopleDirectory(this, 'people', { stageName: stage.name, isKept })
        : undefined;
    // CloudFormation takes no stack without a resource, and this one costs nothing.
    if (stage.existingTable !== undefined && this.people === undefined && this.copy === undefined)
      new CfnWaitConditionHandle(this, 'nothing-else');
    new CfnOutput(this, 'TableName', { value: this.table.table.tableName });
    if (this.people !== undefined) new CfnOutput(this, 'UserPoolId', { value: this.people.pool.userPoolId });
  }
}
