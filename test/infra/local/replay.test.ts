/** `npm run replay`: its options. That it charges rightly is seen in the browser's tests. */
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../support/processes/program.ts';

const replay = 'infra/local/replay.ts';

describe('npm run replay', () => {
  it('--help says what it does, and how to choose the service', async () => {
    const { code, stdout, stderr } = await runProgram(replay, ['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: npm run replay -- \[options]\n/);
    expect(stdout).toContain('--url <address>');
  });

  it('charges nobody else where the service that is named does not answer', async () => {
    const { code, stdout, stderr } = await runProgram(replay, ['--url', 'http://127.0.0.1:9']);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: 'Nothing serves http://127.0.0.1:9.\n' });
  });

  it.each([
    [['--url', 'here'], '--url here: it must be an address'],
    [['--speed', '9'], "Unknown option '--speed'"],
  ])('%j is refused by name, with the usage', async (args, message) => {
    const { code, stdout, stderr } = await runProgram(replay, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(message);
    expect(stderr).toContain('Usage: npm run replay');
  });
});
