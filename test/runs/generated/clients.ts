/** The generators, how each makes a client of the document, and how its driver is started. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goProgram } from './go-program.ts';
import { typescriptProgram } from './typescript-program.ts';

export interface GeneratedClient {
  readonly name: string;
  readonly language: 'TypeScript' | 'Python' | 'Go';
  /** Programs that have to be there. */
  readonly needs: readonly Need[];
  /** Generates and compiles in an empty folder; returns the driver's command, to which the service's URL is added. */
  readonly build: (folder: string) => readonly string[];
}

export type Need = 'python3' | 'java' | 'mvn' | 'go';

export const installs = {
  python3: 'Python 3.10 or later, with venv (apt-get install python3-venv)',
  java: 'a Java runtime, 11 or later (apt-get install default-jre-headless)',
  mvn: 'Maven, which fetches the generator (apt-get install maven)',
  go: 'Go 1.24 or later',
} satisfies Record<Need, string>;

const root = new URL('../../..', import.meta.url).pathname;
const document = join(root, 'shared/contract/openapi/openapi.json');
const drivers = join(root, 'test/runs/generated/drivers');
const stepTimeoutMs = 400_000;

/** Runs one step, whose complaint is the error. */
function run(
  folder: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  execFileSync(command, [...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: stepTimeoutMs,
  });
}

/** A virtual environment with these packages; returns its folder of programs. */
function pythonWith(folder: string, packages: readonly string[]): string {
  run(folder, 'python3', ['-m', 'venv', 'venv']);
  run(folder, 'venv/bin/pip', ['install', '-q', '--disable-pip-version-check', ...packages]);
  return join(folder, 'venv/bin');
}

export const clients: readonly GeneratedClient[] = [
  {
    name: 'openapi-typescript 7.13.0 with openapi-fetch 0.17.0',
    language: 'TypeScript',
    needs: [],
    build: (folder) => {
      const dependencies = {
        'openapi-typescript': '7.13.0',
        'openapi-fetch': '0.17.0',
        typescript: '5.9.3',
        '@types/node': '24.19.2',
      };
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
      run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']);
      run(folder, 'npx', ['openapi-typescript', document, '-o', 'api.d.ts']);
      writeFileSync(join(folder, 'program.ts'), typescriptProgram());
      const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
      const how = ['--module', 'nodenext', '--target', 'es2023', '--skipLibCheck', 'false'];
      run(folder, 'npx', [
        'tsc',
        ...strict,
        ...how,
        '--allowImportingTsExtensions',
        '--rewriteRelativeImportExtensions',
        'program.ts',
      ]);
      return [process.execPath, join(folder, 'program.js')];
    },
  },
  {
    name: 'openapi-python-client 0.29.1',
    language: 'Python',
    needs: ['python3'],
    build: (folder) => {
      const bin = pythonWith(folder, [
        'openapi-python-client==0.29.1',
        'httpx',
        'attrs',
        'python-dateutil',
        'mypy',
        'types-python-dateutil',
      ]);
      const generate = ['generate', '--path', document, '--output-path', 'client', '--overwrite', '--fail-on-warning'];
      run(folder, join(bin, 'openapi-python-client'), generate, { PATH: `${bin}:${process.env['PATH'] ?? ''}` });
      run(join(folder, 'client'), join(bin, 'mypy'), ['--ignore-missing-imports', 'credits_client']);
      cpSync(join(drivers, 'openapi_python_client.py'), join(folder, 'client/driver.py'));
      return [join(bin, 'python'), join(folder, 'client/driver.py')];
    },
  },
  {
    name: 'openapi-generator 7.25.0 (python)',
    language: 'Python',
    needs: ['python3', 'java', 'mvn'],
    build: (folder) => {
      const artifact = 'org.openapitools:openapi-generator-cli:7.25.0';
      run(folder, 'mvn', ['-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]);
      const jar = join(folder, 'openapi-generator-cli-7.25.0.jar');
      run(folder, 'java', ['-jar', jar, 'generate', '-i', document, '-g', 'python', '-o', 'client']);
      const bin = pythonWith(folder, ['urllib3', 'pydantic', 'python-dateutil', 'typing-extensions']);
      run(folder, join(bin, 'python'), ['-m', 'compileall', '-q', 'client/openapi_client']);
      cpSync(join(drivers, 'openapi_generator.py'), join(folder, 'client/driver.py'));
      return [join(bin, 'python'), join(folder, 'client/driver.py')];
    },
  },
  {
    name: 'datamodel-code-generator 0.89.0 (pydantic models, plain HTTP)',
    language: 'Python',
    needs: ['python3'],
    build: (folder) => {
      const bin = pythonWith(folder, ['datamodel-code-generator==0.89.0', 'pydantic']);
      const output = ['--output', 'models.py', '--output-model-type', 'pydantic_v2.BaseModel', '--use-annotated'];
      run(folder, join(bin, 'datamodel-codegen'), ['--input', document, '--input-file-type', 'openapi', ...output]);
      cpSync(join(drivers, 'datamodel_code_generator.py'), join(folder, 'driver.py'));
      return [join(bin, 'python'), join(folder, 'driver.py')];
    },
  },
  {
    name: 'oapi-codegen 2.8.2',
    language: 'Go',
    needs: ['go'],
    build: (folder) => {
      mkdirSync(join(folder, 'api'));
      writeFileSync(join(folder, 'go.mod'), 'module generated\n\ngo 1.24\n');
      const generator = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2';
      run(folder, 'go', [
        'run',
        generator,
        '-generate',
        'types,client',
        '-package',
        'api',
        '-o',
        'api/api.go',
        document,
      ]);
      writeFileSync(join(folder, 'main.go'), goProgram());
      run(folder, 'go', ['mod', 'tidy']);
      run(folder, 'go', ['vet', './...']);
      run(folder, 'go', ['build', '-o', 'driver', '.']);
      return [join(folder, 'driver')];
    },
  },
];
