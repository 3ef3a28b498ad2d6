/** Tells when whoever started this process is gone: npm that is killed outright ends nobody, and the service would go on unseen. */
import { readFileSync } from 'node:fs';

const pollMs = 500;

/** Resolves once npm is gone that started this process, by a shell or by itself; never where npm didn't. */
export function starterGone(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (process.env['npm_lifecycle_event'] === undefined) return promise;
  const before = startersOf(process.ppid);
  const timer = setInterval(() => {
    if (startersOf(process.ppid) === before) return;
    clearInterval(timer);
    resolve();
  }, pollMs);
  timer.unref();
  return promise;
}

/** The parent, and whoever started it where the system says: npm puts a shell in between. */
function startersOf(parent: number): string {
  return [parent, parentOf(parent)].join(' ');
}

function parentOf(pid: number): string {
  try {
    // pid (name) state parent …, where a name may hold blanks and brackets.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] ?? '';
  } catch {
    return '';
  }
}
