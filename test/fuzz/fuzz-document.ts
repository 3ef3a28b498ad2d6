import document from '../../shared/contract/openapi.json' with { type: 'json' };

/**
 * The published document as the fuzzer reads it. It is silent about callers: on AWS the gateway authenticates them before
 * any of our code runs, and the local service, which is what is fuzzed, stands behind no gateway.
 */
export function fuzzDocument(): unknown {
  return JSON.parse(JSON.stringify(document), (name, value: unknown) =>
    name === 'security' || name === 'securitySchemes' ? undefined : value,
  );
}
