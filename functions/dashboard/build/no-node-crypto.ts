/** Stands for Node's module in the page, where ledgers are shown and never written. */
export function hash(): never {
  throw new TypeError('the page makes no hashes');
}
