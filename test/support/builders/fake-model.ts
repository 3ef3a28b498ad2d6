/** Models that stream, in the shapes that real ones have. Each piece is a token. */

export interface ModelScript {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Breaks before this piece. */
  readonly failsAt?: number;
}

export interface FakeModel {
  /** Pieces that were generated, whoever read them. */
  generated(): number;
  isClosed(): boolean;
}

export type Shape = keyof typeof shapes;

const encoder = new TextEncoder();
const bytes = (value: unknown): object => ({ chunk: { bytes: encoder.encode(JSON.stringify(value)) } });

/** How each API begins, says a piece, and ends. */
export const shapes = {
  converse: {
    begin: () => ({ messageStart: { role: 'assistant' } }),
    piece: () => ({ contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'word' } } }),
    end: ({ inputTokens, outputTokens }: ModelScript) => [
      { messageStop: { stopReason: 'end_turn' } },
      { metadata: { usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens } } },
    ],
  },
  anthropic: {
    begin: ({ inputTokens }: ModelScript) =>
      bytes({ type: 'message_start', message: { usage: { input_tokens: inputTokens, output_tokens: 1 } } }),
    piece: () => bytes({ type: 'content_block_delta', delta: { type: 'text_delta', text: 'word' } }),
    end: ({ inputTokens, outputTokens }: ModelScript) => [
      bytes({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: outputTokens } }),
      bytes({
        type: 'message_stop',
        'amazon-bedrock-invocationMetrics': { inputTokenCount: inputTokens, outputTokenCount: outputTokens },
      }),
    ],
  },
  openAi: {
    begin: () => ({ choices: [{ index: 0, delta: { role: 'assistant', content: '' } }], usage: null }),
    piece: () => ({ choices: [{ index: 0, delta: { content: 'word' } }], usage: null }),
    end: ({ inputTokens, outputTokens }: ModelScript) => [
      { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: null },
      {
        choices: [],
        usage: {
          prompt_tokens: inputTokens,
          completion_tokens: outputTokens,
          prompt_tokens_details: { cached_tokens: 0 },
        },
      },
    ],
  },
} as const;

export function fakeModel(shape: Shape, script: ModelScript): FakeModel & { open: () => AsyncIterable<object> } {
  let generated = 0;
  let isClosed = false;
  async function* stream(): AsyncGenerator<object, void, undefined> {
    const { begin, piece, end } = shapes[shape];
    try {
      if (script.failsAt === -1) throw new Error('the model broke');
      yield begin(script);
      while (generated < script.outputTokens) {
        if (generated === script.failsAt) throw new Error('the model broke');
        generated += 1;
        yield piece();
      }
      yield* end(script);
    } finally {
      isClosed = true;
    }
  }
  return { open: stream, generated: () => generated, isClosed: () => isClosed };
}
