/**
 * Runs before each file of tests. Files of the fast tier share a process: what one sets in the environment as it is loaded would
 * be there for whichever file comes next, which depends on how fast the machine is.
 */
const kept = Symbol.for('credits.test.environment');
const shared: typeof globalThis & { [kept]?: Readonly<NodeJS.ProcessEnv> } = globalThis;
const before = shared[kept] ?? { ...process.env };
shared[kept] = before;

for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
Object.assign(process.env, before);
