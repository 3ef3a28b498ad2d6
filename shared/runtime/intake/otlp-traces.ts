/** OTLP/HTTP for traces: binary and JSON, answered in the form of the request. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { fromTraces } from '../../contract/intake/otel-spans.ts';
import { WordsUnreadable } from '../../contract/intake/read-words.ts';
import { intakeRoutes } from '../../contract/routes/intake.ts';
import { answerHeaders } from '../http-answer.ts';
import { faultsOf } from '../http-request.ts';
import { type IntakeProtocol, type IntakeRefusal, IntakeUnreadable } from './intake-protocol.ts';
import { parsed, sentence } from './json-answer.ts';
import { decodeTraces, encodeStatus, encodeTaken, type TracesTaken } from './otlp-messages.ts';

const protobufType = 'application/x-protobuf';
/** Spans that an answer says something of at most. */
const spansMax = 5;
const hint = 'The attribute credits.account.id of a span or its resource names the account.';

export const otlpTraces: IntakeProtocol = {
  route: intakeRoutes.exportTraces,
  read: (body, mediaType) => {
    const traces = mediaType === protobufType ? decodeTraces(body) : parsed(body);
    try {
      return fromTraces(traces).map((event) => ({ place: `span ${Object(event).id}`, event, body: event }));
    } catch (cause) {
      if (!(cause instanceof WordsUnreadable)) throw cause;
      const [fault] = faultsOf(cause.issues, traces);
      throw new IntakeUnreadable(`${fault?.field ?? 'body'} ${fault?.message ?? 'must be traces'}`);
    }
  },
  taken: ({ unreadable }, mediaType) => {
    const taken: TracesTaken =
      unreadable.length === 0
        ? {}
        : { partialSuccess: { rejectedSpans: unreadable.length, errorMessage: reasons(unreadable) } };
    return mediaType === protobufType ? binary(200, encodeTaken(taken)) : json(200, taken);
  },
  refused: (refusal, detail, mediaType) => {
    const status = { code: codes[refusal], message: sentence(detail) };
    const { http, headers } = { http: statuses[refusal], headers: refusal === 'unavailable' ? retryLater : {} };
    return mediaType === protobufType ? binary(http, encodeStatus(status), headers) : json(http, status, headers);
  },
};

/** Numbers of gRPC, as OTLP's `Status` has them. */
const codes = {
  'invalid-request': 3,
  'not-authorized': 7,
  'request-too-large': 3,
  unavailable: 14,
} as const satisfies Record<IntakeRefusal, number>;

/** 503 alone may be sent again. */
const statuses = {
  'invalid-request': 400,
  'not-authorized': 403,
  'request-too-large': 413,
  unavailable: 503,
} as const satisfies Record<IntakeRefusal, number>;

const retryLater = { 'retry-after': '1' };

function reasons(unreadable: Parameters<IntakeProtocol['taken']>[0]['unreadable']): string {
  const told = unreadable
    .slice(0, spansMax)
    .map(({ place, faults }) => `${place}: ${faults.map(({ field, message }) => `${field} ${message}`).join('; ')}`);
  const isOfAccount = unreadable.some(({ faults }) => faults.some(({ field }) => field === 'accountId'));
  return [...told.map(sentence), ...(isOfAccount ? [hint] : [])].join(' ');
}

type Headers = Readonly<Record<string, string>>;

function binary(statusCode: number, message: Buffer, headers: Headers = {}): APIGatewayProxyStructuredResultV2 {
  const body = message.toString('base64');
  return { ...answered(statusCode, protobufType, headers), body, isBase64Encoded: true };
}

/** 64-bit numbers are texts in the JSON of protobuf. */
function json(statusCode: number, message: object, headers: Headers = {}): APIGatewayProxyStructuredResultV2 {
  const body = JSON.stringify(message, (name, value) => (name === 'rejectedSpans' ? String(value) : value));
  return { ...answered(statusCode, 'application/json', headers), body };
}

function answered(statusCode: number, contentType: string, headers: Headers): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': contentType, ...answerHeaders, ...headers } };
}
