/** `npm run demonstration`: chooses where the demonstration ends, plays it on this machine, and keeps what the table holds then. */
import { writeFileSync } from 'node:fs';
import { endBefore, endFile } from './end.ts';

const endsAt = new Date(endBefore(Date.now())).toISOString();
writeFileSync(endFile, `{ "endsAt": "${endsAt}" }\n`);
console.log(`It ends at ${endsAt}.`);
// What is played counts its days from the end that the file says, and reads it once.
const { record } = await import('./record.ts');
await record();
