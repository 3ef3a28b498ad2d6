/** Every environment variable that the functions read. The stacks set these and no others. */
export const environment = {
  TABLE_NAME: 'The DynamoDB table.',
  DYNAMODB_ENDPOINT:
    'Another endpoint than the region’s: an engine on this machine, or a proxy. Never set when deployed.',
  UNCHARGEABLE_QUEUE_URL: 'The queue to which events of usage are put aside that can’t be charged.',
  USAGE_QUEUE_URL: 'The queue of events of usage that are to be charged.',
  USAGE_METERS:
    'Meters of CloudEvents by their type, as JSON: the SKU, and where in the data its quantity and dimensions stand.',
  BEDROCK_CALLERS:
    'Whom calls of Bedrock’s models are charged to, as JSON: rules in order, by role, inference profile and metadata.',
  DUE_QUEUE_URL: 'The queue of accounts of which something is due.',
  ACCOUNTS_CLAIM:
    'The claim of people’s tokens that names their accounts, each with a role or without; custom:accounts when left out.',
  USUAL_ROLE: 'The role of people in accounts that their token names without one; viewer when left out.',
  PERSON_CLAIM: 'The claim of people’s tokens by which entries name who changed something; sub when left out.',
  PROJECTS_CLAIM:
    'The claim of people’s tokens that names the projects they may look at; custom:projects when left out. Without it a token is of the default project.',
  OPERATORS_CLAIM: 'The claim of people’s tokens that names their groups; without it nobody is an operator.',
  OPERATORS_GROUP: 'The group whose members are operators, who read everything.',
  OPERATORS_ROLES:
    'The groups whose members are operators in a role, each as role and group with a colon between: `support:helpdesk money:billing`.',
  EVENT_BUS_NAME: 'The EventBridge bus on which events are published.',
  COPY_BUCKET: 'The bucket in which the second copy of ledgers is kept; without it there is none.',
  QUEUES: 'The queues that operators are told of, each as kind, name and URL, with blanks between.',
  ALARM_PREFIX: 'What the names of the service’s alarms begin with.',
  WATCHED_ACCOUNTS_MAX: 'How many accounts may have their balance as a metric; 100 when left out.',
  RESTORATION: 'How often the table was restored; 0 when left out. It is part of event ids from 1 on.',
  METRICS_DISABLED: '`true` writes no metrics. Never set when deployed.',
  PROJECTS:
    'The projects besides the default one, each as name and mode with a colon between: `acme:live acme-test:test`.',
  LOG_LEVEL: 'The least level of a log line: DEBUG, INFO, WARN, ERROR, CRITICAL or SILENT; INFO when left out.',
} as const;

export type EnvironmentVariable = keyof typeof environment;

/** A variable that must be set: without it the function fails at its start, not at its first customer. */
export function requireVariable(name: EnvironmentVariable): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new SettingMissing(`${name} is not set`);
  return value;
}

export function optional(name: EnvironmentVariable): string | undefined {
  return process.env[name];
}

/** The function was deployed without a variable that it needs. */
export class SettingMissing extends Error {
  override readonly name = 'SettingMissing';
}
