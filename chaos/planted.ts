/**
 * Hires of all kinds with planted names, addresses and phones: where can a person be read? In nothing but the mailbox and Lucca. And hires that
 * wait while encryption is switched on: none is lost.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@temporalio/client';
import { HireClient } from '../src/client.js';
import { DATA_CONVERTER } from '../test/support/encryption.js';
import { freePorts } from '../test/support/free-ports.js';
import { forkWorker } from '../test/support/fork-worker.js';
import { ownTemporal } from '../test/support/own-temporal.js';
import { plant, readable } from '../test/support/planted.js';
import { Rig } from '../test/support/rig.js';
import { sdkLog } from '../test/support/temporal.js';
import { people } from './support/people.js';
import { chaos, ONLY, row } from './support/run.js';

const HIRES = 200;
const PARKED = 50;

await chaos(async () => {
  if ('planted'.includes(ONLY)) await planted();
  if ('switched on'.includes(ONLY)) await switchedOn();
});

async function planted(): Promise<void> {
  const own = await ownTemporal();
  const rig = await Rig.start({ temporal: own });
  const folder = await mkdtemp(join(tmpdir(), 'hire-chaos-'));
  const [port = 0] = await freePorts(1);
  const worker = await forkWorker(rig, folder, { metrics: { port, host: '127.0.0.1' } }, 0, own.address); // beside the rig's own: metrics are a process's
  await plant(rig, HIRES - 3, 6);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  worker.kill('SIGKILL');

  const store = dirname(own.file);
  const files = readdirSync(store).filter((name) => name.startsWith('temporal.'));
  const places = new Map([
    ...files.map((name) => [name, readFileSync(join(store, name))] as const),
    ["the web process's log", Buffer.from(rig.log.join('\n'))],
    ["the worker's log", Buffer.from(sdkLog.join('\n'))],
    ['the metrics', Buffer.from(metrics)],
    ['the envelopes', Buffer.from(JSON.stringify(rig.sandbox.mail.messages.map(({ from, to, messageId }) => ({ from, to, messageId }))))],
  ]);
  assert.ok(
    metrics.length > 1_000 && readable(Buffer.from(JSON.stringify(rig.sandbox.mail.messages))).length >= 5,
    'it would prove little',
  );
  const found = [...places].flatMap(([where, bytes]) => readable(bytes).map((what) => `${what} in ${where}`));
  row('hires of all kinds', 'bytes looked through', 'places', 'found');
  row(
    HIRES,
    [...places.values()].reduce((bytes, { length }) => bytes + length, 0),
    places.size,
    found.length,
  );
  assert.deepEqual(found, []);
  await rig.stop({ replays: HIRES });
  await own.stop();
  await rm(folder, { recursive: true });
}

/** A deployment from before encryption starts anew with it, while hires wait. */
async function switchedOn(): Promise<void> {
  const rig = await Rig.start({ dataConverter: {} });
  const ids: string[] = [];
  for (const person of people(PARKED)) ids.push(await rig.hire({ ...person, email: null }));
  for (const id of ids) await rig.untilProblem(id, 'missing');
  await rig.stopWorker();
  await rig.startWorker(rig.config, DATA_CONVERTER);
  const { connection, options } = rig.client;
  const encrypting = new Client({ connection, namespace: options.namespace, dataConverter: DATA_CONVERTER });
  const after = new HireClient(encrypting, rig.connection);
  for (const [number, id] of ids.entries())
    await after.correct(id, { kind: 'fields', by: 'Anna', fields: { email: `zq.${number}@example.org` } });
  let created = 0;
  for (const id of ids) {
    await encrypting.workflow.getHandle(id).result();
    if ((await after.state(id)).status === 'created') created++;
  }
  row('hires that waited', 'created');
  row(PARKED, created);
  assert.equal(created, PARKED);
  await rig.stop({ replays: PARKED, dataConverter: DATA_CONVERTER });
}
