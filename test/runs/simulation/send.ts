/** Sends a request to a process, once, and holds what comes back against the ledger. */
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import { present } from '../../../shared/domain/present.ts';
import { AccountQuarantined, ItemCorrupt, StoreUnavailable } from '../../../shared/storage/table.ts';
import type { AccountObservation } from './checkers/account-observation.ts';
import { checkAnswer } from './checkers/check-answer.ts';
import type { Answer, Line } from './checkers/journal.ts';
import type { SimRequest } from './request-kinds.ts';
import { entryOf } from './requests.ts';
import type { SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

/** The time that a client waits for an answer. */
const patienceMs = 25_000;

export async function send(world: World, request: SimRequest, process: SimProcess): Promise<Answer> {
  const { scheduler, journal, observer, trace } = world;
  const watched = observer.watched(request.accountId);
  const sentAtSeq = watched.entries.length;
  const sentAtMs = scheduler.nowMs();
  const line = journal.line(request, sentAtMs, sentAtSeq);
  trace.add('ask', process.name, request.accountId, request.key, request.fingerprint);
  const asked = process.turn().then(() => request.run(process.store, process.clockMs()));
  const answer = await Promise.race([
    asked.then(answerOf, (cause: unknown) => outcomeOfThrow(world, watched, line, cause)),
    scheduler.sleep(patienceMs).then((): Answer => ({ kind: 'unknown' })),
  ]);
  trace.add('told', process.name, request.accountId, request.key, textOf(answer));
  if (answer.kind === 'unknown' || watched.isDamaged) return answer;
  const nowMs = scheduler.nowMs();
  const attempt = { line, sentAtMs, sentAtSeq, nowMs, skewMs: world.swarm.skewMs };
  checkAnswer(answer, attempt, watched, journal, world.find);
  if (line.answer === undefined) {
    line.answer = answer;
    line.answeredAtMs = nowMs;
  }
  return answer;
}

function answerOf(outcome: Awaited<ReturnType<SimRequest['run']>>): Answer {
  switch (outcome.kind) {
    case 'done': {
      const entry = entryOf(outcome.value);
      const text = entry?.hash ?? canonicalJson(outcome.value);
      return { kind: 'done', text, isReplay: outcome.isReplay, ...present({ entry }) };
    }
    case 'refused':
      return { kind: 'refused', refusal: outcome.refusal, isReplay: outcome.isReplay };
    case 'invalid':
      throw new Error(`${outcome.field} ${outcome.message}`);
    default:
      return outcome satisfies never;
  }
}

/** Only a store that doesn't answer may keep a request from its answer; and a quarantine, where there was a reason. */
function outcomeOfThrow({ find }: World, { isDamaged }: AccountObservation, line: Line, cause: unknown): Answer {
  const isExpected =
    cause instanceof StoreUnavailable ||
    (isDamaged && (cause instanceof AccountQuarantined || cause instanceof ItemCorrupt));
  if (!isExpected) find('I20', `${line.accountId} ${line.kind} ${line.key}: threw ${String(cause)}`);
  return { kind: 'unknown' };
}

function textOf(answer: Answer): string {
  if (answer.kind === 'unknown') return 'unknown';
  return answer.kind === 'done' ? `entry ${answer.entry?.seq ?? ''}` : answer.refusal.reason;
}
