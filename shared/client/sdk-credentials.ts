import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { CredentialProvider } from './credentials.ts';

export interface SdkCredentialOptions {
  /** `AWS_PROFILE` when left out. */
  readonly profile?: string;
}

/** The AWS SDK's own chain: environment, profiles, SSO sessions, web identity, containers, instances. */
export function sdkCredentials(options: SdkCredentialOptions = {}): CredentialProvider {
  return defaultProvider({ ...options });
}
