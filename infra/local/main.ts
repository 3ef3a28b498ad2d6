/** `npm start`: the service on this machine, with a debit to try it by. */
import { grantedPermissions } from '../../shared/contract/routes/permission.ts';
import { present } from '../../shared/domain/present.ts';
import './quiet.ts';
import { parseArgs } from 'node:util';
import { stages } from '../stages.ts';
import { type LocalCallers, readCaller } from './callers.ts';
import type { LocalContents } from './contents.ts';
import { demoAccountId } from './demo-catalogue.ts';
import { defaultEngine, type EngineName, engineNames } from './engine.ts';
import { type LocalService, startLocalService } from './service.ts';
import { starterGone } from './started-by.ts';
import { type LocalThrottles, localThrottles } from './throttles.ts';

const usage = `Usage: npm start -- [options]
  --port <number>   where to serve, 4400 when left out
  --empty           without the demonstration's eight accounts: plans, prices and the account ${demoAccountId}
  --data <folder>   keep data there, and the clock; in memory when left out
  --copy <folder>   keep a second copy of every ledger there, as a deployment does in its bucket
  --engine <name>   ${engineNames.join(' or ')}; dynoxide where it is installed when left out
  --caller <access key>[@<project>]=<permission>,…
                    holds requests to the permissions of the access key that they are signed with, as IAM does, once or
                    more; everyone may do everything when left out
  --throttles <stage>
                    turns away what is beyond the throttles of ${Object.keys(stages).join(' or ')}, as API Gateway does (429); nothing when left out
  --pay-top-ups     pays for automatic top-ups by what a checkout was paid with; whoever listens to the events when left out
  DYNAMODB_ENDPOINT another DynamoDB engine's address`;

const defaultPort = 4400;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return;
  }
  // Listened for from the start: a signal before the engine is up must not leave it behind.
  const stop = whenStopped();
  const service = await startLocalService(options);
  greet(service, options);
  service.dashboard.prepare();
  await stop;
  await service.stop();
  console.log('Stopped.');
}

interface Options {
  readonly port: number;
  readonly engine: EngineName | { readonly endpoint: string };
  readonly dataDir?: string;
  readonly copyDir?: string;
  readonly callers?: LocalCallers;
  readonly throttles?: LocalThrottles;
  readonly paysTopUps: boolean;
  readonly contents: LocalContents;
}

/** The command line is not as the usage says. */
class WrongOption extends Error {
  override readonly name = 'WrongOption';
}

/** Undefined when only help was asked for. */
function readOptions(args: readonly string[]): Options | undefined {
  const { port: portText, data, copy, engine, caller, throttles, empty, help, ...more } = parsedOptions(args);
  if (help) return undefined;
  const port = Number(portText);
  if (portText.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongOption(`--port ${portText}: it must be a number from 0 to 65535`);
  const name = engineNames.find((each) => each === engine);
  if (name === undefined) throw new WrongOption(`--engine ${engine}: it must be ${engineNames.join(' or ')}`);
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  return {
    port,
    engine: endpoint === undefined ? name : { endpoint },
    paysTopUps: more['pay-top-ups'],
    contents: empty ? 'account' : 'demonstration',
    ...present({ dataDir: data, copyDir: copy, callers: callersOf(caller), throttles: throttlesOf(throttles) }),
  };
}

function callersOf(texts: readonly string[] | undefined): LocalCallers | undefined {
  return texts && new Map(texts.map((text) => readCaller(text) ?? wrongCaller(text)));
}

function throttlesOf(name: string | undefined): LocalThrottles | undefined {
  if (name === undefined) return undefined;
  const stage = Object.values(stages).find((each) => each.name === name);
  if (stage === undefined) throw new WrongOption(`--throttles ${name}: it must be ${Object.keys(stages).join(' or ')}`);
  return localThrottles(stage.throttle);
}

function wrongCaller(text: string): never {
  const known = Object.keys(grantedPermissions).join(', ');
  throw new WrongOption(`--caller ${text}: it must be an access key, =, and of these, with commas between: ${known}`);
}

function parsedOptions(args: readonly string[]): {
  readonly port: string;
  readonly data?: string | undefined;
  readonly copy?: string | undefined;
  readonly engine: string;
  readonly caller?: readonly string[] | undefined;
  readonly throttles?: string | undefined;
  readonly 'pay-top-ups': boolean;
  readonly empty: boolean;
  readonly help: boolean;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: process.env['PORT'] ?? String(defaultPort) },
        data: { type: 'string' },
        copy: { type: 'string' },
        engine: { type: 'string', default: defaultEngine() },
        caller: { type: 'string', multiple: true },
        throttles: { type: 'string' },
        'pay-top-ups': { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new WrongOption(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function greet({ url, engine, clock }: LocalService, { dataDir, contents }: Options): void {
  const where = dataDir === undefined ? 'in memory: data ends with it; --data <folder> keeps it' : `data in ${dataDir}`;
  console.log(`Credits serves ${url} over ${engine.name} (${where}).

See it: ${url}/dashboard/${contents === 'demonstration' ? '' : `#/accounts/${demoAccountId}`}

Charge the demonstration account for a chat turn with GPT-4o:

  curl -s ${url}/accounts/${demoAccountId}/debits \\
    -H 'Content-Type: application/json' -H 'Idempotency-Key: try-1' \\
    -d '{"usage":[{"sku":"ai.gpt-4o.input-token","quantity":374},{"sku":"ai.gpt-4o.output-token","quantity":44}]}'

The guides are at ${url}/docs/, the contract at ${url}/openapi.json, the clock at ${url}/local/clock: it stands at ${new Date(clock.nowMs()).toISOString()}. Ctrl-C stops.`);
}

async function whenStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    starterGone().then(resolve);
  });
}

function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause instanceof WrongOption) return `${cause.message}\n\n${usage}`;
  switch ('code' in cause ? cause.code : undefined) {
    case 'EADDRINUSE':
      return 'The port is taken. Stop the other program, or choose another port: npm start -- --port 4401';
    case 'EACCES':
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EROFS':
      return cause.message;
    case 'ECONNREFUSED':
      return `Nothing answers at DYNAMODB_ENDPOINT: ${cause.message}`;
    default:
      return cause.stack ?? cause.message;
  }
}

main().catch((cause: unknown) => {
  console.error(explain(cause));
  process.exitCode = cause instanceof WrongOption ? 2 : 1;
});
