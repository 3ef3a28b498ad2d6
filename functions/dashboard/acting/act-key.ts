/** The key under which an act is sent: the same for the same act at the same state of the account, whichever tab sends it, however often. */
export interface ActNamed {
  readonly act: string;
  readonly accountId: string;
  /** Everything that makes it this act and not another. */
  readonly content: unknown;
  /** The account's newest entry when the person was asked: once it has moved, the same again is another act. */
  readonly seq: number;
}

const hashBytes = 16;

export async function actKey({ act, accountId, content, seq }: ActNamed): Promise<string> {
  const text = JSON.stringify([act, accountId, content, seq]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const hash = Array.from(new Uint8Array(digest).slice(0, hashBytes), (byte) => byte.toString(16).padStart(2, '0'));
  return `page/${act}/${hash.join('')}`;
}
