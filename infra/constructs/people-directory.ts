import { RemovalPolicy } from 'aws-cdk-lib';
import { ClientAttributes, Mfa, StringAttribute, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** The attribute that names a person's accounts, with blanks between them, as tokens call it. */
export const accountsClaim = 'custom:accounts';
const accountsAttribute = 'accounts';

/** People who may look at accounts. Operators make them and say which accounts are theirs; nobody can say so of themselves. */
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
