import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answerHeaders, problemAnswer, toResult } from '../http-answer.ts';
import type { IntakeRefusal } from './intake-protocol.ts';

/** A refusal as a problem, for protocols that leave its form open. */
export function refusedAsProblem(refusal: IntakeRefusal, detail: string): APIGatewayProxyStructuredResultV2 {
  return toResult(problemAnswer(refusal, sentence(detail)));
}

/** A success with a body of JSON, or none. */
export function jsonResult(statusCode: number, body?: object): APIGatewayProxyStructuredResultV2 {
  if (body === undefined) return { statusCode, headers: { ...answerHeaders } };
  const headers = { 'content-type': 'application/json', ...answerHeaders };
  return { statusCode, headers, body: JSON.stringify(body) };
}

export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The value of a text of JSON. Throws what `JSON.parse` throws. */
export function parsed(bytes: Buffer): unknown {
  return JSON.parse(utf8.decode(bytes));
}

/** Throws on bytes that are no UTF-8, where Buffer would put in characters of its own. */
const utf8 = new TextDecoder('utf-8', { fatal: true });
