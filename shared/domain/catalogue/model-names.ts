/**
 * Names of one model: providers, gateways and clouds put prefixes before it and dates after it. `openai/gpt-4o`,
 * `us.anthropic.claude-sonnet-4-5-20250929-v1:0` and `publishers/google/models/gemini-2.5-pro` are such.
 */

type Shortening = (name: string) => string;

/** Each takes away one thing that doesn't name the model, and leaves other names as they are. */
const shortenings: readonly Shortening[] = [
  // A provider, gateway or path before it: the last part is the model.
  (name) => name.replace(/^.*\/(?=[^/]+$)/, ''),
  // Bedrock's regions, makers and versions.
  (name) => name.replace(/^(us|us-gov|eu|apac|ap|jp|au|ca|global)\.(?=[a-z0-9]+\.)/, ''),
  (name) =>
    name.replace(
      /^(ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|writer|xai|zai)\.(?=[a-z])/,
      '',
    ),
  (name) => name.replace(/-v(1|\d+:\d+)$/, ''),
  (name) => name.replace(/:\d+$/, ''),
  // Dates and other marks of one release.
  (name) => name.replace(/[-@](20\d{6}|20\d{2}-\d{2}-\d{2})$/, ''),
  (name) => name.replace(/[-@](latest|default|preview-\d{2}-\d{2}|\d{3})$/, ''),
  // Gateways that write 4.5 for 4-5.
  (name) => (name.startsWith('claude-') ? name.replaceAll(/(?<=\d)\.(?=\d)/g, '-') : name),
];
const namesMax = 32;

/** The name, then what is left of it with one thing taken away, with two, and so on. */
export function modelNames(model: string): readonly string[] {
  const names = new Set([model]);
  for (const name of names) {
    for (const shorten of shortenings) {
      const shorter = shorten(name);
      if (shorter !== '' && names.size < namesMax) names.add(shorter);
    }
  }
  return [...names];
}

/** The name that is left when all has been taken away. */
export function canonicalModelName(model: string): string {
  return modelNames(model).at(-1) ?? model;
}
