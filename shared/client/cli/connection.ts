/** Where the service is and who asks: options, then the environment, then the configuration file. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod/mini';
import { present } from '../../domain/present.ts';
import { type CredentialProvider, environmentCredentials, environmentVariable, isThisMachine } from '../credentials.ts';
import { createSignedClient } from '../credits-client.ts';
import type { HttpClient } from '../http-client.ts';
import { Failure } from './failure.ts';

export interface Connection {
  readonly url: string;
  readonly client: HttpClient;
  /** Answers as JSON, for programs. */
  readonly json: boolean;
}

interface GivenOptions {
  readonly url?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly json: boolean;
}

const localUrl = 'http://127.0.0.1:4400';
/** Holds an API key, sent in place of a signature. */
const keyVariable = 'CREDITS_API_KEY';

export function addConnectionOptions(program: Command): Command {
  return program
    .addOption(
      new Option('--url <url>', `the service; ${localUrl} when left out`).env('CREDITS_URL').argParser(webAddress),
    )
    .addOption(new Option('--region <name>', 'to sign for; read from the address when left out').env('AWS_REGION'))
    .addOption(
      new Option('--profile <name>', 'whose credentials to sign with, SSO sessions included').env('AWS_PROFILE'),
    )
    .addOption(
      new Option('--config <file>', `url, region and profile as JSON; ${usualFile()} when left out`).env(
        'CREDITS_CONFIG',
      ),
    )
    .option('--json', 'answers as JSON, for programs', false);
}

export function connect(command: Command): Connection {
  const given = command.optsWithGlobals<GivenOptions>();
  const { url = localUrl, region, profile } = { ...readConfiguration(given.config), ...configOf(given) };
  // From the environment alone: what stands on a command line, everyone on the machine can read.
  const apiKey = environmentVariable(keyVariable);
  const client = createSignedClient({
    url,
    ...(apiKey === undefined ? { credentials: credentialsFor(url, profile) } : { apiKey }),
    ...present({ region }),
  });
  return { url, client, json: given.json };
}

const configShape = z.strictObject({
  url: z.optional(
    z.string().check(z.refine(isWebAddress, { error: 'must be an address like https://credits.example.com' })),
  ),
  region: z.optional(z.string()),
  profile: z.optional(z.string()),
});

type Config = { readonly [Name in keyof z.output<typeof configShape>]?: string };

/** The usual file needn't be there; one that was named must. */
function readConfiguration(named: string | undefined): Config {
  const file = named ?? usualFile();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (named === undefined) return {};
    throw cause;
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new Failure(`${file} is no JSON: ${String(cause)}`);
  }
  const read = configShape.safeParse(content);
  if (!read.success) throw new Failure(`${file} takes url, region and profile: ${z.prettifyError(read.error)}`);
  return configOf(read.data);
}

function usualFile(): string {
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'credits-ledger', 'config.json');
}

function configOf({ url, region, profile }: { readonly [Name in keyof Config]?: string | undefined }): Config {
  return present({ url, region, profile });
}

/**
 * The environment's credentials; a profile's, and wherever else the SDK's chain finds some, for a service that isn't on
 * this machine. A local service takes requests unsigned, so nobody waits for a chain that finds nothing.
 */
function credentialsFor(url: string, profile: string | undefined): CredentialProvider {
  const isLocal = isThisMachine(new URL(url).hostname);
  if (isLocal && profile === undefined) return environmentCredentials;
  return async () => {
    const found = profile === undefined ? await environmentCredentials() : undefined;
    if (found !== undefined) return found;
    const { sdkCredentials } = await import('../sdk-credentials.ts');
    return sdkCredentials(present({ profile }))();
  };
}

function webAddress(text: string): string {
  if (!isWebAddress(text)) throw new InvalidArgumentError('It must be an address like http://127.0.0.1:4400.');
  return text;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
