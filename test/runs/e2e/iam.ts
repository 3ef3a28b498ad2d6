/** IAM and STS of the emulator, as the operator of an AWS account uses them. */
import { equal } from 'node:assert/strict';
import { present } from '../../../shared/domain/present.ts';
import { call, type Keys, type Reply } from './caller.ts';
import { region } from './emulator.ts';
import type { Service } from './journey.ts';

const versions = { iam: '2010-05-08', sts: '2011-06-15' } as const;

export interface Asked {
  readonly name: 'iam' | 'sts';
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whoever may do everything in our own account, when left out. */
  readonly keys?: Keys;
}

export function ask(
  { target, operator }: Service,
  { name, action, parameters, keys = operator }: Asked,
): Promise<Reply> {
  const host = name === 'iam' ? 'iam.amazonaws.com' : `sts.${region}.amazonaws.com`;
  const form = new URLSearchParams({ Action: action, Version: versions[name], ...parameters });
  return call({ ...target, host, service: name }, 'POST', '/', { keys, form });
}

export interface NewUser {
  readonly name: string;
  /** ARNs of policies that are there, of the same account. */
  readonly policies?: readonly string[];
  /** A policy of its own. */
  readonly statement?: object;
  /** The operator of its account; of ours, when left out. */
  readonly operator?: Keys;
}

/** The keys of a new user, who may do what these policies say. */
export async function createUser(
  service: Service,
  { name, policies = [], statement, operator = service.operator }: NewUser,
): Promise<Keys> {
  const iam = async (action: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const parameters = { UserName: name, ...more };
    const { status, text } = await ask(service, { name: 'iam', action, parameters, keys: operator });
    equal(status, 200, text);
    return text;
  };
  await iam('CreateUser');
  for (const PolicyArn of policies) await iam('AttachUserPolicy', { PolicyArn });
  if (statement !== undefined) {
    const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
    await iam('PutUserPolicy', { PolicyName: 'own', PolicyDocument: JSON.stringify(document) });
  }
  return keysIn(await iam('CreateAccessKey'));
}

export function keysIn(xml: string): Keys {
  const sessionToken = element(xml, 'SessionToken');
  return {
    accessKeyId: element(xml, 'AccessKeyId') ?? '',
    secretAccessKey: element(xml, 'SecretAccessKey') ?? '',
    ...present({ sessionToken }),
  };
}

function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
}
