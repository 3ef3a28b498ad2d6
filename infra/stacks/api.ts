import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { present } from '../../shared/domain/present.ts';
import { isClaimName } from '../../shared/runtime/claim-names.ts';
import { CreditsApi, type SessionClaims } from '../constructs/credits-api.ts';
import { directoryClaims } from '../constructs/people-directory.ts';
import type { Surroundings } from '../constructs/service-function.ts';
import { type WatchedQueue, watchService } from '../constructs/watch-service.ts';
import type { People } from '../stages.ts';

export interface ApiStackProps extends StackProps {
  readonly surroundings: Surroundings;
  /** The queues that operators watch. */
  readonly queues: readonly WatchedQueue[];
}

/** The API that workloads call, and the functions that answer people too. */
export class ApiStack extends Stack {
  readonly workloads: CreditsApi;

  constructor(scope: Construct, id: string, { surroundings, queues, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.workloads = new CreditsApi(this, 'workloads', {
      ...surroundings,
      claims: claimsOf(surroundings.stage.people),
    });
    watchService(this.workloads.functions.operators, {
      queues,
      alarmPrefix: `credits-${surroundings.stage.name}-`,
    });
    const { domain } = surroundings.stage;
    // The generated address is closed where the API has a name of its own.
    new CfnOutput(this, 'ApiUrl', {
      value: domain === undefined ? this.workloads.stage.url : `https://${domain.name}`,
    });
  }
}

function claimsOf(people: People): SessionClaims {
  const { usualRole, personClaim: person } = people;
  if (people.kind !== 'issuer') return { ...directoryClaims, ...present({ usualRole, person }) };
  const { claim: accounts, projectsClaim: projects, operators } = people;
  const { claim: _claim, ...groups } = operators ?? { claim: '' };
  if (!Object.values(groups).every(isClaimName))
    throw new RangeError('nobody is of a group with a blank, a comma, a semicolon or a bracket in its name');
  return { accounts, ...present({ projects, operators, usualRole, person }) };
}
