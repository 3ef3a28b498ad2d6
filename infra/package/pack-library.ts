/** `npm run package:cdk`: builds `credits-ledger-cdk`, packs it into `dist`, and says how large it is. */
import { buildLibrary, libraryFolder } from './build-library.ts';
import { pack } from './pack.ts';

await buildLibrary();
console.log(pack(libraryFolder));
