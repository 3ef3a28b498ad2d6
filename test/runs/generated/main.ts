/**
 * `npm run generated`: generates clients from the OpenAPI document with five generators, compiles them, and lets each carry out
 * one call of every operation, in the story that the contract's examples tell, against a service of its own. The answer as the
 * client's types hold it must be the answer as it came. Needs Python, Java, Maven and Go beside Node, and registries for the
 * generators; says what is missing. Writes RECORD.md beside this; a part of a client's name tries just that, and writes nothing.
 */
import '../../../infra/local/quiet.ts';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNarrator, type Recording } from '../../../infra/examples/narrator.ts';
import { startStory } from '../../../infra/examples/start-story.ts';
import { tellStory } from '../../../infra/examples/story.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { callOf } from './calls.ts';
import { clients, type GeneratedClient, installs, type Need } from './clients.ts';
import { type Driver, startDriver } from './driver.ts';
import { type ClientResult, writeRecord } from './record.ts';
import { differenceOf } from './same-values.ts';

async function main(): Promise<number> {
  const [wanted] = process.argv.slice(2);
  const chosen = clients.filter(({ name }) => wanted === undefined || name.includes(wanted));
  const missing = [...new Set(chosen.flatMap(({ needs }) => needs))].filter((need) => !isThere(need));
  if (missing.length > 0) {
    console.error(`Missing: ${missing.map((need) => `${need}: ${installs[need]}`).join('; ')}.`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'credits-generated-'));
  const results: ClientResult[] = [];
  try {
    for (const [at, client] of chosen.entries()) {
      const own = join(folder, String(at));
      mkdirSync(own);
      const result = await tried(client, own);
      results.push(result);
      const { called, findings, seconds } = result;
      console.log(
        `${client.name}: ${called} of ${routeList.length} operations, ${findings.length} findings, ${seconds} s`,
      );
      for (const finding of findings) console.error(`  ${finding}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (wanted === undefined) writeRecord(results);
  return results.every(({ called, findings }) => findings.length === 0 && called === routeList.length) ? 0 : 1;
}

function isThere(program: Need): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function tried(client: GeneratedClient, folder: string): Promise<ClientResult> {
  const startedMs = performance.now();
  const findings: string[] = [];
  const called = new Set<string>();
  const result = (): ClientResult => ({
    name: client.name,
    language: client.language,
    called: called.size,
    findings,
    seconds: Math.round((performance.now() - startedMs) / 1_000),
  });
  let command: readonly string[];
  try {
    command = client.build(folder);
  } catch (cause) {
    const output = typeof cause === 'object' && cause !== null && 'stdout' in cause ? String(cause.stdout) : '';
    return { ...result(), findings: [`doesn’t compile: ${String(cause)} ${output}`.slice(0, 3_000)] };
  }
  await tellBy(command, async (driver, route) => {
    const reply = await driver.ask(callOf(route));
    const found = findingOf(route, reply);
    if (found === undefined) called.add(route.id);
    else findings.push(`${route.id}: ${found}`);
    if ('error' in reply) throw new Error(`${route.id}: ${reply.error}`);
    return reply.raw;
  }).catch((cause: unknown) => findings.push(`the story ended early: ${String(cause)}`));
  return result();
}

function findingOf(route: Route, reply: Awaited<ReturnType<Driver['ask']>>): string | undefined {
  if ('error' in reply) return reply.error;
  const { status, raw, typed, type } = reply;
  const { answerType } = callOf(route);
  if (status !== route.answer.status) return `status ${status}`;
  if (type !== undefined && type !== answerType) return `is held as ${type}, not ${answerType}`;
  return differenceOf(raw, typed);
}

/** Tells the examples' story to a new service; what the story shows of a route, the driver asks for. */
async function tellBy(
  command: readonly string[],
  show: (driver: Driver, route: Route) => Promise<unknown>,
): Promise<void> {
  const service = await startStory({ hasStream: true });
  const driver = startDriver(command, service.url);
  const recording: Recording = { answers: new Map(), problems: new Map() };
  try {
    const narrator = createNarrator(service, recording);
    await tellStory({
      ...narrator,
      shown: async (route) => {
        await service.consumed();
        return show(driver, route);
      },
    });
  } finally {
    driver.stop();
    await service.stop();
  }
}

process.exitCode = await main();
