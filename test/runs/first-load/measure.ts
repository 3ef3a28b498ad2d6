/** The files of a first visit to a page of the dashboard, built as it is deployed, and their sizes. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const configFile = new URL('../../../functions/dashboard/vite.config.ts', import.meta.url).pathname;

export interface BuiltPage {
  readonly files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[];
  /** The document, the entry, the page's chunk, and all that they import at once. */
  firstLoad(page: string): readonly BuiltFile[];
}

export interface BuiltFile {
  readonly name: string;
  readonly kind: 'document' | 'script' | 'style';
  readonly gzipBytes: number;
  readonly brotliBytes: number;
  /** The lengths of its modules before they are made small, by their paths; empty for what isn't script. */
  readonly modules: ReadonlyMap<string, number>;
}

export async function buildForMeasure(): Promise<BuiltPage> {
  const nodeEnv = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  const built = await build({ configFile, logLevel: 'silent', build: { write: false } });
  process.env['NODE_ENV'] = nodeEnv;
  const files = Array.isArray(built) ? built.flatMap((each) => each.output) : 'output' in built ? built.output : [];
  const chunks = files.filter((each) => each.type === 'chunk');
  const fileOf = (name: string): BuiltFile => {
    const found = files.find(({ fileName }) => fileName === name);
    if (found === undefined) throw new Error(`${name} was not built`);
    return measured(found);
  };
  return {
    files,
    firstLoad: (page) => {
      const names = new Set(['index.html']);
      const add = (chunk: Rolldown.OutputChunk): void => {
        if (names.has(chunk.fileName)) return;
        names.add(chunk.fileName);
        for (const sheet of chunk.viteMetadata?.importedCss ?? []) names.add(sheet);
        for (const imported of chunk.imports) {
          const found = chunks.find(({ fileName }) => fileName === imported);
          if (found !== undefined) add(found);
        }
      };
      const html = files.find(({ fileName }) => fileName === 'index.html');
      const document = html?.type === 'asset' ? String(html.source) : '';
      for (const chunk of chunks) if (document.includes(chunk.fileName) || chunk.name === page) add(chunk);
      return [...names].map(fileOf);
    },
  };
}

function measured(file: Rolldown.OutputChunk | Rolldown.OutputAsset): BuiltFile {
  const text = file.type === 'chunk' ? file.code : file.source;
  const modules = file.type === 'chunk' ? Object.entries(file.modules) : [];
  return {
    name: file.fileName,
    kind: file.type === 'chunk' ? 'script' : file.fileName.endsWith('.css') ? 'style' : 'document',
    gzipBytes: gzipSync(text).length,
    brotliBytes: brotliCompressSync(text).length,
    modules: new Map(modules.map(([id, { renderedLength }]) => [id, renderedLength])),
  };
}
