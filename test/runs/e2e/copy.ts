import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './deployment.ts';

/** A copy of what is deployed, to change something in. The bundler reads the compiler's settings, so they belong to it. */
export function copyProject(folder: string): string {
  mkdirSync(folder);
  for (const each of ['functions', 'infra', 'shared', 'cdk.json', 'package.json', 'tsconfig.json'])
    cpSync(join(projectRoot, each), join(folder, each), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
