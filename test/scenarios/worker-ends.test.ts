import assert from 'node:assert/strict';
import { Supervisor } from '../../src/supervise.js';
import { createHireWorker, type HireWorker } from '../../src/worker/hire-worker.js';
import { runningWorker } from '../../src/worker/running-worker.js';
import { eventually, Rig } from '../support/rig.js';
import { temporal, workflowBundle } from '../support/temporal.js';

describe('a worker that ends by itself, inside the one process', function () {
  this.timeout(60_000);
  it('is followed by another one, and hires go on', async () => {
    const rig = await Rig.start();
    await rig.stopWorker();
    const { nativeConnection: connection } = await temporal();
    const workers: HireWorker[] = [];
    const warnings: string[] = [];
    const stopping = new AbortController();
    const start = async () => {
      const bundle = await workflowBundle();
      const worker = await createHireWorker({ config: rig.config, connection, bundle, taskQueue: rig.connection, flatchrLagMs: 300 });
      workers.push(worker);
      return runningWorker(worker);
    };
    const warn = (message: string) => void warnings.push(message);
    const supervisor = await Supervisor.start(start, { what: 'The worker', signal: stopping.signal, warn });
    try {
      workers[0]?.stop(); // nobody told the supervisor
      await eventually('another worker', () => workers.length === 2);
      assert.deepEqual(warnings, ['The worker has ended (it stopped asking for work): it is started again in 0.5 s']);
      const id = await rig.hire({ firstname: 'Ada', lastname: 'Wanderer', email: 'ada.wanderer@example.org' });
      await rig.untilStatus(id, 'created');
    } finally {
      stopping.abort();
      await supervisor.stop();
      await rig.stop();
    }
  });
});
