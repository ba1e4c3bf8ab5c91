import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HireClient } from '../../src/client.js';
import { ownTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { eventually, Rig } from '../support/rig.js';
import { temporal } from '../support/temporal.js';

const isReady = async (hires: HireClient) => await hires.ready().catch(() => false);

describe('readiness', function () {
  this.timeout(120_000);

  describe('of a Temporal that works', () => {
    let rig: Rig;
    before(async () => (rig = await Rig.start()));
    after(async () => rig.stop({ replays: 0 }));

    it('holds while a worker asks for work, and leaves nothing behind', async () => {
      await eventually('readiness', async () => await isReady(rig.hires), 30_000); // the worker has just begun
      const { client } = await temporal();
      const probes = async () => {
        const ids: string[] = [];
        for await (const { workflowId } of client.workflow.list({ query: "WorkflowType = 'readiness'" })) ids.push(workflowId);
        return ids;
      };
      const before = await eventually('a probe', async () => (await probes())[0], 20_000);
      await rig.hires.ready();
      await eventually('the end of that probe', async () => !(await probes()).includes(before), 20_000);
    });

    it('gives no probe to a worker, also where none follows that deletes it', async () => {
      await eventually('readiness', async () => await isReady(rig.hires), 30_000);
      const { client } = await temporal();
      const queues: string[] = [];
      for await (const { taskQueue } of client.workflow.list({ query: "WorkflowType = 'readiness'" })) queues.push(taskQueue);
      assert.ok(queues.length > 0);
      for (const name of queues) {
        const { pollers } = await client.workflowService.describeTaskQueue({ namespace: client.options.namespace, taskQueue: { name } });
        assert.deepEqual(pollers, [], name);
      }
    });

    it('does not hold where nobody works', async () => {
      const { client } = await temporal();
      assert.equal(await new HireClient(client, 'nobody-works-here').ready(), false);
    });
  });

  describe('of a Temporal that cannot write', () => {
    let own: OwnTemporal;
    let rig: Rig;
    let folder: string;
    let mounted: boolean;

    before(async function () {
      folder = mkdtempSync(join(tmpdir(), 'hire-small-disk-'));
      mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', folder]).status === 0;
      own = await ownTemporal(folder);
      rig = await Rig.start({ temporal: own });
    });
    after(async () => {
      await rig.close();
      await own.stop();
      if (mounted) spawnSync('umount', ['--lazy', folder]); // a server that was killed may hold a file for a moment;
      rmSync(folder, { recursive: true });
    });

    it('ends when the disk is full, and comes back when it is not', async function () {
      if (!mounted) return this.skip(); // needs the right to mount a small file system
      await eventually('readiness', async () => await isReady(rig.hires), 30_000); // the worker has just begun
      const ballast = join(folder, 'ballast');
      await writeFile(ballast, Buffer.alloc(32 * 1024 * 1024)).catch((error: unknown) => assert.match(String(error), /ENOSPC/));
      await eventually('no readiness', async () => !(await isReady(rig.hires)), 30_000);
      rmSync(ballast);
      await eventually('readiness', async () => await isReady(rig.hires), 60_000);
    });

    it('ends when the data base is damaged, and comes back when it is mended', async () => {
      await eventually('readiness', async () => await isReady(rig.hires), 30_000);
      const file = openSync(own.file, 'r+');
      const whole = Buffer.alloc(statSync(own.file).size);
      readSync(file, whole, 0, whole.length, 0);
      const damage = Buffer.alloc(whole.length, 'damage ');
      await eventually(
        'no readiness',
        async () => {
          writeSync(file, damage, 0, damage.length, 0); // again: a commit of the same moment puts back what it has cached
          return !(await isReady(rig.hires));
        },
        30_000,
      );
      writeSync(file, whole, 0, whole.length, 0);
      closeSync(file);
      await own.kill(); // what it has in memory may be damaged too
      await eventually('readiness', async () => await isReady(rig.hires), 60_000);
    });
  });
});
