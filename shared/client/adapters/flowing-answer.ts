/** An answer that flows: settled when the last of it has been read, and before its reader is told that it ended. */

export type FlowEnd = 'finished' | 'broke' | 'left';

type Settle = (end: FlowEnd, hasFlowed: boolean) => Promise<unknown>;

/** The answer with its stream watched; undefined for an answer that is there as a whole. */
export function flowing(answer: unknown, settle: Settle): unknown {
  if (isStream(answer)) return watchStream(answer, settle);
  if (typeof answer !== 'object' || answer === null || !('body' in answer) || !isStream(answer.body)) return undefined;
  const body = watchStream(answer.body, settle);
  if (answer instanceof Response) {
    const { status, statusText, headers } = answer;
    return new Response(body, { status, statusText, headers });
  }
  return { ...answer, body };
}

type Stream = ReadableStream<unknown> | AsyncIterable<unknown>;

function isStream(value: unknown): value is Stream {
  return (
    value instanceof ReadableStream || (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)
  );
}

function watchStream(stream: Stream, settle: Settle): ReadableStream<never> {
  const chunks = iteratorOf(stream);
  let hasFlowed = false;
  return new ReadableStream(
    {
      pull: async (controller) => {
        let next: IteratorResult<unknown>;
        try {
          next = await chunks.next();
        } catch (cause) {
          await settle('broke', hasFlowed);
          throw cause;
        }
        if (next.done) {
          await settle('finished', hasFlowed);
          controller.close();
          return;
        }
        hasFlowed = true;
        // A stream hands its pieces on as they are, whatever they are.
        controller.enqueue(next.value as never);
      },
      cancel: async () => {
        await chunks.return?.();
        await settle('left', hasFlowed);
      },
    },
    // Nothing is read ahead of whoever reads this.
    { highWaterMark: 0 },
  );
}

function iteratorOf(stream: Stream): AsyncIterator<unknown> {
  if (!(stream instanceof ReadableStream)) return stream[Symbol.asyncIterator]();
  // Not every runtime's streams can be iterated.
  const reader = stream.getReader();
  return {
    next: async () => {
      const { done, value } = await reader.read();
      return done ? { done, value: undefined } : { done, value };
    },
    return: async () => {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}
