import { ReferenceStrength, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ContributorInsightsMode,
  type ITable,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Project } from '../../shared/domain/project.ts';
import { tableShape } from '../../shared/storage/table-keys.ts';
import { inProjects, readActions, type TableAccess, writeActions } from '../table-access.ts';

export interface CreditTableProps {
  /** Kept when its stack goes, and nobody can delete it by mistake. */
  readonly isKept: boolean;
  /** A table that is there already, as one that was restored; a new one is made when left out. */
  readonly existing?: ExistingTable;
  /** The projects besides the default one: whoever reaches a partition reaches it in all of them. */
  readonly projects?: readonly Project[];
  /** The key that a new table is encrypted with: DynamoDB's own when left out. */
  readonly encryptionKeyArn?: string;
}

/** A table by name, and its stream, which AWS numbers by the instant that it was turned on. */
export interface ExistingTable {
  readonly name: string;
  readonly streamArn: string;
}

/** The one table, as `shared/storage/table-keys.ts` shapes it. */
export class CreditTable extends Construct {
  readonly table: ITable;
  private readonly projects: readonly Project[];

  constructor(scope: Construct, id: string, { isKept, existing, encryptionKeyArn, projects = [] }: CreditTableProps) {
    super(scope, id);
    this.projects = projects;
    this.table = existing === undefined ? newTable(this, isKept, encryptionKeyArn) : tableByName(this, existing);
  }

  /** Grants the calls that this access is made of, on its partitions alone; the index by its own name. */
  grant(grantee: IGrantable, access: TableAccess): void {
    const { reads, writes, hasIndex } = inProjects(access, this.projects);
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

/** A global table of one Region, which can get others in place, and any change of it without a new name. */
function newTable(scope: Construct, isKept: boolean, encryptionKeyArn: string | undefined): ITable {
  const { partitionKey, sortKey, ttl, dueIndex } = tableShape;
  const table = new TableV2(scope, 'table', {
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    sortKey: { name: sortKey, type: AttributeType.STRING },
    billing: Billing.onDemand(),
    // Always encrypted. A key of one's own adds a call and a price to requests, and a way to lock every balance away: only
    // where the stage asks for it. Who may read the table is decided by the functions' roles.
    encryption:
      encryptionKeyArn === undefined
        ? TableEncryptionV2.dynamoOwnedKey()
        : TableEncryptionV2.customerManagedKey(Key.fromKeyArn(scope, 'key', encryptionKeyArn)),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: isKept,
    removalPolicy: isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    // Names the keys that the table refuses, which is what an operator asks then; those that it serves would be paid for all day.
    contributorInsightsSpecification: { enabled: true, mode: ContributorInsightsMode.THROTTLED_KEYS },
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: ttl,
    globalSecondaryIndexes: [
      {
        indexName: dueIndex.name,
        partitionKey: { name: dueIndex.partitionKey, type: AttributeType.STRING },
        sortKey: { name: dueIndex.sortKey, type: AttributeType.NUMBER },
        projectionType: ProjectionType.KEYS_ONLY,
      },
    ],
  });
  // An export that another stack imports can't be changed: no stage could be put on a restored table.
  table.applyCrossStackReferenceStrength(ReferenceStrength.WEAK);
  // The library's class and interface disagree on whether an optional member may be undefined.
  return table as ITable;
}

function tableByName(scope: Construct, { name, streamArn }: ExistingTable): ITable {
  const attributes = { tableName: name, tableStreamArn: streamArn, globalIndexes: [tableShape.dueIndex.name] };
  return TableV2.fromTableAttributes(scope, 'existing', attributes) as ITable;
}
