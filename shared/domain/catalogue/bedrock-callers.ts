/** Whom calls of Bedrock's models are charged to, by what its invocation logs say of the caller. */
import { present } from '../present.ts';

/** The calls that a rule is of: those for which all of this holds. */
export interface BedrockCalls {
  /** The caller: a role by its name or ARN, in whatever session; any other identity by its ARN. */
  readonly identity?: string;
  /** The model as the call named it: its id, or the ARN of an inference profile. */
  readonly model?: string;
  /** Members that the request's metadata has. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Where the calls of a rule are charged. A value is as it is, or where it stands: `$.requestMetadata.tenant`, `$.session` (the name of the
 * role's session), `$.role`, `$.identity.arn`, `$.modelId`, `$.operation`, `$.region`.
 */
export interface BedrockCharge {
  readonly accountId: string;
  /** The model that they are priced as, where its id is a profile's or is a model of one's own. */
  readonly pricedAs?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** Calls and their account; or calls that nobody is charged for. */
export type BedrockRule = BedrockCalls & (BedrockCharge | { readonly isFree: true });

/** Rules in order: the first counts whose calls a record is of, and whose account it names. */
export type BedrockCallers = readonly BedrockRule[];

/** The parts of a record that rules ask for. */
export interface BedrockCaller {
  readonly modelId: string;
  readonly identity?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly operation?: string;
  readonly region?: string;
}

/** The charge that a caller's rule comes to, its places filled in; undefined where no rule knows the caller. */
export function chargeOfCaller(
  caller: BedrockCaller,
  rules: BedrockCallers,
): BedrockCharge | { readonly isFree: true } | undefined {
  for (const rule of rules) {
    if (!isOfRule(caller, rule)) continue;
    if ('isFree' in rule) return rule;
    const accountId = filledIn(rule.accountId, caller);
    if (accountId === undefined) continue;
    const dimensions = Object.entries(rule.dimensions ?? {}).flatMap(([name, place]) => {
      const value = filledIn(place, caller);
      return value === undefined ? [] : [[name, value] as const];
    });
    return {
      accountId,
      ...present({ pricedAs: rule.pricedAs }),
      ...(dimensions.length === 0 ? {} : { dimensions: Object.fromEntries(dimensions) }),
    };
  }
  return undefined;
}

function isOfRule({ identity, modelId, metadata }: BedrockCaller, rule: BedrockRule): boolean {
  if (rule.model !== undefined && rule.model !== modelId) return false;
  if (Object.entries(rule.metadata ?? {}).some(([name, value]) => memberOf(metadata, name) !== value)) return false;
  return rule.identity === undefined || namesOfIdentity(identity).includes(withoutPath(rule.identity));
}

const session = /^arn:([^:]+):sts::(\d*):assumed-role\/([^/]+)\/(.+)$/;

/** The names that a rule may call a caller by: its ARN, and of a role's session the role's ARN and name. */
function namesOfIdentity(arn: string | undefined): readonly string[] {
  if (arn === undefined) return [];
  const [, partition, account, role] = session.exec(arn) ?? [];
  return role === undefined ? [withoutPath(arn)] : [arn, `arn:${partition}:iam::${account}:role/${role}`, role];
}

/** The ARN of a role without its path, which its sessions don't tell. */
function withoutPath(name: string): string {
  return name.replace(/^(arn:[^:]+:iam::\d*:role\/).*\//, '$1');
}

const metadataPlace = '$.requestMetadata.';

function filledIn(text: string, { identity, modelId, metadata, operation, region }: BedrockCaller): string | undefined {
  if (!text.startsWith('$.')) return text;
  if (text.startsWith(metadataPlace)) return memberOf(metadata, text.slice(metadataPlace.length));
  const [, , , role, name] = session.exec(identity ?? '') ?? [];
  const places = { session: name, role, 'identity.arn': identity, modelId, operation, region };
  return memberOf(places, text.slice(2));
}

function memberOf<Value>(members: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
