/**
 * Rate cards and plans change by immutable versions that come into effect at an instant at least two minutes after
 * their publication. A process that read the list of versions less than two minutes ago therefore knows every version
 * in effect, so a cached list never prices or grants by an outdated one.
 */
export interface Version {
  readonly version: string;
  readonly effectiveFromMs: number;
  readonly publishedAtMs: number;
}

export const publicationLeadMs = 120_000;

/** The version that rules at an instant: the latest to have come into effect; of two at once, the later published. */
export function inEffectAt<V extends Version>(versions: readonly V[], atMs: number): V | undefined {
  let latest: V | undefined;
  for (const version of versions) {
    if (version.effectiveFromMs > atMs) continue;
    if (latest === undefined || precedence(version, latest) > 0) latest = version;
  }
  return latest;
}

function precedence(a: Version, b: Version): number {
  return a.effectiveFromMs - b.effectiveFromMs || a.publishedAtMs - b.publishedAtMs || (a.version > b.version ? 1 : -1);
}
