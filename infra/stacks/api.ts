import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CreditsApi } from '../constructs/credits-api.ts';
import { PeopleApi, type TokenSource } from '../constructs/people-api.ts';
import { accountsClaim, type PeopleDirectory } from '../constructs/people-directory.ts';
import type { Surroundings } from '../constructs/service-function.ts';
import type { People } from '../stages.ts';

export interface ApiStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly people: PeopleDirectory | undefined;
}

/** What is called: the API of workloads, and that of people. */
export class ApiStack extends Stack {
  readonly workloads: CreditsApi;
  readonly people: PeopleApi;

  constructor(scope: Construct, id: string, { surroundings, people, ...props }: ApiStackProps) {
    super(scope, id, props);
    const { stage } = surroundings;
    this.workloads = new CreditsApi(this, 'workloads', {
      ...surroundings,
      accountsClaim: stage.people.kind === 'issuer' ? stage.people.claim : accountsClaim,
    });
    this.people = new PeopleApi(this, 'people', {
      stage,
      tokens: tokensOf(stage.people, people),
      workloads: this.workloads,
    });
    new CfnOutput(this, 'ApiUrl', { value: this.workloads.stage.url });
    new CfnOutput(this, 'PeopleApiUrl', { value: this.people.stage.url });
  }
}

function tokensOf(people: People, directory: PeopleDirectory | undefined): TokenSource {
  if (people.kind === 'issuer') return people;
  if (directory === undefined) throw new TypeError('a user pool is configured and there is none');
  return { kind: 'user-pool', pool: directory.pool, client: directory.client };
}
