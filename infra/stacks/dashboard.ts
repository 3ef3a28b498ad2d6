import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CreditsApi } from '../constructs/credits-api.ts';
import { DashboardClient } from '../constructs/dashboard-client.ts';
import { apiPath, DashboardSite } from '../constructs/dashboard-site.ts';
import { PageUpload } from '../constructs/page-upload.ts';
import { PeopleApi } from '../constructs/people-api.ts';
import type { PeopleDirectory } from '../constructs/people-directory.ts';
import { directorySignIn, issuerSignIn, type SignIn, signInOriginsOf } from '../constructs/sign-in.ts';
import type { StageSettings } from '../stages.ts';

export interface DashboardStackProps extends StackProps {
  readonly stage: StageSettings;
  readonly directory: PeopleDirectory | undefined;
  /** The API of workloads, whose functions answer people too. */
  readonly workloads: CreditsApi;
  /** Answers the folder of the built page. */
  readonly page: () => string;
  /** True for an emulator, which can't upload: the bucket stays empty. */
  readonly isLocal: boolean;
}

/** The page that people use. It needs the stacks below it, and none needs it: without it nobody looks on, and all work goes on. */
export class DashboardStack extends Stack {
  readonly people: PeopleApi;
  readonly site: DashboardSite;

  constructor(
    scope: Construct,
    id: string,
    { stage, directory, workloads, page, isLocal, ...props }: DashboardStackProps,
  ) {
    super(scope, id, props);
    this.people = new PeopleApi(this, 'people', { stage });
    this.site = new DashboardSite(this, 'site', {
      stage,
      apiUrl: this.people.stage.url,
      signInOrigins: signInOriginsOf(stage.people, directory),
    });
    const { tokens, config } = this.signIn(stage, directory);
    this.people.answer({ tokens, workloads });
    if (!isLocal) {
      new PageUpload(this, 'page', {
        stage,
        site: this.site,
        page: page(),
        config: { apiUrl: apiPath.slice(1), payments: stage.payments !== undefined, signIn: config },
      });
    }
    new CfnOutput(this, 'DashboardUrl', { value: `https://${this.site.host}` });
    new CfnOutput(this, 'PeopleApiUrl', { value: this.people.stage.url });
    new CfnOutput(this, 'SignInClientId', { value: config.clientId });
  }

  private signIn({ people }: StageSettings, directory: PeopleDirectory | undefined): SignIn {
    if (people.kind === 'issuer') return issuerSignIn(people);
    if (directory === undefined) throw new TypeError('a user pool is configured and there is none');
    const { host } = this.site;
    const client = new DashboardClient(this, 'client', { pool: directory.pool, pageUrl: `https://${host}/` });
    return directorySignIn(directory, client, { pageHost: host, people });
  }
}
