/**
 * Says how much of a function and of the API's throughput a request may take.
 * - `usual`: bounded by one account's newest state, a page, or a few writes.
 * - `heavy`: whole price lists, and whatever reads a ledger or its roll-ups: rare, and each costs more.
 * - `batch`: hundreds of changes, which take the function's time up.
 * - `rare`: the contract's texts, which anyone may ask for and nobody needs often.
 */
export type Weight = 'usual' | 'heavy' | 'batch' | 'rare';
