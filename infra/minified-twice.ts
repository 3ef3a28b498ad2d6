/**
 * Minifies a bundle once more, by a second minifier: each leaves what the other one finds, three kilobytes of the function that
 * charges. Rolldown brings it, which is here for the page's build.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { BuildResult, OutputFile, Plugin } from 'esbuild';
import { type MinifyOptions, minifySync } from 'rolldown/utils';

export const minifiedTwice: Plugin = {
  name: 'minified-twice',
  setup: ({ initialOptions, onEnd }) => {
    initialOptions.write = false;
    const { absWorkingDir = process.cwd() } = initialOptions;
    onEnd(({ outputFiles = [], metafile }) => {
      for (const file of outputFiles) writeMinified(file, metafile?.outputs, absWorkingDir);
    });
  },
};

const options: MinifyOptions = { module: true, compress: true, mangle: { toplevel: true }, codegen: true };

function writeMinified(
  { path, text }: OutputFile,
  outputs: BuildResult<{ metafile: true }>['metafile']['outputs'] | undefined,
  absWorkingDir: string,
): void {
  const { code, errors } = minifySync(path, text, options);
  if (errors.length > 0) throw new Error(`${path} can’t be minified: ${JSON.stringify(errors)}`);
  const output = outputs?.[relative(absWorkingDir, path)];
  if (output !== undefined) output.bytes = Buffer.byteLength(code);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}
