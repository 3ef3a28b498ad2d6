import { RemovalPolicy } from 'aws-cdk-lib';
import { ClientAttributes, Mfa, StringAttribute, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const accountsAttribute = 'accounts';
const operatorsGroup = 'operators';

/** What the pool's tokens say: an attribute names a person's accounts, with blanks between them, and a group makes an operator. */
export const directoryClaims = {
  accounts: `custom:${accountsAttribute}`,
  operators: { claim: 'cognito:groups', group: operatorsGroup },
} as const;

/** People who may look at accounts. Whoever administers the pool makes them and says which are theirs; nobody can say so of themselves. */
export class PeopleDirectory extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { isKept }: { readonly isKept: boolean }) {
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
    this.pool.addGroup(operatorsGroup, {
      groupName: operatorsGroup,
      description: 'May read every account and how the service fares. Changes nothing.',
    });
    this.client = this.pool.addClient('dashboard', {
      authFlows: { userSrp: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true })
        .withCustomAttributes(accountsAttribute),
      // Left out, a client may write every attribute: anyone could give themselves an account.
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
  }
}
