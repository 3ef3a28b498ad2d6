/** The end of the demonstration: where one made now ends, and the file that says where the recorded one does. */
import { dayMs, hourMs } from '../../../shared/domain/time.ts';

/** `npm run demonstration` writes it, and what is recorded follows. */
export const endFile = new URL('../data/demonstration.json', import.meta.url);

const tuesday = 2;
const hourOfEndMs = 15.5 * hourMs;

/** The Tuesday's 15:30 UTC at or before an instant, where a demonstration made then ends: its weekends stay weekends. */
export function endBefore(nowMs: number): number {
  const lastMs = Math.floor((nowMs - hourOfEndMs) / dayMs) * dayMs + hourOfEndMs;
  return lastMs - ((new Date(lastMs).getUTCDay() - tuesday + 7) % 7) * dayMs;
}
