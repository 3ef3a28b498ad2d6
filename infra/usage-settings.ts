import type { BedrockCallers } from '../shared/domain/catalogue/bedrock-callers.ts';
import type { Meters } from '../shared/domain/catalogue/usage-meter.ts';

/** The order in which events of usage are charged: any, in a standard queue, or that of each account, in a FIFO queue. */
export type UsageOrder = 'none' | 'by-account';

/** How events of usage are taken in. */
export interface UsageSettings {
  /** `none` is for any number of events; with `by-account` producers name the account as the message group. */
  readonly order: UsageOrder;
  /** Meters of CloudEvents by their type. An event of another type says in its data what was used, in the words of a debit. */
  readonly meters?: Meters;
  /** Charges calls of Bedrock's models by its invocation log. */
  readonly bedrock?: BedrockSettings;
}

/** Bedrock's model invocation log: where it is, and whom calls are charged to. */
export interface BedrockSettings {
  readonly files?: BedrockFiles;
  /** The log group in CloudWatch, by its name: of the same AWS account and Region. */
  readonly logGroup?: string;
  /** Rules in order; the first that a call is of says its account. A call that no rule knows is put aside as `unmapped`, to be charged once one does. */
  readonly callers: BedrockCallers;
}

/** The log in a bucket of the same AWS account and Region, which tells EventBridge of new objects. */
export interface BedrockFiles {
  readonly bucket: string;
  /** The text that keys begin with before `AWSLogs/`, with its last `/`: none when left out. */
  readonly prefix?: string;
  /** The key that the bucket is encrypted by, where that isn't S3's own. */
  readonly keyArn?: string;
}
