import { Duration } from 'aws-cdk-lib';
import {
  ClientAttributes,
  OAuthScope,
  type UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { accountsAttribute } from './people-directory.ts';

export interface DashboardClientProps {
  readonly pool: UserPool;
  /** Where the issuer sends people back to. */
  readonly pageUrl: string;
}

/** The page as the user pool knows it: people sign in on the pool's own pages, with a code that is proved by PKCE, since a page keeps no secret. */
export class DashboardClient extends Construct {
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { pool, pageUrl }: DashboardClientProps) {
    super(scope, id);
    this.client = new UserPoolClient(this, 'client', {
      userPool: pool,
      authFlows: { userSrp: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [pageUrl],
        logoutUrls: [pageUrl],
      },
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true })
        .withCustomAttributes(accountsAttribute),
      // Left out, a client may write every attribute: anyone could give themselves an account.
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
  }
}
