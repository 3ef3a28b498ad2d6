import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CreditsApi } from '../constructs/credits-api.ts';
import { PeopleApi, type TokenSource } from '../constructs/people-api.ts';
import type { PeopleDirectory } from '../constructs/people-directory.ts';
import type { People, StageSettings } from '../stages.ts';

export interface DashboardStackProps extends StackProps {
  readonly stage: StageSettings;
  readonly directory: PeopleDirectory | undefined;
  /** The API of workloads, whose functions answer people too. */
  readonly workloads: CreditsApi;
}

/** What people use. It needs the stacks below it, and none needs it: without it nobody looks on, and all work goes on. */
export class DashboardStack extends Stack {
  readonly people: PeopleApi;

  constructor(scope: Construct, id: string, { stage, directory, workloads, ...props }: DashboardStackProps) {
    super(scope, id, props);
    this.people = new PeopleApi(this, 'people', { stage, tokens: tokensOf(stage.people, directory), workloads });
    new CfnOutput(this, 'PeopleApiUrl', { value: this.people.stage.url });
  }
}

function tokensOf(people: People, directory: PeopleDirectory | undefined): TokenSource {
  if (people.kind === 'issuer') return people;
  if (directory === undefined) throw new TypeError('a user pool is configured and there is none');
  return { kind: 'user-pool', pool: directory.pool, client: directory.client };
}
