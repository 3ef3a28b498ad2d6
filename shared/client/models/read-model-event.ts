/** Finds out whose event, or whole answer, it is, and reads it. */

import { failure, type ModelEvent, type ShapeReader } from '../../domain/catalogue/model-usage.ts';
import { isJson } from './json-parts.ts';
import { readAiSdk } from './shapes/ai-sdk.ts';
import { readAnthropic } from './shapes/anthropic.ts';
import { readConverse } from './shapes/bedrock-converse.ts';
import { readInvoked, readLlama } from './shapes/bedrock-invoke.ts';
import { readCohere } from './shapes/cohere.ts';
import { readGemini } from './shapes/gemini.ts';
import { readInteractions } from './shapes/google-interactions.ts';
import { readLangChain } from './shapes/langchain.ts';
import { readOllama } from './shapes/ollama.ts';
import { readOpenAiChat } from './shapes/openai-chat.ts';
import { readOpenAiMedia } from './shapes/openai-media.ts';
import { readOpenAiResponses } from './shapes/openai-responses.ts';

/** In this order: the first that knows it reads it. */
const shapes: readonly ShapeReader[] = [
  readInvoked,
  readOpenAiChat,
  readOpenAiResponses,
  readAnthropic,
  readConverse,
  readLangChain,
  readGemini,
  readCohere,
  readOllama,
  readAiSdk,
  readInteractions,
  readOpenAiMedia,
  readLlama,
];

/** Undefined for what no shape knows. Text alone is what was generated. */
export function readModelEvent(event: unknown): ModelEvent | undefined {
  if (typeof event === 'string') return { text: event };
  // LangGraph streams a chunk with what it knows of it.
  const value = Array.isArray(event) ? event[0] : event;
  if (!isJson(value)) return undefined;
  for (const shape of shapes) {
    const read = shape(value);
    if (read !== undefined) return read;
  }
  const { error } = value;
  return isJson(error) || (typeof error === 'string' && error !== '') ? failure : undefined;
}
