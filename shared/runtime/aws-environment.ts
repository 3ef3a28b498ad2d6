/** The variables that Lambda itself sets: where it runs, and as whom. The names are those that the SDK reads. */
import type { Credentials } from '../storage/dynamo/signature.ts';
import { optional, SettingMissing } from './environment.ts';

export function awsRegion(): string {
  return readVariable('AWS_REGION');
}

/** The credentials of the function's role. They change while a process lives, where whoever runs it changes them. */
export function awsCredentials(): Credentials {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  return {
    accessKeyId: readVariable('AWS_ACCESS_KEY_ID'),
    secretAccessKey: readVariable('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
  };
}

/** The region's, or another one that is named: for the table alone, or for all of AWS as emulators do. */
export function dynamoEndpoint(): string {
  const named = [
    optional('DYNAMODB_ENDPOINT'),
    process.env['AWS_ENDPOINT_URL_DYNAMODB'],
    process.env['AWS_ENDPOINT_URL'],
  ];
  const region = awsRegion();
  return named.find((each) => each !== undefined && each !== '') ?? `https://dynamodb.${inRegion(region)}`;
}

/** The Region's, as its hosts end in the names of AWS's services. */
export function inRegion(region: string): string {
  return `${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}

/** Where S3 is, where that isn't the Region's own: in an emulator. */
export function s3Endpoint(): string | undefined {
  return [process.env['AWS_ENDPOINT_URL_S3'], process.env['AWS_ENDPOINT_URL']].find(
    (each) => each !== undefined && each !== '',
  );
}

function readVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new SettingMissing(`${name} is not set: Lambda sets it`);
  return value;
}
