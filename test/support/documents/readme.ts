/**
 * Reads the pages for readers as their test does. A `sh` block under `<!-- run -->` is run, top to bottom of its page, against
 * one service that was just started; the `json`, `http` or `text` block that comes next is what its last command prints. One
 * that isn't run says why: `<!-- not run: it needs an AWS account -->`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { present } from '../../../shared/domain/present.ts';
import { runCommand } from './run-command.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const localUrl = 'http://127.0.0.1:4400';
const commandTimeoutMs = 20_000;
const commandLine = 'shared/client/cli/main.ts';

export interface Page {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** Every README, and what else is written for those who come to the repository. */
export const pages: readonly Page[] = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /(^|\/)(README|CONTRIBUTING)\.md$/.test(path) && existsSync(root + path))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));

export function page(path: string): string {
  const found = pages.find((each) => each.path === path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found.text;
}

export const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(`${root}package.json`, 'utf8'),
).scripts;

export interface Step {
  readonly commands: readonly string[];
  readonly shown?: Block;
}

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The comment in the line before it. */
  readonly marker?: string;
}

export function blocksIn(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/(?:<!-- ([^>\n]+) -->\n)?^```(\w*)\n(.*?)^```$/gms)].map(
    ([, marker, language = '', text = '']) => ({ language, text, ...present({ marker }) }),
  );
}

export function stepsIn(markdown: string): readonly Step[] {
  const blocks = blocksIn(markdown);
  return blocks.flatMap(({ marker, text }, index): readonly Step[] => {
    if (marker !== 'run') return [];
    const next = blocks[index + 1];
    const shown = next !== undefined && ['json', 'http', 'text'].includes(next.language) ? next : undefined;
    const commands = text.replaceAll('\\\n', ' ').trim().split('\n');
    return [{ commands, ...(shown === undefined || shown.marker !== undefined ? {} : { shown }) }];
  });
}

/** Sends a curl command, or runs one of the package's scripts, with nothing but Node. Answers what it prints. */
export async function run(command: string, url: string): Promise<string> {
  const words = wordsIn(command.replaceAll(localUrl, url));
  return words[0] === 'curl' ? curl(words.slice(1)) : script(words, url);
}

async function curl(words: readonly string[]): Promise<string> {
  const headers = new Headers();
  let method: string | undefined;
  let body: string | undefined;
  let url = '';
  let isHeadShown = false;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-s') continue;
    if (word === '-si') isHeadShown = true;
    else if (word === '-X') method = rest.shift();
    else if (word === '-d') body = rest.shift();
    else if (word === '-H') headers.append(...headerIn(rest.shift()));
    else if (word.startsWith('http://')) url = word;
    else throw new Error(`the test doesn’t know what curl makes of ${word}`);
  }
  const isSent = body === undefined ? {} : { body };
  const response = await fetch(url, { method: method ?? (body === undefined ? 'GET' : 'POST'), headers, ...isSent });
  const text = await response.text();
  if (!isHeadShown) return text;
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${response.status} ${response.statusText}`, ...lines, '', text].join('\n');
}

function headerIn(text = ''): [string, string] {
  const [name = '', value = ''] = text.split(': ');
  return [name, value];
}

/** `npx credits-ledger <arguments>`, or `npm run [-s] <script> -- <arguments>`: the script must be a Node program. */
async function script(words: readonly string[], url: string): Promise<string> {
  const [program = '', ...args] = programOf(words);
  if (program === commandLine) return runCommand(args, url);
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, CREDITS_URL: url },
    timeout: commandTimeoutMs,
  }).catch((cause: unknown) => {
    // A shut gate is an answer too: it is printed, and the command ends with 1.
    if (cause instanceof Error && Reflect.get(cause, 'code') === 1)
      return { stdout: String(Reflect.get(cause, 'stdout')) };
    throw cause;
  });
  return stdout;
}

function programOf([command, subject, ...words]: readonly string[]): readonly string[] {
  if (command === 'npx' && subject === 'credits-ledger') return [commandLine, ...words];
  const [name = '', separator, ...args] = words.filter((word) => word !== '-s');
  const [node, program = ''] = (scripts[name] ?? '').split(' ');
  if (command !== 'npm' || subject !== 'run' || separator !== '--' || node !== 'node')
    throw new Error(`the test can’t run: ${[command, subject, ...words].join(' ')}`);
  return [program, ...args];
}

/** The words that the shell makes of a line that quotes with single quotes alone, but for what it has Node reckon. */
function wordsIn(line: string): readonly string[] {
  const reckoned = line.replaceAll(/"\$\(node -p '([^']+)'\)"/g, (_, expression) => runInNewContext(expression));
  return [...reckoned.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare);
}

/** Instants and hashes differ from run to run; everything else must not. */
export function mask(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<an instant, as ISO 8601>')
    .replace(/\b[0-9a-f]{64}\b/g, '<hash>');
}
