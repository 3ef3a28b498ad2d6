/**
 * A Lambda that answers a chat turn with a model's stream, paid for as it goes. The model is Bedrock's ConverseStream or
 * whatever streams like it; `respond` writes to whoever asked.
 */

import { type PricedSkus, skusOf } from '../../domain/catalogue/skus-of.ts';
import type { CreditsClient } from '../credits-client.ts';
import { meterStream, type StreamEnding } from '../meter-stream.ts';

export interface ChatTurn {
  readonly accountId: string;
  readonly user: string;
  readonly prompt: string;
}

export interface ChatParts {
  readonly client: CreditsClient;
  readonly model: string;
  /** The rate card in effect, as `readRateCard` answers it. */
  readonly card: PricedSkus;
  readonly converse: (prompt: string) => Promise<AsyncIterable<ConverseEvent>>;
  readonly respond: (text: string) => Promise<void>;
}

/** The part of Bedrock's events that a chat shows. */
export interface ConverseEvent {
  readonly contentBlockDelta?: { readonly delta?: { readonly text?: string } };
}

export type ChatOutcome =
  | { readonly kind: 'refused'; readonly code: string; readonly renewsAt?: string; readonly packs: readonly string[] }
  | { readonly kind: 'answered'; readonly ending: StreamEnding };

const answerTokens = 500;
const charactersPerToken = 4;

export function chatHandler({
  client,
  model,
  card,
  converse,
  respond,
}: ChatParts): (turn: ChatTurn) => Promise<ChatOutcome> {
  return async ({ accountId, user, prompt }) => {
    const metered = await meterStream(() => converse(prompt), {
      client,
      accountId,
      skus: skusOf(model, card),
      estimate: { inputTokens: Math.ceil(prompt.length / charactersPerToken), outputTokens: answerTokens },
      dimensions: { user, model },
    });
    if (metered.kind === 'refused') {
      const { code, restore } = metered.problem;
      const packs = (restore?.packs ?? []).map(({ packId }) => packId);
      return { kind: 'refused', code, packs, ...(restore === undefined ? {} : { renewsAt: restore.renewsAt }) };
    }
    for await (const event of metered.value) {
      const text = event.contentBlockDelta?.delta?.text;
      if (text !== undefined) await respond(text);
    }
    const ending = await metered.value.ending;
    if (ending.end === 'paused') await respond('\n[Out of credits: this is as far as the answer goes.]');
    return { kind: 'answered', ending };
  };
}
