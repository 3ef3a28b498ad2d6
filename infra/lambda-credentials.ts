import { fromEnv } from '@aws-sdk/credential-provider-env';

/** Stands in for the SDK's default credential chain inside a Lambda: its role's credentials are in the environment. */
export function defaultProvider(): ReturnType<typeof fromEnv> {
  return fromEnv();
}
