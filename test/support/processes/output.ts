/** The result of a program, and every line that the process wrote meanwhile: to its outputs themselves, or by `console`. */
export interface Observation<T> {
  readonly value: T;
  readonly lines: readonly string[];
}

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

export async function watchOutput<T>(run: () => Promise<T>): Promise<Observation<T>> {
  let text = '';
  const undo: (() => void)[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write;
    stream.write = (chunk: unknown): boolean => {
      text += Buffer.isBuffer(chunk) ? chunk.toString('utf8') : String(chunk);
      return true;
    };
    undo.push(() => {
      stream.write = write;
    });
  }
  for (const method of methods) {
    const original = console[method];
    console[method] = (...parts: unknown[]): void => {
      text += `${parts.map(String).join(' ')}\n`;
    };
    undo.push(() => {
      console[method] = original;
    });
  }
  try {
    const value = await run();
    return { value, lines: text.split('\n').filter((line) => line !== '') };
  } finally {
    for (const each of undo) each();
  }
}
