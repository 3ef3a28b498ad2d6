/** CloudEvents 1.0 over HTTP, structured, one or a batch, as OpenMeter's API takes them. */
import { fromCloudEvent } from '../../contract/intake/cloud-event.ts';
import { WordsUnreadable } from '../../contract/intake/read-words.ts';
import { intakeRoutes } from '../../contract/routes/intake.ts';
import { problemAnswer, toResult } from '../http-answer.ts';
import { faultsOf } from '../http-request.ts';
import { meters } from '../usage/meters.ts';
import { type IntakeProtocol, IntakeUnreadable, type ToldUsage, type UnreadableUsage } from './intake-protocol.ts';
import { jsonResult, parsed, refusedAsProblem } from './json-answer.ts';

/** Faults that an answer names at most. */
const faultsMax = 10;

export const cloudEvents: IntakeProtocol = {
  route: intakeRoutes.ingestEvents,
  read: (body, mediaType) => {
    const value = parsed(body);
    const isBatch = Array.isArray(value);
    if (isBatch && mediaType === 'application/cloudevents+json')
      throw new IntakeUnreadable('a list of events is application/cloudevents-batch+json');
    if (!isBatch && mediaType === 'application/cloudevents-batch+json')
      throw new IntakeUnreadable('the body must be a list of events');
    return isBatch ? value.map((each, at) => toldBy(each, `[${at}]`)) : [toldBy(value, '')];
  },
  taken: ({ kept, unreadable }) => {
    if (unreadable.length === 0) return jsonResult(204);
    const faults = unreadable.flatMap(({ place, faults: own }) =>
      own.map(({ field, message }) => ({ field: [place, field].filter(Boolean).join('.'), message })),
    );
    const named = faults.slice(0, faultsMax);
    const details = named.map(({ field, message }) => `${field} ${message}`).join('; ');
    const others = kept === 0 ? '' : ` The other events, ${kept}, are kept.`;
    return toResult(problemAnswer('invalid-request', `${details}.${others}`, { errors: named }));
  },
  refused: refusedAsProblem,
};

function toldBy(value: unknown, place: string): ToldUsage | UnreadableUsage {
  try {
    return { place, event: fromCloudEvent(value, meters()), body: value };
  } catch (cause) {
    if (!(cause instanceof WordsUnreadable)) throw cause;
    return { place, body: value, faults: faultsOf(cause.issues, value) };
  }
}
