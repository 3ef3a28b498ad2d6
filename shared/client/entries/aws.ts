/** Credentials wherever the AWS SDK finds them: profiles, SSO, containers, instances. Needs `@aws-sdk/credential-provider-node`. */
export { type SdkCredentialOptions, sdkCredentials } from '../sdk-credentials.ts';
