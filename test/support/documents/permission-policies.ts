/** Reads in templates which permission a policy is, and which routes it names. */
import { Template } from 'aws-cdk-lib/assertions';
import type { CreditsStage } from '../../../infra/credits-stage.ts';
import { asList, type Statement } from './templates.ts';

/** Stage, method and path of each resource that statements name. */
export function pathsIn(statements: readonly Statement[] = []): readonly string[] {
  const arns = statements.flatMap(({ Resource }) => asList(Resource));
  return arns.map((arn) => String(Object(arn)['Fn::Join'][1].at(-1)).slice(1));
}

/** The permissions of these policies, by their logical ids. */
export function policiesOf(
  arns: readonly { readonly Ref: string }[],
  { api }: Pick<CreditsStage, 'api'>,
): readonly string[] {
  const policies = Template.fromStack(api).findResources('AWS::IAM::ManagedPolicy');
  return arns.map(({ Ref }) => permissionOf(policies[Ref]));
}

function permissionOf(policy: Readonly<Record<string, unknown>> | undefined): string {
  return /, ([a-z-]+):/.exec(JSON.stringify(policy?.['Properties']))?.[1] ?? '';
}
