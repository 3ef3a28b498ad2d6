/** Works through a quickstart as its reader does: in an empty folder, block by block, against a service that was started by `npm start`. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Block, blocksIn } from '../../support/documents/readme.ts';

export interface FreshFolder {
  readonly folder: string;
  readonly serviceUrl: string;
  /** The packed packages, in place of the names by which registries would know them. */
  readonly packages: { readonly npm: string; readonly wheel: string | undefined };
  /** Told before each block. */
  readonly onBlock: (what: string) => void;
}

const guideUrl = 'http://127.0.0.1:4400';
const blockTimeoutMs = 600_000;
const servedTries = 240;
const servedPauseMs = 500;

/** Resolves with how many blocks were run; rejects with what the first that isn't as the guide says printed. */
export async function followGuide(markdown: string, fresh: FreshFolder): Promise<number> {
  const servers: ChildProcess[] = [];
  let blocks = 0;
  const all = blocksIn(markdown);
  try {
    for (const [index, block] of all.entries()) {
      const [kind = '', what = ''] = (block.marker ?? '').split(': ');
      if (kind === 'file') place(fresh.folder, what, block.text);
      else if (kind === 'serve') servers.push(await served(block, Number(what), fresh));
      else if (kind === 'run') await ran(block, all[index + 1], fresh);
      else continue;
      blocks += 1;
    }
    return blocks;
  } finally {
    for (const { pid } of servers) if (pid !== undefined) endGroup(pid);
  }
}

/** Tells whether a guide is one that is worked through in a folder of its own. */
export function isQuickstart(markdown: string): boolean {
  return blocksIn(markdown).some(({ marker = '' }) => marker.startsWith('file: '));
}

/** Goes on with what the blocks before it exported, as the reader's terminal does. */
function inOneTerminal(commands: string): string {
  const kept = '"$PWD.exported"';
  return `if [ -f ${kept} ]; then . ${kept}; fi\n${commands}\nexport -p > ${kept}`;
}

function place(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

async function ran(block: Block, next: Block | undefined, fresh: FreshFolder): Promise<void> {
  fresh.onBlock(block.text.trim().split('\n')[0] ?? '');
  const { stdout, stderr } = await promisify(execFile)('bash', ['-ec', inOneTerminal(commandsOf(block, fresh))], {
    ...options(fresh),
    timeout: blockTimeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((cause: unknown) => {
    // A shut gate is an answer too: it is printed, and the command ends with 1.
    if (Reflect.get(Object(cause), 'code') === 1 && /check-access/.test(block.text))
      return { stdout: String(Reflect.get(Object(cause), 'stdout')), stderr: '' };
    const said = `${Reflect.get(Object(cause), 'stdout')}\n${Reflect.get(Object(cause), 'stderr')}`;
    throw new Error(`${block.text}\nfailed:\n${said.slice(-4_000)}`, { cause });
  });
  if (next?.language === 'text' && next.marker === undefined) expectParts(stdout, next.text, stderr);
}

/** The shown parts, in order; a line of `…` stands for any that are left out. */
function expectParts(printed: string, shown: string, stderr: string): void {
  let rest = printed;
  for (const part of shown.split(/^…\n/m).map((each) => each.trim())) {
    const at = rest.indexOf(part);
    if (at < 0) throw new Error(`the guide shows\n${part}\nand this was printed:\n${printed.slice(-4_000)}\n${stderr}`);
    rest = rest.slice(at + part.length);
  }
}

async function served(block: Block, port: number, fresh: FreshFolder): Promise<ChildProcess> {
  fresh.onBlock(`serves at ${port}`);
  const server = spawn('bash', ['-ec', commandsOf(block, fresh)], {
    ...options(fresh),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ended with all that it starts.
    detached: true,
  });
  let printed = '';
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  for (let tries = 0; !(await isOpen(port)); tries += 1) {
    if (tries === servedTries || server.exitCode !== null)
      throw new Error(`nothing serves at ${port}:\n${printed.slice(-4_000)}`);
    await sleep(servedPauseMs);
  }
  return server;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function options({ folder, serviceUrl }: FreshFolder) {
  const env = { ...process.env, CREDITS_URL: serviceUrl, NEXT_TELEMETRY_DISABLED: '1', npm_config_audit: 'false' };
  return { cwd: folder, env } as const;
}

function commandsOf({ text }: Block, { serviceUrl, packages: { npm, wheel = '' } }: FreshFolder): string {
  return text
    .replaceAll(guideUrl, serviceUrl)
    .replaceAll(/^(npm install .*?)\bcredits-ledger\b/gm, `$1${npm}`)
    .replaceAll(/^(.*pip install .*?)\bcredits-ledger\b/gm, `$1${wheel}`);
}
