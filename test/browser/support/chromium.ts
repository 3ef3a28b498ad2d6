/** The system's own browser: none is downloaded. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
}

function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  const found = named ?? usualPaths.find((path) => existsSync(path));
  if (found !== undefined && existsSync(found)) return found;
  throw new Error(
    `${named === undefined ? 'There is no Chromium in the usual places' : `CHROMIUM_PATH names nothing: ${named}`}. Install it (Debian: apt install chromium; macOS: brew install --cask chromium; Windows: Chrome or Edge), or set CHROMIUM_PATH to the browser's program.`,
  );
}
