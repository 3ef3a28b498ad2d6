import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { Mfa, StringAttribute, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { operatorRoles, roleTexts } from '../../shared/contract/routes/roles.ts';
import type { OperatorGroups } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';

export const accountsAttribute = 'accounts';

/** The claims of the pool's tokens: an attribute names a person's accounts, each with a role in it or without, with blanks between them; groups make operators. */
export const directoryClaims = {
  accounts: `custom:${accountsAttribute}`,
  operators: {
    claim: 'cognito:groups',
    group: 'operators',
    support: 'operators-support',
    catalogue: 'operators-catalogue',
    money: 'operators-money',
  },
} as const satisfies { readonly accounts: string; readonly operators: OperatorGroups };

/** People who may look at accounts, and act on them by their roles. Whoever administers the pool makes them and says which are theirs; nobody can say so of themselves. */
export class PeopleDirectory extends Construct {
  readonly pool: UserPool;
  /** The issuer of its tokens. */
  readonly issuer: string;
  readonly issuerOrigin: string;
  /** Where people sign in and out. */
  readonly signInUrl: string;

  constructor(
    scope: Construct,
    id: string,
    { stageName, isKept }: { readonly stageName: string; readonly isKept: boolean },
  ) {
    super(scope, id);
    this.pool = new UserPool(this, 'pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      customAttributes: { [accountsAttribute]: new StringAttribute({ mutable: true, maxLen: 2_048 }) },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      deletionProtection: isKept,
      removalPolicy: isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.pool, 'AwsSolutions-COG2');
    acknowledge(this.pool, 'AwsSolutions-COG8');
    const { group } = directoryClaims.operators;
    this.pool.addGroup(group, {
      groupName: group,
      description: 'May read every account and how the service fares. Changes nothing.',
    });
    for (const role of operatorRoles) {
      const groupName = directoryClaims.operators[role];
      this.pool.addGroup(groupName, { groupName, description: roleTexts[role] });
    }
    const prefix = `credits-${stageName}-${Aws.ACCOUNT_ID}`;
    this.pool.addDomain('sign-in', { cognitoDomain: { domainPrefix: prefix } });
    this.signInUrl = `https://${prefix}.auth.${Aws.REGION}.amazoncognito.com`;
    this.issuerOrigin = `https://cognito-idp.${Aws.REGION}.amazonaws.com`;
    this.issuer = `${this.issuerOrigin}/${this.pool.userPoolId}`;
  }
}
