/** The document's examples of routes that speak protocols of others are what those routes take. */
import { beforeEach, expect, it, vi } from 'vitest';
import committed from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { intakeRouteList } from '../../../shared/contract/routes/intake.ts';
import { startIntake } from '../../support/engines/intake-function.ts';

vi.hoisted(() => {
  process.env['METRICS_DISABLED'] = 'true';
});

const { kept, aside, tell, reset } = startIntake();
beforeEach(reset);

function contentOf(path: string): Readonly<Record<string, { readonly example?: unknown }>> {
  return Object(Reflect.get(committed.paths, path)).post.requestBody.content;
}

it.each(intakeRouteList)('$id names the media types that it takes, and each example is taken', async (route) => {
  const content = contentOf(route.path);
  expect(Object.keys(content)).toEqual([...route.takes]);
  for (const [type, { example }] of Object.entries(content)) {
    if (example === undefined) continue;
    reset();
    const { statusCode } = await tell(route, { type, body: JSON.stringify(example) });
    expect([statusCode < 300, kept.length, aside.length]).toEqual([true, 1, 0]);
    expect(kept[0]).toMatchObject({ accountId: 'acme', event: { model: 'gpt-4o' } });
  }
});
