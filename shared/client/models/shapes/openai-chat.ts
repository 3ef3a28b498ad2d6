/**
 * OpenAI's chat completions, streamed and whole, and the legacy completions; so do Groq, DeepSeek, Mistral, Moonshot, xAI,
 * OpenRouter, vLLM, Perplexity, LiteLLM and Ollama's `/v1` answer, each with some members of its own.
 */

import type { Json, ModelEvent, TokenUsage } from '../../../domain/catalogue/model-usage.ts';
import { at, audioTokensIn, firstCount, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { fromInclusive, reportedUsage, servingTiers, some } from '../reported-usage.ts';

export function readOpenAiChat(event: Json): ModelEvent | undefined {
  const isChoice = Array.isArray(event['choices']);
  if (!isChoice && !textOf(event['object']).startsWith('chat.completion')) return undefined;
  const choices = listAt(event, 'choices');
  const usage = usageIn(event, choices);
  return {
    text: isChoice ? choices.map(generatedText).join('') : textIn(event),
    otherTokens: choices.reduce((sum: number, choice) => sum + audioTokens(choice), 0),
    ...(usage === undefined
      ? {}
      : { told: { usage: { ...usage, ...servingTiers(event['service_tier']) }, how: 'in-all' } }),
  };
}

/** Whatever a choice says, under `delta`, `message`, `text` or a name not known here. */
function generatedText(choice: unknown): string {
  if (!isJson(choice)) return textIn(choice);
  const { usage: _usage, delta, ...rest } = choice;
  if (!isJson(delta)) return textIn(rest) + textIn(delta);
  // OpenRouter says reasoning in two ways at once.
  const { reasoning_details: details, ...said } = delta;
  const text = textIn(said);
  return textIn(rest) + (text === '' ? textIn(details) : text);
}

function audioTokens(choice: unknown): number {
  return audioTokensIn(at(choice, 'delta', 'audio')['data'] ?? at(choice, 'message', 'audio')['data']);
}

/** Groq and Moonshot tell under names of their own. */
function usageIn(event: Json, choices: readonly unknown[]): Partial<TokenUsage> | undefined {
  const candidates = [event['usage'], at(event, 'x_groq')['usage'], ...choices.map((choice) => at(choice)['usage'])];
  const usage = candidates.find(isJson);
  return usage === undefined ? undefined : readOpenAiUsage(usage);
}

/** A usage of either OpenAI API, with what others add to it. */
export function readOpenAiUsage(usage: Json): Partial<TokenUsage> {
  const prompt = { ...at(usage, 'input_token_details'), ...at(usage, 'input_tokens_details') };
  const input = { ...prompt, ...at(usage, 'prompt_tokens_details') };
  const output = { ...at(usage, 'output_tokens_details'), ...at(usage, 'completion_tokens_details') };
  const counts = {
    prompt: firstCount(usage['prompt_tokens'], usage['input_tokens']),
    output: firstCount(usage['completion_tokens'], usage['output_tokens']),
    total: firstCount(usage['total_tokens']),
    cached: firstCount(
      input['cached_tokens'],
      usage['cached_tokens'],
      usage['prompt_cache_hit_tokens'],
      usage['cache_read_input_tokens'],
    ),
    written: firstCount(
      input['cache_write_tokens'],
      input['cache_creation_tokens'],
      input['cache_creation_input_tokens'],
      usage['cache_creation_input_tokens'],
      usage['cache_write_tokens'],
    ),
    writtenForAnHour: firstCount(
      at(input, 'cache_creation_token_details')['ephemeral_1h_input_tokens'],
      at(usage, 'cache_creation')['ephemeral_1h_input_tokens'],
    ),
    reasoning: firstCount(output['reasoning_tokens'], usage['reasoning_tokens']),
    inputAudio: firstCount(input['audio_tokens']),
    inputImage: firstCount(input['image_tokens']),
    inputVideo: firstCount(input['video_tokens']),
    cachedAudio: firstCount(at(input, 'cached_tokens_details')['audio_tokens']),
    outputAudio: firstCount(output['audio_tokens']),
    outputImage: firstCount(output['image_tokens']),
    outputVideo: firstCount(output['video_tokens']),
  };
  return { ...fromInclusive(counts), ...countedThingsOf(usage) };
}

function countedThingsOf(usage: Json): Partial<TokenUsage> {
  const tools = { ...at(usage, 'server_side_tool_usage_details'), ...at(usage, 'server_tool_use') };
  return reportedUsage({
    webSearches: some(tools['web_search_requests'], tools['web_search_calls'], usage['num_search_queries']),
    fileSearches: some(tools['file_search_calls']),
    codeSessions: some(tools['code_interpreter_calls']),
    citationTokens: some(usage['citation_tokens']),
    audioSeconds:
      usage['type'] === 'duration' ? some(Math.ceil(Number(usage['seconds']))) : some(usage['prompt_audio_seconds']),
  });
}
