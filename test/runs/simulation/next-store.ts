/**
 * The next version of the storage code: what the bundle (`bundle.ts`) puts in the place of this import, with items that say
 * more than this version knows, and another measure of when a log is filed. Without the bundle it is this version.
 */
import { createStore } from '../../../shared/storage/store.ts';

export const createNextStore = createStore;
