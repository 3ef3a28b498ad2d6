/**
 * `npm run package:api` writes shared/client/API.md. It refuses to take a promise back under the same version, or under one that
 * doesn't say so: before 1.0 the minor version rises, from 1.0 the major one.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { apiReport, brokenPromise, reportFile, versionIn } from './api-report.ts';
import { clientFolder } from './entries.ts';

const now = apiReport();
const before = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : '';
const breakages = brokenPromise(before, now);
const changelog = readFileSync(`${clientFolder}CHANGELOG.md`, 'utf8');
const isReleased = !new RegExp(`^## ${versionIn(before).replaceAll('.', '\\.')} \\(unreleased\\)`, 'm').test(changelog);
if (breakages !== undefined && isReleased && breakingPart(versionIn(before)) === breakingPart(versionIn(now))) {
  console.error(
    `${breakages}\nwas promised by ${versionIn(before)}. Raise the version in shared/client/package.json and say it in CHANGELOG.md.`,
  );
  process.exitCode = 1;
} else if (!changelog.includes(`\n## ${versionIn(now)}`)) {
  console.error(`CHANGELOG.md says nothing of ${versionIn(now)}.`);
  process.exitCode = 1;
} else writeFileSync(reportFile, now);

/** The part of a version that rises when something breaks. */
function breakingPart(version: string): string {
  const [major = '', minor = ''] = version.split('.');
  return major === '0' ? `0.${minor}` : major;
}
