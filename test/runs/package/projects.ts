/** The projects that the package is installed into: files, how they are made ready, and what runs them. */
import { commonModule, esModule, starter, typeScript } from './program.ts';

export interface Project {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Beside the tarball. */
  readonly install?: readonly string[];
  /** Command lines, in the project's folder; `$tools` is the folder of the tools' binaries, `$nodeNN` a Node. */
  readonly steps: readonly string[];
  /** Serves, and is asked at these paths, in place of printing. */
  readonly serves?: { readonly command: string; readonly paths: readonly string[] };
}

const module = JSON.stringify({ private: true, type: 'module' });
const common = JSON.stringify({ private: true, type: 'commonjs' });
const strict = {
  strict: true,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
  exactOptionalPropertyTypes: true,
};
const compiler = (options: object): string =>
  JSON.stringify({ compilerOptions: { ...strict, ...options }, include: ['*.ts', '*.cts'] });

function nodeProjects(version: number): readonly Project[] {
  const nodenext = compiler({ module: 'nodenext', moduleResolution: 'nodenext' });
  const globals = 'declare const process: any;\n';
  return [
    {
      name: `Node ${version}, ESM, TypeScript nodenext`,
      files: {
        'package.json': module,
        'try.ts': typeScript,
        'tsconfig.json': nodenext,
        'main.mjs': starter(`node${version}-esm`, './try.js'),
      },
      steps: ['$tools/tsc', `$node${version} main.mjs`],
    },
    {
      name: `Node ${version}, CommonJS, TypeScript nodenext`,
      files: {
        'package.json': common,
        'try.cts': typeScript,
        'tsconfig.json': nodenext,
        'main.cjs': starter(`node${version}-cjs`, './try.cjs', true),
        'plain.cjs': commonModule,
        'main-plain.cjs': starter(`node${version}-require`, './plain.cjs', true),
        'globals.d.cts': globals,
      },
      steps: ['$tools/tsc', `$node${version} main.cjs`, `$node${version} main-plain.cjs`],
    },
    {
      name: `Node ${version}, command line`,
      files: { 'package.json': module },
      steps: [
        `$node${version} node_modules/.bin/credits-ledger --version`,
        `$node${version} node_modules/.bin/credits-ledger read-account demo --url $CREDITS_TRY_URL`,
        `echo TRIED`,
      ],
    },
  ];
}

const esm = { 'package.json': module, 'try.js': esModule };

const next: Project = {
  name: 'Next, route handlers on Node and on the edge',
  install: ['next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1'],
  files: {
    'package.json': module,
    'try.js': esModule,
    'next.config.mjs': 'export default { experimental: { cpus: 1 } };\n',
    'app/layout.js': 'export default function Layout({ children }) { return <html><body>{children}</body></html>; }\n',
    'app/page.js': 'export default function Page() { return <p>try</p>; }\n',
    'app/on-node/route.js': nextRoute('nodejs'),
    'app/on-edge/route.js': nextRoute('edge'),
  },
  steps: ['node_modules/.bin/next build'],
  serves: { command: 'node_modules/.bin/next start -p $PORT -H 127.0.0.1', paths: ['/on-node', '/on-edge'] },
};

function nextRoute(runtime: string): string {
  return `import { tryIt } from '../../try.js';
export const runtime = '${runtime}';
export const dynamic = 'force-dynamic';
export async function GET() { return Response.json(await tryIt(process.env.CREDITS_TRY_URL, 'next-${runtime}')); }
`;
}

const worker: Project = {
  name: 'a Worker (workerd)',
  files: {
    ...esm,
    'worker.js': `import { tryIt } from './try.js';
export default { async fetch(request, env) { return Response.json(await tryIt(env.CREDITS_TRY_URL, 'worker')); } };
`,
    'main.mjs': `import { createRequire } from 'node:module';
const { Miniflare } = createRequire(process.env.TOOLS)('miniflare');
const worker = new Miniflare({ modules: true, scriptPath: 'out/worker.js', compatibilityDate: '2026-01-01', bindings: { CREDITS_TRY_URL: process.env.CREDITS_TRY_URL } });
const answer = await worker.dispatchFetch('http://worker/');
console.log('TRIED ' + await answer.text());
await worker.dispose();
`,
  },
  steps: [
    '$tools/esbuild worker.js --bundle --format=esm --platform=browser --outfile=out/worker.js',
    '$node24 main.mjs',
  ],
};

export const projects: readonly Project[] = [
  ...[20, 22, 24].flatMap(nodeProjects),
  {
    name: 'TypeScript bundler',
    files: {
      ...esm,
      'check.ts': typeScript,
      'tsconfig.json': compiler({ module: 'esnext', moduleResolution: 'bundler', noEmit: true }),
    },
    steps: ['$tools/tsc', 'echo TRIED'],
  },
  { name: 'Bun', files: { ...esm, 'main.js': starter('bun', './try.js') }, steps: ['$tools/bun run main.js'] },
  {
    name: 'Deno',
    files: { ...esm, 'main.js': starter('deno', './try.js') },
    steps: ['$tools/deno run --allow-net --allow-env=CREDITS_TRY_URL --allow-read --node-modules-dir=manual main.js'],
  },
  ...(['esm', 'cjs'] as const).map(
    (format): Project => ({
      name: `esbuild, ${format}`,
      files: { ...esm, 'main.js': starter(`esbuild-${format}`, './try.js') },
      steps: [
        `$tools/esbuild main.js --bundle --minify --format=${format} --platform=neutral --outfile=out/main.${format === 'esm' ? 'mjs' : 'cjs'}`,
        `$node20 out/main.${format === 'esm' ? 'mjs' : 'cjs'}`,
      ],
    }),
  ),
  {
    name: 'webpack',
    files: {
      ...esm,
      'main.js': starter('webpack', './try.js'),
      'webpack.config.cjs':
        "module.exports = { mode: 'production', target: 'web', entry: './main.js', output: { path: __dirname + '/out', filename: 'main.cjs', globalObject: 'globalThis' } };\n",
    },
    steps: ['$tools/webpack --config webpack.config.cjs', '$node22 out/main.cjs'],
  },
  {
    name: 'Vite, SSR',
    files: {
      ...esm,
      'main.js': starter('vite', './try.js'),
      'vite.config.mjs': 'export default { ssr: { noExternal: true } };\n',
    },
    steps: ['$tools/vite build --ssr main.js --outDir out', '$node22 out/main.js'],
  },
  worker,
  next,
];
