/** A stage in which somebody is granted a permission, and the roles that come of it. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { stubPage } from '../../../infra/build-page.ts';
import { stubCode } from '../../../infra/bundle-functions.ts';
import { CreditsStage } from '../../../infra/credits-stage.ts';
import { stages } from '../../../infra/stages.ts';
import type { GrantedPermission } from '../../../shared/contract/routes/permission.ts';
import { present } from '../../../shared/domain/present.ts';

interface Granting {
  readonly also?: GrantedPermission;
  readonly env?: { readonly account: string; readonly region: string };
}

/** A caller of its own stack, granted that permission by whom it is made. */
export function grantedTo(
  permission: GrantedPermission,
  make: (scope: Stack) => IGrantable,
  { also, env: place }: Granting = {},
): { readonly stage: CreditsStage; readonly caller: Stack; readonly granted: Grant } {
  const settings = {
    stage: { ...stages.dev, news: {}, ...present({ env: place }) },
    codeOf: stubCode,
    page: stubPage,
    isLocal: true,
  };
  const stage = new CreditsStage(new App({ analyticsReporting: false }), 'credits', settings);
  const { workloads } = stage.api;
  const caller = new Stack(stage, 'caller');
  const grantee = make(caller);
  const grants = {
    read: () => workloads.grantRead(grantee),
    charge: () => workloads.grantCharge(grantee),
    lifecycle: () => workloads.grantLifecycle(grantee),
    'money-in': () => workloads.grantMoneyIn(grantee),
    checkout: () => workloads.grantCheckout(grantee),
    adjust: () => workloads.grantAdjust(grantee),
    publish: () => workloads.grantPublish(grantee),
    operate: () => workloads.grantOperate(grantee),
    news: () => workloads.grantNews(grantee),
    keys: () => workloads.grantKeys(grantee),
  } satisfies Record<GrantedPermission, () => unknown>;
  const granted = grants[permission]();
  if (also !== undefined) grants[also]();
  return { stage, caller, granted };
}

/** The roles of the stage that whoever has this in an ARN may take on. */
export function rolesFor({ api }: CreditsStage, arn: string): readonly SynthesizedRole[] {
  const roles = Object.values(Template.fromStack(api).findResources('AWS::IAM::Role'));
  return roles
    .map((role) => role['Properties'])
    .filter(({ AssumeRolePolicyDocument }) => JSON.stringify(AssumeRolePolicyDocument).includes(arn));
}

interface SynthesizedRole {
  readonly Description: string;
  readonly ManagedPolicyArns: readonly { readonly Ref: string }[];
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly { readonly Condition: unknown }[] };
}
