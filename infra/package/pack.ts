import { execFileSync } from 'node:child_process';
import { root } from './entries.ts';

/** Packs a built package into `dist`, as npm would publish it, and returns its file and its size in words. */
export function pack(folder: string): string {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', `${root}dist`], { cwd: folder, encoding: 'utf8' }),
  );
  return `dist/${packed.filename}: ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked`;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
