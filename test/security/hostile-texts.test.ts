/** Texts of 16 kB, wherever a request has one, are refused at once (S19). */
import { beforeAll, describe, it } from 'vitest';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { requestOf, withValueAt } from '../support/builders/route-request.ts';
import { exampleOf, parametersOf, pathsOf } from '../support/documents/request-texts.ts';
import { expectRefusedAtOnce, provideSilentTable } from '../support/expectations/refused-at-once.ts';

beforeAll(provideSilentTable);

const withBody = routeList.filter(({ body }) => body !== undefined);
/** Texts of 16 kB that patterns which can be read in more than one way would take for ever to refuse. */
const long = 16 * 1024;
const hostile: readonly string[] = [
  `${'a'.repeat(long)}!`,
  `${'.'.repeat(long)}\u0000`,
  `${'a.'.repeat(long / 2)} `,
  `${'0'.repeat(long)}.`,
  `${'-'.repeat(long)}é`,
  `${'a:'.repeat(long / 2)}:`,
  `${'a:1,'.repeat(long / 4)},`,
  `${' '.repeat(long)}x`,
  `${'/'.repeat(long)}`,
  `hold_${'_'.repeat(long)}`,
  `20${'26-'.repeat(long / 3)}Z`,
  '\ud83d\ude00'.repeat(long / 4),
];

describe('a text of 16 kB', () => {
  it.each(withBody)('is refused wherever a body has a text: $id', async (route) => {
    for (const path of pathsOf(route)) {
      for (const text of hostile) {
        const body = withValueAt(structuredClone(exampleOf(route)), path, text);
        const sent = { ...requestOf(route), text: JSON.stringify(body) };
        // An element of a batch is answered for itself.
        const statuses = route === routes.debitBatch && path[0] === 'debits' && path.length > 1 ? [200, 400] : [400];
        await expectRefusedAtOnce(route, sent, statuses, `${path.join('.')} ${text.slice(0, 6)}`);
      }
    }
  });

  it.each(routeList.filter(({ path }) => path.includes('{')))('is refused in a path: $id', async (route) => {
    for (const name of Object.keys(requestOf(route).params))
      for (const text of hostile)
        await expectRefusedAtOnce(
          route,
          { ...requestOf(route), params: requestOf(route, { [name]: text }).params },
          [400],
          `${name} ${text.slice(0, 6)}`,
        );
  });

  it.each(routeList.filter(({ id }) => parametersOf(id).some(({ in: path }) => path === 'query')))(
    'is refused in a query: $id',
    async (route) => {
      const names = parametersOf(route.id).flatMap(({ name, in: path }) => (path === 'query' ? [name] : []));
      for (const name of names)
        for (const text of hostile) {
          const query = `${name}=${encodeURIComponent(text)}`;
          await expectRefusedAtOnce(route, { ...requestOf(route), query }, [400], `${name} ${text.slice(0, 6)}`);
        }
    },
  );

  it('is refused as a key and as a type, and changes nothing as any other header', async () => {
    const { headers, ...rest } = requestOf(routes.debitCredits);
    const faulty = { ...rest, text: '{}' };
    for (const text of hostile)
      for (const name of ['idempotency-key', 'content-type', 'authorization', 'x-anything'])
        await expectRefusedAtOnce(
          routes.debitCredits,
          { ...faulty, headers: { ...headers, [name]: text } },
          [400],
          name,
        );
  });
});
