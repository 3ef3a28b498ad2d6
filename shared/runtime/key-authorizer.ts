/**
 * The Lambda authorizer of API keys, of payload version 2.0 with simple answers. API Gateway keeps an answer for as long as it is
 * told to (`infra/constructs/keys-api.ts`), by the header's value: that is how long a key that was revoked goes on at most.
 */
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import type { ApiKey } from '../domain/api-key.ts';
import { isDefault } from '../domain/project.ts';
import { loggedError } from './logged-error.ts';
import { type KeyContext, keyContext } from './principal.ts';
import { projectOfRequest } from './projects.ts';
import { type ProcessServices, services } from './services.ts';
import { count, logger } from './telemetry.ts';

export type KeyAdmission =
  | { readonly isAuthorized: true; readonly context: KeyContext }
  | { readonly isAuthorized: false };

export type KeyAuthorizer = (event: AskedFor) => Promise<KeyAdmission>;

/** As much of API Gateway's event as is read. */
type AskedFor = Pick<APIGatewayRequestAuthorizerEventV2, 'headers'> & {
  readonly requestContext?: { readonly stage?: string };
};

/** Finds the key that a text is, if it lets somebody in. */
export type Admit = (store: ProcessServices['store'], sent: string, nowMs: number) => Promise<ApiKey | undefined>;

/** Rejects where the table doesn't answer: API Gateway makes 500 of it, and keeps that for nobody. */
export function keyAuthorizer(admit: Admit): KeyAuthorizer {
  return async ({ headers, requestContext = {} }) => {
    const project = projectOfRequest({ requestContext });
    const { store, nowMs } = services(project);
    const sent = bearer.exec(headers?.['authorization'] ?? '')?.[1] ?? '';
    const key = await admit(store, sent, nowMs()).catch((cause: unknown) => {
      logger.error('key not checked', { error: loggedError(cause) });
      throw cause;
    });
    count({ dimensions: {}, metrics: { [key === undefined ? 'KeysRefused' : 'KeysAdmitted']: [1, 'Count'] } });
    return key === undefined
      ? { isAuthorized: false }
      : {
          isAuthorized: true,
          context: keyContext({ ...key, ...(isDefault(project) ? {} : { project: project.name }) }),
        };
  };
}

/** The word is written in any case; what follows is a key and nothing else. */
const bearer = /^Bearer ([\w-]{1,128})$/i;
