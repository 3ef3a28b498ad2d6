/** Plays the demonstration through a service on this machine, and keeps what its table holds then. */
import '../quiet.ts';
import { writeFileSync } from 'node:fs';
import { createStillClock } from '../clock.ts';
import { defaultEngine } from '../engine.ts';
import { startLocalService, tableName } from '../service.ts';
import { playDemonstration } from './play.ts';
import { startMs } from './span.ts';
import { demonstrationFile, packTable } from './stored-items.ts';
import { createTeller } from './teller.ts';

/** Writes the items' file. The end must stand in its own before. */
export async function record(): Promise<void> {
  const service = await startLocalService({
    port: 0,
    engine: defaultEngine(),
    clock: createStillClock(startMs),
    contents: 'catalogue',
  });
  try {
    await playDemonstration(createTeller(service));
    const packed = await packTable(service.engine.endpoint, tableName);
    writeFileSync(demonstrationFile, packed);
    console.log(`${demonstrationFile.pathname}: ${(packed.length / 1_000).toFixed(0)} kB`);
  } finally {
    await service.stop();
  }
}
