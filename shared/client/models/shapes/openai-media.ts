/** OpenAI's embeddings, images, transcripts and speech; streamed where they stream. */

import type { Json, ModelEvent, ReportedUsage } from '../../../domain/catalogue/model-usage.ts';
import { silence } from '../../../domain/catalogue/model-usage.ts';
import { audioTokensIn, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { readOpenAiUsage } from './openai-chat.ts';

export function readOpenAiMedia(event: Json): ModelEvent | undefined {
  const type = textOf(event['type']);
  if (/^image_(generation|edit)\./.test(type)) return image(type, event);
  if (type.startsWith('transcript.text.')) return transcript(type, event);
  if (type.startsWith('speech.audio.')) return speech(type, event);
  if (event['object'] === 'list' && Array.isArray(event['data'])) return tellingOf(event, {});
  if (Array.isArray(event['data']) && 'created' in event) return pictures(event);
  if (typeof event['text'] === 'string' && (isJson(event['usage']) || 'duration' in event))
    return readTranscript(event);
  return undefined;
}

/** Until the provider tells, an image is one token. */
function image(type: string, event: Json): ModelEvent {
  if (!type.endsWith('.completed')) return silence;
  return { ...countImages(tellingOf(event, { images: 1 })), otherTokens: 1 };
}

/** Tokens that it doesn't tell apart are of the image. */
function countImages(event: ModelEvent): ModelEvent {
  const usage = event.told?.usage ?? {};
  if (event.told === undefined || usage.outputImage !== undefined || !usage.output) return event;
  return { ...event, told: { ...event.told, usage: { ...usage, outputImage: usage.output } } };
}

function pictures(event: Json): ModelEvent {
  const images = listAt(event, 'data').length;
  return { ...countImages(tellingOf(event, images === 0 ? {} : { images })), otherTokens: images };
}

function transcript(type: string, event: Json): ModelEvent {
  if (type.endsWith('.delta')) return { text: textIn(event) };
  return type.endsWith('.done') ? { ...tellingOf(event, {}), again: textIn(event['text']) } : silence;
}

function readTranscript(event: Json): ModelEvent {
  const read = tellingOf(event, {});
  const seconds = read.told?.usage.audioSeconds ?? secondsOf(event['duration']);
  const again = textIn(event['text']);
  if (seconds === undefined || read.told?.usage.input !== undefined) return { ...read, again };
  return { text: '', again, told: { usage: { input: 0, output: 0, audioSeconds: seconds }, how: 'in-all' } };
}

function secondsOf(duration: unknown): number | undefined {
  const seconds = Math.ceil(Number(duration));
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined;
}

function speech(type: string, event: Json): ModelEvent {
  if (type.endsWith('.delta')) return { text: '', otherTokens: audioTokensIn(event['audio']) };
  const told = tellingOf(event, {}).told;
  if (told?.usage.output === undefined) return silence;
  return { text: '', told: { ...told, usage: { ...told.usage, outputAudio: told.usage.output } } };
}

function tellingOf(event: Json, more: ReportedUsage['usage']): ModelEvent {
  const counts = isJson(event['usage']) ? readOpenAiUsage(event['usage']) : {};
  const usage = { ...counts, ...more };
  if (Object.keys(usage).length === 0) return silence;
  // An answer that has no output of tokens says none.
  const output = counts.input !== undefined && counts.output === undefined ? { output: 0 } : {};
  return { text: '', told: { usage: { ...output, ...usage }, how: 'in-all' } };
}
