import assert from 'node:assert/strict';
import { isRunning } from '../src/temporal-server/running-process.js';
import { readRecord } from '../src/temporal-server/server-record.js';
import { spawnConnector } from './support/connector-process.js';
import { eventually } from './support/rig.js';

/** Each leaves a line in the log. */
const SOME = 150;
/** More than a pipe and our own patience hold. */
const MANY = 1_500;

describe('npm start, whose output nobody reads any more', function () {
  this.timeout(180_000);

  for (const [what, reader, requests] of [
    ['the reader of stdout goes away', '| head -1', SOME],
    ['the reader of both goes away', '2>&1 | head -1', SOME],
    ['the reader of stderr goes away', '2> >(head -c 1 > /dev/null) | cat > /dev/null', SOME],
    ['there never was one', '2>&1 | true', SOME],
    ['the reader stops reading', '2>&1 | sleep 100', MANY],
    ['both are closed', '>&- 2>&-', SOME],
  ] as const) {
    it(`${what}: it works, and ends when told to`, async () => {
      const connector = await spawnConnector('ignore', reader);
      // a service that hangs is one that does not answer
      const get = async (path: string) =>
        (await fetch(`http://127.0.0.1:${connector.port}${path}`, { signal: AbortSignal.timeout(15_000) }).catch(() => undefined))?.status;
      try {
        await eventually('readiness', async () => (await get('/readyz')) === 200, 120_000);
        for (let i = 0; i < requests; i += 50) await Promise.all(Array.from({ length: 50 }, () => get('/nowhere')));
        assert.equal(await get('/livez'), 200);
        assert.equal(await get('/readyz'), 200);

        const { owner, server } = readRecord(connector.dataDir) ?? assert.fail('no record');
        process.kill(owner.pid, 'SIGTERM');
        await eventually('its end', () => !isRunning(owner), 40_000);
        assert.ok(!isRunning(server), 'Temporal is left running');
        assert.equal(await get('/livez'), undefined);
      } finally {
        await connector.stop();
      }
    });
  }
});
