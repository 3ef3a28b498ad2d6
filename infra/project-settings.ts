/** The settings of a project of a stage, besides the default one. */
import type { ProjectMode } from '../shared/domain/project.ts';
import type { Throttle } from './throttle.ts';

export interface ProjectSettings {
  /** Says whether accounts' clocks can be moved ahead: in a `test` project they can, in a `live` one never. It stays what it is once there are accounts. */
  readonly mode: ProjectMode;
  /** Bounds each of its addresses, on all routes that have no lesser throttle by their weight: 50 a second, and 50 at once, when left out. */
  readonly throttle?: Throttle;
}
