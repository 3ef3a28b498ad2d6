/** Properties that a reader may rely on without looking: where things are, how long they get, and what they never do. */
import { describe, expect, it } from 'vitest';
import { requestFunctionOf, requestFunctions } from '../../shared/contract/routes/request-function.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { filesOf, textOf } from './sources.ts';

const files = filesOf();
const sources = filesOf(/\.tsx?$/);

/** Lines where a pattern stands, as `file: what stands there`. */
function linesWith(where: readonly string[], pattern: RegExp): readonly string[] {
  return where.flatMap((file) => [...textOf(file).matchAll(pattern)].map(([text]) => `${file}: ${text}`));
}

function tooLong(where: readonly string[], linesMax: number): readonly string[] {
  const lines = (file: string): number => textOf(file).trimEnd().split('\n').length;
  return where.filter((file) => lines(file) > linesMax).map((file) => `${file}: ${lines(file)} lines`);
}

function under(folder: string): readonly string[] {
  return sources.filter((file) => file.startsWith(folder));
}

describe('the repository', () => {
  it('has at its root the four folders and what tools insist on', () => {
    const allowed = [
      ...['functions', 'infra', 'shared', 'test'],
      ...['package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json', 'biome.json', 'README.md', 'LICENSE'],
      ...['CHANGELOG.md', 'CONTRIBUTING.md', '.ci', '.github', '.gitignore', '.gitattributes', '.node-version'],
      ...['.npmrc', '.cfnlintrc'],
    ];
    const there = new Set(files.map((file) => file.split('/')[0]));
    expect([...there].filter((name) => !allowed.includes(name ?? ''))).toEqual([]);
  });

  it('keeps every source file within 300 lines', () => {
    expect(tooLong(sources, 300)).toEqual([]);
  });

  it('leaves nothing open and no test switched off', () => {
    expect(
      linesWith(sources, /\b(TODO|FIXME|XXX|HACK)\b:?/g).filter((line) => !line.startsWith('test/structure')),
    ).toEqual([]);
    expect(linesWith(under('test/'), /\.(only|skip|todo)\(/g)).toEqual([]);
  });

  it('says of each thing in its comment what it is or does: the subject first, or a verb', () => {
    // Written by a script, with the contract's texts for comments.
    const byHand = sources.filter((file) => !/^shared\/client\/(api|events)\//.test(file));
    expect(linesWith(byHand, /\/\*\*\s+(\* )?(Of|What|Whether)\b.*/g)).toEqual([]);
  });

  it('installs from whatever registry npm is told, its lockfile naming none', () => {
    expect(textOf('package-lock.json')).not.toContain('"resolved": "http');
  });
});

describe('the domain', () => {
  it('has no clock, no chance, no environment, and waits for nothing', () => {
    const impure =
      /Date\.now|new Date\(\)|performance\.now|Temporal\.Now|Math\.random|random(UUID|Bytes|Int)|setTimeout|setInterval|process\.env|\basync\b|\bawait\b|\bPromise\b/g;
    expect(under('shared/domain/').length).toBeGreaterThan(20);
    expect(linesWith(under('shared/domain/'), impure)).toEqual([]);
  });
});

describe('names that callers choose', () => {
  it('are looked up by `dimensionOf` alone, so that words that every object knows mean nothing', () => {
    const product = sources.filter((file) => /^(shared|functions)\//.test(file) && !file.endsWith('/dimension-of.ts'));
    expect(product.length).toBeGreaterThan(300);
    expect(linesWith(product, /[dD]imensions(\?\.)?\[(?!\])/g)).toEqual([]);
  });
});

describe('functions/api', () => {
  it('has one handler for each route, named like it, and no other', () => {
    const handlers = under('functions/api/');
    expect(handlers.toSorted()).toEqual(routeList.map(({ id }) => `functions/api/${id}.ts`).toSorted());
  });

  it('has handlers that are read at a glance', () => {
    expect(tooLong(under('functions/api/'), 25)).toEqual([]);
  });
});

describe('functions/requests', () => {
  it('has a function for each kind of request, which gathers the handlers of its routes and no other', () => {
    const gathered = Object.keys(requestFunctions).map((name) => {
      const imports = textOf(`functions/requests/${name}.ts`).matchAll(/'\.\.\/api\/([a-z-]+)\.ts'/g);
      return [name, [...imports].map(([, id]) => id).toSorted()];
    });
    const wanted = Object.keys(requestFunctions).map((name) => [
      name,
      routeList
        .filter((route) => requestFunctionOf(route) === name)
        .map(({ id }) => id)
        .toSorted(),
    ]);
    expect(gathered).toEqual(wanted);
    expect(under('functions/requests/').length).toBe(wanted.length);
  });
});

describe('shared/operations', () => {
  const verbs = under('shared/operations/')
    .map((file) => file.slice('shared/operations/'.length))
    .filter((file) => !file.includes('/'))
    .map((file) => file.slice(0, -'.ts'.length));

  it('has one verb for each handler, named like it, and nothing else beside its rooms', () => {
    // These have nothing to ask of the store, or ask a verb many times.
    const withoutVerb = ['debit-batch', 'read-openapi', 'read-problem', 'read-bedrock-files', 'read-bedrock-log'];
    const handlers = ['api', 'jobs', 'streams', 'authorizers'].flatMap((kind) =>
      under(`functions/${kind}/`).map((file) => file.slice(`functions/${kind}/`.length, -'.ts'.length)),
    );
    // Workers advance account by account, and pay top-up by top-up.
    const each = ['advance-account', 'pay-top-up'];
    const expected = [...handlers.filter((stem) => !withoutVerb.includes(stem)), ...each];
    expect(verbs.toSorted()).toEqual(expected.toSorted());
    expect(
      new Set(linesWith(under('shared/operations/'), /^/g).map((file) => file.split('/')[2]?.split('.')[0])),
    ).toEqual(new Set([...verbs, 'charging', 'reading']));
  });

  it('carries out each command under the name of the file that decides it', () => {
    const commands = linesWith(
      under('shared/domain/decisions/'),
      /^export const \w+(: Command<\w+>)? = (command\(|\{ needs)/gm,
    );
    const deciding = commands.map((file) => /decisions\/([a-z-]+)\.ts/.exec(file)?.[1]);
    expect(deciding).toHaveLength(24);
    expect(new Set(deciding).size).toBe(deciding.length);
    expect(deciding.filter((stem) => !verbs.includes(stem ?? ''))).toEqual([]);
    for (const stem of deciding)
      expect(textOf(`shared/operations/${stem}.ts`), stem).toContain(`domain/decisions/${stem}.ts`);
  });
});

describe('the tests', () => {
  const mirrored = under('test/').filter((file) => file.endsWith('.test.ts'));
  const apart = ['adapters', 'browser', 'journeys', 'runs', 'security', 'structure'];

  it('stand where their sources stand', () => {
    const folders = new Set(files.map((file) => file.slice(0, file.lastIndexOf('/'))));
    const astray = mirrored
      .map((file) => file.slice('test/'.length).split('/').slice(0, -1).join('/'))
      .filter((folder) => folder !== '' && !apart.includes(folder.split('/')[0] ?? ''))
      .filter((folder) => !folders.has(`shared/${folder}`) && !folders.has(folder));
    expect([...new Set(astray)]).toEqual([]);
  });

  it('share what they need in rooms, with nothing in the hall', () => {
    expect(under('test/support/').filter((file) => file.split('/').length === 3)).toEqual([]);
  });
});
