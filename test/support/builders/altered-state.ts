import { unpacked } from '../../../shared/storage/packed-text.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';

/** An account's item with another state, as somebody would leave it who reached into the table. */
export function withAlteredState(item: Item, alter: (state: string) => string): Item {
  const { state } = item;
  const text = state instanceof Uint8Array ? unpacked(state, 'a state') : String(state);
  const altered = alter(text);
  if (altered === text) throw new Error(`nothing to alter in ${text}`);
  return { ...item, state: altered };
}
