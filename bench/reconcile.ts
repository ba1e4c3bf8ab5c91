/**
 * Flatchr's hired candidates compared with what is known here: ten of them are unknown. What it asks of Flatchr and Lucca, how long it
 * takes, and how far the worker's memory grows with those who are known.
 */
import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReconciliations } from '../src/client/reconciliations.js';
import { HireApplicantAttribute, HireConnectionAttribute, HireStatusAttribute } from '../src/workflows/search-attributes.js';
import { forkWorker } from '../test/support/fork-worker.js';
import { eventually, Rig } from '../test/support/rig.js';
import { stopTemporal } from '../test/support/temporal.js';

const SIZES = [1_000, 10_000];
const UNKNOWN = 10;
/** A drag that is older by two months is asked about. */
const DAYS = 30;
const AT_ONCE = 32;
const DAY_MS = 86_400_000;

let toFlatchr = 0;
diagnostics.subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage };
  if (request.url?.startsWith('/flatchr/')) toFlatchr++;
});

const folder = await mkdtemp(join(tmpdir(), 'hire-bench-'));
const peaks: number[] = [];
let failed = false;
console.log('| hired | known | requests to Flatchr | of them for the ten | requests to Lucca for the ten | seconds | memory, MB |');
console.log('|---|---|---|---|---|---|---|');
for (const hired of SIZES) {
  const since = new Date(Date.now() - DAYS * DAY_MS).toISOString().slice(0, 10);
  const rig = await Rig.start({ connection: (settings) => ({ ...settings, reconcile: { mode: 'start', since } }) });
  await rig.stopWorker();
  const { flatchr, lucca } = rig.sandbox;
  const applicants = Array.from({ length: hired }, (_, at) => {
    const applicant = flatchr.add({ firstname: `F${at}`, lastname: `Vorname${at}`, email: `p${at}@example.org` });
    flatchr.drag(applicant.id);
    applicant.updatedAt = new Date(Date.now() - Math.floor((at * DAYS * DAY_MS) / hired)).toISOString();
    return applicant.encoded;
  });
  // Hires that are known, on a queue that nobody asks: only what is stored of them counts.
  const known = applicants.filter((_, at) => at % (hired / UNKNOWN) !== 0);
  const left = [...known];
  const start = async () => {
    for (let applicant = left.pop(); applicant !== undefined; applicant = left.pop())
      await rig.client.workflow.start('hire', {
        workflowId: `hire/${rig.connection}/known-${applicant}`,
        taskQueue: 'nobody',
        args: [],
        typedSearchAttributes: [
          { key: HireConnectionAttribute, value: rig.connection },
          { key: HireStatusAttribute, value: 'created' },
          { key: HireApplicantAttribute, value: applicant },
        ],
      });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, start));
  const query = `WorkflowType = 'hire' AND HireConnection = '${rig.connection}' AND HireApplicant IS NOT NULL`;
  const shown = async () => (await rig.client.workflow.count(query)).count >= known.length || undefined;
  await eventually('all of them are shown', shown, 60_000);

  const worker = await forkWorker(rig, folder);
  const reconciliations = createReconciliations(rig.client, rig.connection);
  toFlatchr = 0;
  const begun = performance.now();
  await reconciliations.start(rig.connection);
  const result = await reconciliations.result(rig.connection);
  const seconds = (performance.now() - begun) / 1000;
  const ofComparison = toFlatchr;
  const started = (result?.found ?? []).flatMap(({ hire }) => hire ?? []);
  await Promise.all(started.map((id) => rig.untilStatus(id, 'created', 60_000)));
  const status = await readFile(`/proc/${worker.pid}/status`, 'utf8');
  const peakMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  peaks.push(peakMb);
  const forTheTen = toFlatchr - ofComparison;
  console.log(
    `| ${hired} | ${result?.known} | ${ofComparison} | ${forTheTen} | ${lucca.ledger.length} | ${seconds.toFixed(1)} | ${peakMb.toFixed(0)} |`,
  );
  failed ||= result?.hired !== hired || result.known !== hired - UNKNOWN || started.length !== UNKNOWN;
  worker.kill('SIGKILL');
  await rig.close();
}
const [small = 0, large = 0] = peaks;
console.log(`\nMemory of 10,000 to that of 1,000: ${(large / small).toFixed(2)}`);
await rm(folder, { recursive: true });
await stopTemporal();
process.exit(failed || large / small > 1.2 ? 1 : 0);
