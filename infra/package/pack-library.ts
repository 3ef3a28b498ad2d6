/**
 * `npm run package:cdk`: builds `credits-ledger-cdk`, packs it into `dist`, and says how large it is. It names the repository that the
 * checkout was fetched from, or the address that follows `--repository`.
 */
import { buildLibrary, libraryFolder } from './build-library.ts';
import { pack } from './pack.ts';
import { namedRepository } from './repository.ts';

await buildLibrary(libraryFolder, namedRepository('infra/library'));
console.log(pack(libraryFolder));
