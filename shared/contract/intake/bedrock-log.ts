/**
 * Records of Bedrock's model invocation logs, schema 1.0: one for each call of a model, in S3 (a line of a file) as in CloudWatch Logs. Prompts
 * and answers stand in them, or apart where they are long; neither is needed, and nothing here keeps them.
 */
import * as z from 'zod/mini';
import { type BedrockCallers, chargeOfCaller } from '../../domain/catalogue/bedrock-callers.ts';
import { present } from '../../domain/present.ts';
import { NotMapped, readWords } from './read-words.ts';

const schemaType = 'ModelInvocationLog';
const word = z.optional(z.nullable(z.string()));
const count = z.optional(z.nullable(z.number()));

const record = z.object({
  schemaType: z.literal(schemaType),
  timestamp: z.string(),
  requestId: z.string(),
  modelId: z.string(),
  region: word,
  operation: word,
  errorCode: word,
  identity: z.optional(z.nullable(z.object({ arn: word }))),
  requestMetadata: z.optional(z.nullable(z.record(z.string(), z.string()))),
  input: z.optional(
    z.nullable(z.object({ inputTokenCount: count, cacheReadInputTokenCount: count, cacheWriteInputTokenCount: count })),
  ),
  output: z.optional(z.nullable(z.object({ outputTokenCount: count, outputBodyJson: z.optional(z.unknown()) }))),
});

/** Tells a record by its schema. */
export function isBedrockLog(value: Readonly<Record<string, unknown>>): boolean {
  return value['schemaType'] === schemaType;
}

/** A record without what was asked and answered: of the answer's body remains how much was written to a cache for an hour. Throws `WordsUnreadable` on what is none. */
export function withoutBodies(value: unknown): unknown {
  const read = readWords(record, value);
  const hour = writtenForAnHour(read.output?.outputBodyJson);
  const { outputBodyJson: _body, ...output } = read.output ?? {};
  const kept = hour === 0 ? output : { ...output, outputBodyJson: bodyTelling(hour) };
  return { ...read, output: kept };
}

/**
 * The event of usage that a record is, for the schema to read: of the account that a rule says. None of a call that failed before it used
 * anything, nor of one that is free. Throws `WordsUnreadable` on what is no record or counts no tokens, and `NotMapped` where no rule knows the caller.
 */
export function fromBedrockLog(value: unknown, rules: BedrockCallers): readonly unknown[] {
  const { timestamp, requestId, modelId, region, operation, errorCode, identity, requestMetadata, input, output } =
    readWords(record, value);
  const counts = [input?.inputTokenCount, output?.outputTokenCount, input?.cacheReadInputTokenCount];
  const isCounted = counts.some((each) => each != null);
  if (errorCode != null && !counts.some((each) => each != null && each > 0)) return [];
  const caller = {
    modelId,
    metadata: requestMetadata ?? {},
    ...(identity?.arn == null ? {} : { identity: identity.arn }),
    ...(operation == null ? {} : { operation }),
    ...(region == null ? {} : { region }),
  };
  const charge = chargeOfCaller(caller, rules);
  if (charge === undefined)
    throw new NotMapped(`no rule knows ${identity?.arn ?? 'a caller without a name'} with ${modelId}`);
  if ('isFree' in charge) return [];
  if (!isCounted) readWords(counted, { outputTokenCount: output?.outputTokenCount });
  const cacheWrite = input?.cacheWriteInputTokenCount ?? 0;
  const hour = Math.min(cacheWrite, writtenForAnHour(output?.outputBodyJson));
  return [
    {
      source: 'bedrock',
      id: requestId,
      occurredAt: timestamp,
      accountId: charge.accountId,
      model: charge.pricedAs ?? modelId,
      tokens: {
        input: input?.inputTokenCount ?? 0,
        output: output?.outputTokenCount ?? 0,
        cachedInput: input?.cacheReadInputTokenCount ?? 0,
        cacheWrite,
        ...(hour === 0 ? {} : { cacheWriteHour: hour }),
      },
      ...present({ dimensions: charge.dimensions }),
    },
  ];
}

const counted = z.object({ outputTokenCount: z.number({ error: 'must count tokens: it is priced otherwise' }) });

const hourly = z.object({
  usage: z.optional(
    z.object({
      cacheDetails: z.optional(z.array(z.object({ ttl: z.optional(z.string()), inputTokens: z.optional(z.number()) }))),
      cache_creation: z.optional(z.nullable(z.object({ ephemeral_1h_input_tokens: z.optional(z.number()) }))),
    }),
  ),
});
const messages = [hourly, z.object({ message: hourly }), z.object({ metadata: hourly })] as const;

/** As Converse tells it and as Anthropic's models do, whole or streamed. Tokens of a cache that lives for an hour have a price of their own. */
function writtenForAnHour(body: unknown): number {
  const parts: readonly unknown[] = Array.isArray(body) ? body : [body];
  return Math.max(0, ...parts.flatMap((part) => messages.map((schema) => hourIn(schema.safeParse(part).data))));
}

type Told = z.infer<(typeof messages)[number]> | undefined;

function hourIn(told: Told): number {
  if (told === undefined) return 0;
  const usage = 'message' in told ? told.message.usage : 'metadata' in told ? told.metadata.usage : told.usage;
  const details = usage?.cacheDetails ?? [];
  const converse = details.reduce((sum, { ttl, inputTokens = 0 }) => sum + (ttl === '1h' ? inputTokens : 0), 0);
  return converse + (usage?.cache_creation?.ephemeral_1h_input_tokens ?? 0);
}

/** In Converse's words. */
function bodyTelling(inputTokens: number): object {
  return { usage: { cacheDetails: [{ ttl: '1h', inputTokens }] } };
}
