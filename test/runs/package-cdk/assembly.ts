/** A cloud assembly as it was written: its templates, and what the rule packs found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// biome-ignore lint/suspicious/noExplicitAny: looked into by path; what isn't there fails the check.
export type Properties = any;

export interface Assembly {
  /** By stage and stack: `credits-prod/creditsprodapi`. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly findings: readonly string[];
}

export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

export function readAssembly(folder: string): Assembly {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.template.json'),
  );
  const templates = files.map(
    (file) =>
      [
        file.replace(/^assembly-/, '').replace(/[A-Z0-9]{8}\.template\.json$/, ''),
        JSON.parse(readFileSync(join(folder, file), 'utf8')),
      ] as const,
  );
  return { templates: new Map(templates), findings: findingsIn(folder) };
}

export interface Resource {
  /** Its stack and logical id. */
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
}

export function resourcesOf({ templates }: Assembly, type: string): readonly Resource[] {
  return [...templates].flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Type, Properties = {} }]) => ({ id: `${stack}/${id}`, type: Type, properties: Properties })),
  );
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

/** Findings of the rule packs, by rule and construct. */
function findingsIn(folder: string): readonly string[] {
  const { pluginReports }: Report = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8'));
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
}
