import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CreditsApi } from '../constructs/credits-api.ts';
import { accountsClaim } from '../constructs/people-directory.ts';
import type { Surroundings } from '../constructs/service-function.ts';

export interface ApiStackProps extends StackProps {
  readonly surroundings: Surroundings;
}

/** What workloads call, and the functions that answer people too. */
export class ApiStack extends Stack {
  readonly workloads: CreditsApi;

  constructor(scope: Construct, id: string, { surroundings, ...props }: ApiStackProps) {
    super(scope, id, props);
    const { people } = surroundings.stage;
    this.workloads = new CreditsApi(this, 'workloads', {
      ...surroundings,
      accountsClaim: people.kind === 'issuer' ? people.claim : accountsClaim,
    });
    new CfnOutput(this, 'ApiUrl', { value: this.workloads.stage.url });
  }
}
