/** Tells principals of other AWS accounts, which can be given no policy here, from our own. */
import { createHash } from 'node:crypto';
import { Names, type Stack, Token } from 'aws-cdk-lib';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface OutsidePrincipal {
  /** The name of the role that it takes on: the same for the same principal under the same conditions, in every synthesis. */
  readonly name: string;
  readonly principal: IPrincipal;
}

const nameMax = 60;
const withAccount = /^arn:[^:]*:(?:iam|sts)::(\d{12}):/;

/** Undefined for a principal of the stack's own account. */
export function outsideOf(grantee: IGrantable, own: Stack): OutsidePrincipal | undefined {
  const principal = grantee.grantPrincipal;
  const account = accountOf(principal);
  if (account === undefined || account === own.account) return undefined;
  if (Token.isUnresolved(own.account))
    throw new TypeError(
      `${principal} is of the account ${account}, and the stage doesn't say of which it is: give it an env, or name the caller in callers`,
    );
  return { name: `outside-${nameOf(principal)}${suffixOf(principal, own)}`, principal };
}

/** Undefined where only the deployment will know: what the app makes beside us, in our own account. */
function accountOf(principal: IPrincipal): string | undefined {
  const account = principal.principalAccount ?? withAccount.exec(soleArn(principal) ?? '')?.[1];
  return account === undefined || Token.isUnresolved(account) ? undefined : account;
}

function soleArn({ policyFragment }: IPrincipal): string | undefined {
  const arns = policyFragment.principalJson['AWS'] ?? [];
  return arns.length === 1 ? arns[0] : undefined;
}

/** A role that the app makes in another account has no name before it is deployed: it is called by its place in the app. */
function nameOf(principal: IPrincipal): string {
  const resource = (soleArn(principal) ?? '').replace(/^arn:[^:]*:iam::|role\//g, '');
  if (resource !== '' && !Token.isUnresolved(resource)) return resource.replace(/[^A-Za-z0-9]+/g, '-');
  if (Construct.isConstruct(principal))
    return Names.uniqueResourceName(principal, { maxLength: nameMax, separator: '-' });
  throw new TypeError(`${principal} has no name yet: name the caller in callers of the stage`);
}

function suffixOf({ policyFragment: { conditions } }: IPrincipal, own: Stack): string {
  if (Object.keys(conditions).length === 0) return '';
  const text = JSON.stringify(own.resolve(conditions));
  return `-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
