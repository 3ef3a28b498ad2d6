/** Where the second copy of ledgers is kept, apart from the table. What has a name is never changed. */
export interface LedgerCopy {
  /**
   * Keeps content under a name that says what it is: where there is something of that name, it is the same already. Resolves
   * once it is kept; rejects with `CopyUnavailable`, and may be asked again.
   */
  keep(name: string, content: Uint8Array): Promise<void>;
}

/** The copy doesn't take it within its bounds. Nothing is lost: it is written again from the ledger. */
export class CopyUnavailable extends Error {
  override readonly name = 'CopyUnavailable';
}
