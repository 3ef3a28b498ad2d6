/** The stacks as CloudFormation sees them, with stubs for code: what is asked here is in the template. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { stubPage } from '../../../infra/build-page.ts';
import { stubCode } from '../../../infra/bundle-functions.ts';
import { CreditsStage } from '../../../infra/credits-stage.ts';
import type { StageSettings } from '../../../infra/stages.ts';
import { present } from '../../../shared/domain/present.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into templates by path; what isn't there fails them.
export type Resource = { readonly Type: string; readonly Properties: any } & Readonly<Record<string, any>>;

export interface SynthesizedStack {
  readonly service: CreditsStage;
  /** By stack: `data`, `signals`, `api`, `keys`, `dashboard`, `jobs`, `alarms`, `payments` where a provider is connected, and `usage` and `intake` where usage comes in as events; those that are left out aren't there. */
  readonly templates: Readonly<Record<string, Template>>;
  /** Every resource of one type, by stack and logical id. */
  resources(type: string): readonly (readonly [string, Resource])[];
  /** The checks' findings. */
  readonly findings: readonly string[];
}

export function synthesize(stage: StageSettings, { isLocal = false } = {}): SynthesizedStack {
  const outdir = mkdtempSync(join(tmpdir(), 'credits-synth-'));
  const app = new App({ context: cdkContext(), outdir, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const service = new CreditsStage(app, `credits-${stage.name}`, { stage, codeOf: stubCode, page: stubPage, isLocal });
  app.synth();
  const { data, signals, api, keys, dashboard, jobs, alarms, payments, usage, intake, news, projects } = service;
  const parts = present({ keys, dashboard, alarms, payments, usage, intake, news, projects });
  const stacks: Record<string, Stack> = { data, signals, api, jobs, ...parts };
  const templates = Object.fromEntries(
    Object.entries(stacks).map(([name, stack]) => [name, Template.fromStack(stack)]),
  );
  return {
    service,
    templates,
    resources: (type) =>
      Object.entries(templates).flatMap(([name, template]) =>
        Object.entries(template.findResources(type)).map(
          ([id, found]) => [`${name}/${id}`, found as Resource] as const,
        ),
      ),
    findings: findingsOf(outdir),
  };
}

/** Functions of ours, by stack and logical id: all but the one that the library uploads the page with. */
export function ownFunctions({ resources }: SynthesizedStack): readonly (readonly [string, Resource])[] {
  return resources('AWS::Lambda::Function').filter(([id]) => !id.includes('CustomCDKBucketDeployment'));
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: looked into by path.
  readonly Condition?: any;
}

/** The rights of each role, by stack and logical id: written in the role itself, or in a policy of it. */
export function rights({ resources }: SynthesizedStack): readonly {
  readonly id: string;
  readonly statements: readonly Statement[];
}[] {
  const own = resources('AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    asList<Resource['Properties']>(Properties.Policies ?? []).map(({ PolicyDocument }) => ({
      id,
      statements: PolicyDocument.Statement,
    })),
  );
  const apart = resources('AWS::IAM::Policy').map(([id, { Properties }]) => ({
    id,
    statements: Properties.PolicyDocument.Statement,
  }));
  return [...own, ...apart].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** In templates, one thing may stand where a list of things could. */
export function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

function cdkContext(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8'))['context'];
}

interface Report {
  readonly pluginReports?: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

function findingsOf(outdir: string): readonly string[] {
  const report: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return (report.pluginReports ?? []).flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
}
