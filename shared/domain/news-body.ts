/** The forms in which news is delivered: the body of the request, and what kind of body it is. */
import { canonicalJson } from './canonical-json.ts';
import type { News } from './news.ts';

export const newsForms = ['event', 'cloudevent', 'slack', 'email'] as const;

/**
 * - `event`: our own: `type`, `timestamp` and the detail of the event.
 * - `cloudevent`: CloudEvents 1.0 in structured mode.
 * - `slack`: what an incoming webhook of Slack takes.
 * - `email`: a message to the deployment's topic, whose subscribers get it by e-mail.
 */
export type NewsForm = (typeof newsForms)[number];

export interface NewsBody {
  readonly contentType: string;
  readonly text: string;
}

/** The `source` of CloudEvents: with `id` it names an event for ever. */
export const cloudEventSource = '/credits';

export function bodyOf(form: Exclude<NewsForm, 'email'>, news: News): NewsBody {
  switch (form) {
    case 'event':
      return { contentType: 'application/json', text: JSON.stringify(eventBody(news)) };
    case 'cloudevent':
      return { contentType: 'application/cloudevents+json', text: JSON.stringify(cloudEvent(news)) };
    case 'slack':
      return { contentType: 'application/json', text: JSON.stringify({ text: slackText(news) }) };
    default:
      return form satisfies never;
  }
}

function eventBody({ id, type, version, at, accountId, seq, data }: News): object {
  return { type, timestamp: at, metadata: { id, version, at, accountId, seq }, data };
}

function cloudEvent({ id, type, version, at, accountId, seq, data }: News): object {
  return {
    specversion: '1.0',
    id,
    source: cloudEventSource,
    type: `credits.${type}.v${version}`,
    subject: accountId,
    time: at,
    datacontenttype: 'application/json',
    // Extensions are texts, and sorted as such.
    sequence: seq === undefined ? undefined : String(seq).padStart(12, '0'),
    data,
  };
}

const lineMax = 2_000;
const subjectMax = 100;

/** Slack reads `<`, `>` and `&` as its own: what callers chose is text, and notifies nobody. */
function slackText(news: News): string {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const of = news.accountId === undefined ? '' : ` · ${escaped(news.accountId)}`;
  return `*${escaped(news.type)}*${of} · ${news.at}\n${escaped(factsIn(news))}`;
}

/** A message for people: its subject has only what subjects may. */
export function mailOf(news: News): { readonly subject: string; readonly text: string } {
  const of = news.accountId === undefined ? '' : ` of ${news.accountId}`;
  const subject = `Credits: ${news.type}${of}`.replace(/[^\x20-\x7e]/g, '?').slice(0, subjectMax);
  return { subject, text: `${news.type}${of}\n${news.at}\n${factsIn(news)}\n\nEvent ${news.id}\n` };
}

/** The members of the data, a line each. */
function factsIn({ data }: News): string {
  const members = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const lines = members.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : canonicalJson(value)}`);
  const text = lines.join('\n');
  return text.length > lineMax ? `${text.slice(0, lineMax)}…` : text;
}
