/** Gemini's and Vertex's GenerateContent, streamed and whole, its Live messages, embeddings and images. */

import { type Json, type ModelEvent, silence, type TokenUsage } from '../../../domain/catalogue/model-usage.ts';
import { at, countOf, firstCount, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { fromInclusive, reportedUsage, servingTiers, some } from '../reported-usage.ts';

const members = [
  'candidates',
  'generatedImages',
  'goAway',
  'promptFeedback',
  'serverContent',
  'sessionResumptionUpdate',
  'setupComplete',
  'usageMetadata',
];

export function readGemini(event: Json): ModelEvent | undefined {
  // The older Vertex SDK puts a whole answer into one of its own.
  const inner = at(event, 'response');
  if ('candidates' in inner) return readGemini(inner);
  if (isTokenCount(event)) return silence;
  if (!members.some((name) => typeof event[name] === 'object' && event[name] !== null)) return undefined;
  const candidates = listAt(event, 'candidates');
  const contents = candidates.map((candidate) => at(candidate)['content']);
  const text = textIn(event);
  const live = at(event, 'serverContent', 'modelTurn');
  return { text, otherTokens: text === '' ? dataIn([...contents, live]) : 0, ...telling(event, candidates) };
}

function isTokenCount(event: Json): boolean {
  return 'totalTokens' in event && 'cachedContentTokenCount' in event;
}

/** Pieces of audio or images: a token each, until it tells. */
function dataIn(contents: readonly unknown[]): number {
  return contents.flatMap((content) => listAt(at(content), 'parts').filter((part) => isJson(at(part)['inlineData'])))
    .length;
}

function telling(event: Json, candidates: readonly unknown[]): Pick<ModelEvent, 'told'> {
  const usage = event['usageMetadata'];
  const searches = candidates.reduce(
    (sum: number, candidate) => sum + listAt(at(candidate, 'groundingMetadata'), 'webSearchQueries').length,
    0,
  );
  const images = listAt(event, 'generatedImages').length;
  const searched = searches === 0 ? undefined : 1;
  const counted = reportedUsage({ webSearches: some(searches), searchedPrompts: searched, images: some(images) });
  const all = { ...(isJson(usage) ? readGeminiUsage(usage) : {}), ...counted };
  return Object.keys(all).length === 0 ? {} : { told: { usage: all, how: 'in-all' } };
}

/** The prompt includes what was cached; what tools read comes on top of it, and thoughts on top of the answer. */
export function readGeminiUsage(usage: Json): Partial<TokenUsage> {
  const prompt = countOf(usage['promptTokenCount']);
  const answer = firstCount(usage['candidatesTokenCount'], usage['responseTokenCount']);
  const thoughts = countOf(usage['thoughtsTokenCount']);
  const output = answer === undefined && thoughts === undefined ? undefined : (answer ?? 0) + (thoughts ?? 0);
  const of = (list: string, modality: string): number | undefined => {
    const detail = listAt(usage, list).find((each) => textOf(at(each)['modality']).toUpperCase() === modality);
    return countOf(at(detail)['tokenCount']);
  };
  const answered = Array.isArray(usage['candidatesTokensDetails'])
    ? 'candidatesTokensDetails'
    : 'responseTokensDetails';
  const counts = {
    prompt: prompt === undefined ? undefined : prompt + (countOf(usage['toolUsePromptTokenCount']) ?? 0),
    output,
    total: countOf(usage['totalTokenCount']),
    cached: countOf(usage['cachedContentTokenCount']),
    reasoning: thoughts,
    inputAudio: of('promptTokensDetails', 'AUDIO'),
    inputImage: of('promptTokensDetails', 'IMAGE'),
    inputVideo: of('promptTokensDetails', 'VIDEO'),
    cachedAudio: of('cacheTokensDetails', 'AUDIO'),
    outputAudio: of(answered, 'AUDIO'),
    outputImage: of(answered, 'IMAGE'),
    outputVideo: of(answered, 'VIDEO'),
  };
  return { ...fromInclusive(counts), ...servingTiers(usage['trafficType'], usage['serviceTier']) };
}
