import document from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };

/** Accounts that may be closed: any other would be lost to the rest of the run. */
export const closable: readonly string[] = Array.from({ length: 20 }, (_, index) => `closable-${index}`);

/** Payments that can be taken back: the examples', and more, since each can be once. The fuzzer's dictionary has them. */
export const payments: readonly string[] = [
  'pi_3QLq8v2eZvKYlo2C',
  'pi_3QLq8v2eZvKYlo2E',
  ...Array.from({ length: 8 }, (_, index) => `pi_fuzz_${index}`),
];

/** An account of which nobody but refunds knows, and its payments: elsewhere usage spends them, or they are charged back. */
export const refundable = {
  accountId: 'refundable',
  payments: Array.from({ length: 20 }, (_, index) => `pi_refundable_${index}`),
} as const;

/**
 * The published document as the fuzzer reads it. It is silent about callers: on AWS the gateway authenticates them before
 * any of our code runs, and the local service, which is what is fuzzed, stands behind no gateway. It closes accounts of its
 * own alone, and its examples name a hold that is there. Its numbers have at most 6 decimals, as the document says in words:
 * few generators of clients know what a double is a multiple of.
 */
export function fuzzDocument(holdId: string): unknown {
  const forStrangers = JSON.stringify(document, (name, value: unknown) =>
    name === 'security' || name === 'securitySchemes' ? undefined : value,
  );
  return JSON.parse(forStrangers, (name, value: unknown) => {
    if (isAmount(value)) return { ...value, multipleOf: 0.000001 };
    if (name === 'delete' && isOperation(value, 'close-account'))
      return { ...value, parameters: value.parameters.map(ofClosable) };
    if (!isParameter(value, 'holdId')) return value;
    return { ...value, example: holdId, schema: { ...value.schema, examples: [holdId] } };
  });
}

/** A number with bounds: what requests take. */
function isAmount(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && 'format' in value && value.format === 'double' && 'maximum' in value
  );
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: object;
}

function ofClosable(parameter: Parameter): object {
  if (parameter.name !== 'accountId') return parameter;
  return { name: 'accountId', in: 'path', required: true, schema: { type: 'string', enum: closable } };
}

function isOperation(value: unknown, id: string): value is { readonly parameters: readonly Parameter[] } {
  return typeof value === 'object' && value !== null && 'operationId' in value && value.operationId === id;
}

function isParameter(value: unknown, name: string): value is Parameter {
  return typeof value === 'object' && value !== null && 'in' in value && 'name' in value && value.name === name;
}
