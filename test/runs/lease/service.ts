/** The local service in a process of its own, its store's calls counted. Its parent asks for them, and ends it. */
import '../../../infra/local/quiet.ts';
import { defaultEngine, startEngine } from '../../../infra/local/engine.ts';
import { startLocalService } from '../../../infra/local/service.ts';
import { startCountingProxy } from '../../support/proxies/counting-proxy.ts';

const engine = await startEngine({ name: defaultEngine() });
const proxy = await startCountingProxy(engine.endpoint);
const service = await startLocalService({ port: 0, engine: { endpoint: proxy.endpoint }, hasSchedules: false });
process.on('message', () => process.send?.({ counts: proxy.counts() }));
process.once('disconnect', () => {
  void stop();
});
process.send?.({ url: service.url, engine: engine.name });

async function stop(): Promise<void> {
  await service.stop();
  await proxy.stop();
  await engine.stop();
}
