import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { tableShape } from '../../shared/storage/table-keys.ts';
import { readActions, type TableAccess, writeActions } from '../table-access.ts';

export interface CreditTableProps {
  /** Kept when its stack goes, and nobody can delete it by mistake. */
  readonly isKept: boolean;
}

/** The one table, as `shared/storage/table-keys.ts` shapes it. */
export class CreditTable extends Construct {
  readonly table: ITable;

  constructor(scope: Construct, id: string, { isKept }: CreditTableProps) {
    super(scope, id);
    const { partitionKey, sortKey, ttl, dueIndex } = tableShape;
    const table = new Table(this, 'table', {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Always encrypted. A key of our own would add a call and a price to requests, and a way to lock every balance away;
      // who may read the table is decided by the functions' roles.
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: isKept,
      removalPolicy: isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: ttl,
    });
    table.addGlobalSecondaryIndex({
      indexName: dueIndex.name,
      partitionKey: { name: dueIndex.partitionKey, type: AttributeType.STRING },
      sortKey: { name: dueIndex.sortKey, type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    // The library's class and interface disagree on whether an optional member may be undefined.
    this.table = table as ITable;
  }

  /** Grants the calls that this access is made of, on its partitions alone; the index by its own name. */
  grant(grantee: IGrantable, { reads, writes, hasIndex }: TableAccess): void {
    const { tableArn } = this.table;
    const grants = [
      ...onPartitions(tableArn, readActions, reads),
      ...onPartitions(tableArn, writeActions, writes),
      ...(hasIndex
        ? [
            new PolicyStatement({
              actions: ['dynamodb:Query'],
              resources: [`${tableArn}/index/${tableShape.dueIndex.name}`],
            }),
          ]
        : []),
    ];
    for (const statement of grants) grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }
}

function onPartitions(
  tableArn: string,
  actions: readonly string[],
  partitions: readonly string[],
): readonly PolicyStatement[] {
  if (partitions.length === 0) return [];
  return [
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: [...actions],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] } },
    }),
  ];
}
