/** The claims about an assembly, each as what speaks against it: nothing where it holds. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Assembly, type Resource, readAssembly, resourcesOf } from './assembly.ts';

export type Claims = Readonly<Record<string, (assembly: Assembly) => readonly string[]>>;

/** The claims about the library's own example: it stands on a platform that is there already. */
export const readmeClaims: Claims = {
  'both rule packs find nothing': ({ findings }) => findings,
  'the event bus is the one that is there, and no other is made': (assembly) => [
    ...idsOf(resourcesOf(assembly, 'AWS::Events::EventBus')),
    ...otherThan(
      functionsOf(assembly).filter(({ properties }) => 'EVENT_BUS_NAME' in variablesOf(properties)),
      ({ properties }) => variablesOf(properties)['EVENT_BUS_NAME'] === 'platform',
    ),
  ],
  'the table is the one that is there, and no other is made': (assembly) => [
    ...idsOf(resourcesOf(assembly, 'AWS::DynamoDB::GlobalTable')),
    ...idsOf(resourcesOf(assembly, 'AWS::DynamoDB::Table')),
    ...otherThan(functionsOf(assembly), ({ properties }) => variablesOf(properties)['TABLE_NAME'] === 'credits'),
  ],
  'queues, logs and alarms are under the key': (assembly) => [
    ...otherThan(resourcesOf(assembly, 'AWS::SQS::Queue'), isEncrypted('KmsMasterKeyId')),
    ...otherThan(resourcesOf(assembly, 'AWS::Logs::LogGroup'), isEncrypted('KmsKeyId')),
    ...otherThan(ofStage(resourcesOf(assembly, 'AWS::SNS::Topic')), isEncrypted('KmsMasterKeyId')),
  ],
  'every role has the permissions boundary': (assembly) =>
    otherThan(ofStage(resourcesOf(assembly, 'AWS::IAM::Role')), ({ properties }) =>
      JSON.stringify(properties.PermissionsBoundary ?? '').includes(':policy/platform-boundary'),
    ),
  'functions, roles and queues have the tags': (assembly) =>
    otherThan(
      ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::SQS::Queue'].flatMap((type) =>
        ofStage(resourcesOf(assembly, type)),
      ),
      ({ properties }) => JSON.stringify(properties.Tags ?? []).includes('{"Key":"team","Value":"platform"}'),
    ),
  'the API has its name, and the name its record': (assembly) => [
    ...wanting(resourcesOf(assembly, 'AWS::ApiGatewayV2::DomainName'), 1),
    ...wanting(resourcesOf(assembly, 'AWS::Route53::RecordSet'), 1),
    ...otherThan(
      resourcesOf(assembly, 'AWS::Route53::RecordSet'),
      ({ properties }) => properties.Name === 'credits.example.com.' && properties.Type === 'A',
    ),
  ],
  'what is left out is not there': (assembly) =>
    ['AWS::CloudFront::Distribution', 'AWS::Cognito::UserPool', 'AWS::S3::Bucket'].flatMap((type) =>
      idsOf(resourcesOf(assembly, type)),
    ),
  'the role of another stack may charge, and nothing else': (assembly) => {
    const policies = resourcesOf(assembly, 'AWS::IAM::Policy').filter(({ id }) => !id.startsWith('credits-'));
    const text = JSON.stringify(policies);
    return [
      ...wanting(policies, 1),
      ...(text.includes('/POST/accounts/*/debits') ? [] : ['it may not debit']),
      ...(/purchases|adjustments|\/PUT\/plans/.test(text) ? ['it may mint'] : []),
    ];
  },
};

/** The claims about the whole service: each function and the page come with the package, and ids are what is deployed today. */
export function wholeClaims(repository: Assembly, folder: string): Claims {
  return {
    'both rule packs find nothing': ({ findings }) => findings,
    'stacks, logical ids and resources are those of this repository’s app': ({ templates }) => [
      ...[...repository.templates.keys()].filter((stack) => !templates.has(stack)),
      ...[...templates].flatMap(([stack, { Resources }]) => {
        const ours = repository.templates.get(stack)?.Resources ?? {};
        const ids = new Set([...Object.keys(ours), ...Object.keys(Resources)]);
        return [...ids]
          .filter((id) => withoutPlace(ours[id]) !== withoutPlace(Resources[id]))
          .map((id) => `${stack}/${id}`);
      }),
    ],
    'the functions’ bundles and the page are in the assembly': () => {
      const assets = readdirSync(folder).filter((name) => name.startsWith('asset.'));
      const functions = assets.filter((name) => existsSync(join(folder, name, 'index.mjs')));
      const pages = assets.filter((name) => existsSync(join(folder, name, 'index.html')));
      return functions.length >= 12 && pages.length === 1
        ? []
        : [`${functions.length} functions, ${pages.length} pages`];
    },
  };
}

/** The claim about an app in which there is something to find: that the packs looked. */
export const bareClaims: Claims = {
  'the rule packs notice it': ({ findings }) =>
    findings.some((each) => each.startsWith('Serverless-SQSRedrivePolicy at ')) ? [] : ['they found nothing'],
};

export interface Held {
  readonly claim: string;
  /** Resources, findings or counts that speak against it. */
  readonly against: readonly string[];
}

export function hold(folder: string, claims: Claims): readonly Held[] {
  const assembly = readAssembly(folder);
  return Object.entries(claims).map(([claim, against]) => ({ claim, against: against(assembly) }));
}

function functionsOf(assembly: Assembly): readonly Resource[] {
  return resourcesOf(assembly, 'AWS::Lambda::Function');
}

function variablesOf(properties: Resource['properties']): Readonly<Record<string, unknown>> {
  return properties.Environment?.Variables ?? {};
}

function isEncrypted(member: string): (resource: Resource) => boolean {
  return ({ properties }) => String(properties[member]).startsWith('arn:aws:kms:eu-west-1:111111111111:key/');
}

/** The stage's own, without those of the app's other stacks. */
function ofStage(resources: readonly Resource[]): readonly Resource[] {
  return resources.filter(({ id }) => id.startsWith('credits-'));
}

/** Those of which it isn't true; that there are none to ask speaks against it too. */
function otherThan(resources: readonly Resource[], isTrue: (resource: Resource) => boolean): readonly string[] {
  return resources.length === 0 ? ['there are none'] : idsOf(resources.filter((each) => !isTrue(each)));
}

function wanting(resources: readonly Resource[], count: number): readonly string[] {
  return resources.length === count ? [] : [`${resources.length} in place of ${count}: ${idsOf(resources).join(' ')}`];
}

function idsOf(resources: readonly Resource[]): readonly string[] {
  return resources.map(({ id }) => id);
}

/** A resource as it is deployed: the place of its construct is noted beside it by the tool alone. */
function withoutPlace(resource: object | undefined): string {
  return JSON.stringify({ ...resource, Metadata: undefined });
}
