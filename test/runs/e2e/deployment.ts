/** The real command line tool, deploying the real app. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { account, type Emulator, operatorKeys, region } from './emulator.ts';

export interface Deployer {
  bootstrap(): Promise<void>;
  /** Deploys stacks of the project in `from`, and answers all that is known of where things are. */
  deploy(stacks: string, from?: string): Promise<Outputs>;
  /** The stacks of the stage `dev` as they were made, whether they have outputs or none. */
  stacks(): readonly string[];
  /** The outputs of each stack that has some. */
  outputs(): Readonly<Record<string, StackOutputs>>;
  /** Deploys stacks of another app, started where it is or in `from`, and answers the outputs of each stack. */
  deployApp(app: string, stacks: string, from?: string): Promise<Readonly<Record<string, StackOutputs>>>;
}

export type StackOutputs = Readonly<Record<string, string>>;

export interface Outputs {
  readonly tableName: string;
  readonly busName: string;
  readonly apiId: string;
  readonly peopleApiId: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly policies: Readonly<Record<`${'Charge' | 'Read' | 'Lifecycle' | 'MoneyIn'}PolicyArn`, string>>;
  /** Where the stage lets such a caller in. */
  readonly billingRoleArn: string | undefined;
}

export interface DeployerOptions {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

const deployMaxMs = 600_000;
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

const eachStack = z.record(z.string(), z.record(z.string(), z.string()));
const apiHost = z.string().check(z.regex(/^https:\/\/[a-z0-9]+\./));
const outputsOf = z.looseObject({
  'credits-dev-data': z.looseObject({ TableName: z.string(), UserPoolId: z.string() }),
  'credits-dev-signals': z.looseObject({ EventBusName: z.string() }),
  'credits-dev-api': z.looseObject({
    ApiUrl: apiHost,
    ChargePolicyArn: z.string(),
    ReadPolicyArn: z.string(),
    LifecyclePolicyArn: z.string(),
    MoneyInPolicyArn: z.string(),
    BillingRoleArn: z.optional(z.string()),
  }),
  'credits-dev-dashboard': z.looseObject({ PeopleApiUrl: apiHost, SignInClientId: z.string() }),
});

export function createDeployer({ emulator, folder, env = {} }: DeployerOptions): Deployer {
  const cdk = async (args: readonly string[], cwd = projectRoot): Promise<void> => {
    const log = openSync(join(folder, 'deploy.log'), 'a');
    const child = spawn(join(projectRoot, 'node_modules/.bin/cdk'), [...args, '-c', 'local=1', '--no-notices'], {
      cwd,
      stdio: ['ignore', log, log],
      timeout: deployMaxMs,
      env: { ...process.env, ...deployerEnv(emulator, folder), ...env },
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`cdk ${args[0]} ended with ${code}: see ${join(folder, 'deploy.log')}`);
  };
  const outputs = join(folder, 'outputs.json');
  let known: Record<string, unknown> = {};
  const written = (): Record<string, unknown> => JSON.parse(readFileSync(outputs, 'utf8'));
  const put = (stacks: string, more: readonly string[], from?: string): Promise<void> =>
    cdk(['deploy', stacks, '--require-approval', 'never', '--outputs-file', outputs, ...more], from);
  return {
    // Away from the project: beside an app, the toolkit is for the stacks of the app, and those are made only later.
    bootstrap: () => cdk(['bootstrap', `aws://${account}/${region}`], folder),
    deployApp: async (app, stacks, from) => {
      await put(stacks, ['--output', join(folder, 'app.out'), '--app', `node ${app}`], from);
      return eachStack.parse(written());
    },
    outputs: () => eachStack.parse(known),
    stacks: () =>
      readdirSync(join(folder, 'cdk.out/assembly-credits-dev')).flatMap(
        (file) => /^creditsdev(\w+)[0-9A-F]{8}\.template\.json$/.exec(file)?.[1] ?? [],
      ),
    deploy: async (stacks, from) => {
      await put(stacks, ['--output', join(folder, 'cdk.out')], from);
      known = { ...known, ...written() };
      const found = outputsOf.parse(known);
      const data = found['credits-dev-data'];
      return {
        tableName: data.TableName,
        busName: found['credits-dev-signals'].EventBusName,
        apiId: idOf(found['credits-dev-api'].ApiUrl),
        peopleApiId: idOf(found['credits-dev-dashboard'].PeopleApiUrl),
        userPoolId: data.UserPoolId,
        userPoolClientId: found['credits-dev-dashboard'].SignInClientId,
        policies: found['credits-dev-api'],
        billingRoleArn: found['credits-dev-api'].BillingRoleArn,
      };
    },
  };
}

/** A home of its own: the tool remembers accounts by access key in the home folder. */
function deployerEnv(emulator: Emulator, folder: string): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey } = operatorKeys(emulator.port);
  return {
    HOME: folder,
    AWS_ENDPOINT_URL: emulator.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    PATH: `${join(projectRoot, 'node_modules/.bin')}:${process.env['PATH']}`,
  };
}

/** The emulator serves an API under its id; the address that the stack names is AWS's. */
function idOf(url: string): string {
  return new URL(url).hostname.split('.')[0] ?? '';
}
