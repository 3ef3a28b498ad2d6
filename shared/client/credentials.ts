import { present } from '../domain/present.ts';
import { minuteMs } from '../domain/time.ts';

/** AWS credentials as the SDKs shape them, so that any provider of theirs fits. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they end; kept until the process does where there is none. */
  readonly expiration?: Date;
}

/** Undefined where there are none: requests go unsigned, as the local service takes them. */
export type CredentialProvider = () => Promise<Credentials | undefined>;

/** A variable of the environment; undefined where there is none to read, as in a browser or a Worker. */
export function environmentVariable(name: string): string | undefined {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    // A runtime that asks for leave to read it, and didn't get it.
    return undefined;
  }
}

/** The credentials that Lambda, and whoever exports them, has in the environment. Read at every call: nothing is kept. */
export const environmentCredentials: CredentialProvider = async () => {
  const AWS_ACCESS_KEY_ID = environmentVariable('AWS_ACCESS_KEY_ID');
  const AWS_SECRET_ACCESS_KEY = environmentVariable('AWS_SECRET_ACCESS_KEY');
  const AWS_SESSION_TOKEN = environmentVariable('AWS_SESSION_TOKEN');
  if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...present({ sessionToken: AWS_SESSION_TOKEN }),
  };
};

/** Credentials are fetched again this long before they end. */
const refreshBeforeMs = 5 * minuteMs;

/** Asks a provider once for many requests, and again before what it gave ends. A failure is not kept. */
export function withRefresh(provide: CredentialProvider, nowMs: () => number): CredentialProvider {
  let known: Promise<Credentials | undefined> | undefined;
  let usableUntilMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (known !== undefined && nowMs() < usableUntilMs) return known;
    usableUntilMs = Number.POSITIVE_INFINITY;
    const asked = provide().then(
      (credentials) => {
        const endsMs = credentials?.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
        usableUntilMs = endsMs - refreshBeforeMs;
        return credentials;
      },
      (cause: unknown) => {
        known = undefined;
        throw cause;
      },
    );
    known = asked;
    return asked;
  };
}

export function isThisMachine(hostname: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
