/**
 * What 5,000 mutated webhook bodies leave behind in the web process: its memory before and after, once what can be freed is freed. Fails when
 * more than 20 MB stay in use.
 */
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { pino } from 'pino';
import { createWeb } from '../src/web/app.js';
import { changed, dragBody } from '../test/support/drag-body.js';
import { NO_PAGES } from '../test/support/web.js';

const BODIES = 5_000;
const AT_ONCE = 20;
const MAY_STAY_MB = 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void; // the flag's own function

const app = await createWeb({
  links: NO_PAGES.links,
  sessions: NO_PAGES.sessions,
  flatchr: { ...NO_PAGES.flatchr, missed: async () => undefined },
  refused: NO_PAGES.refused,
  hires: {
    ...NO_PAGES.hires,
    ready: async () => true,
    start: async () => ({ hire: 'hire/acme/1474', started: true, outcome: 'started' }),
  },
  connections: [{ ...NO_PAGES.connection, id: 'acme', companyId: 'G6KzqPnNLyp31m0l', hiredColumns: [], webhookSecrets: ['s3cret'] }],
  logger: pino({ level: 'silent' }),
});
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as AddressInfo; // a TCP server's address is no string

/** @returns the status; 0 when the server cut it off. */
const post = (body: string) =>
  new Promise<number>((resolve) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/webhooks/flatchr/acme/s3cret' }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0)).on('close', () => resolve(0));
    sent.end(body);
  });

const PATHS = ['event', 'data', 'data.applicant_id', 'data.candidate', 'data.column.hired', 'data.user.signature', 'data.vacancy'];
const mutated = fc
  .tuple(
    fc.constantFrom(...PATHS),
    fc.oneof(
      { arbitrary: fc.jsonValue(), weight: 90 },
      { arbitrary: fc.constant('x'.repeat(300_000)), weight: 9 },
      { arbitrary: fc.constant('x'.repeat(2_500_000)), weight: 1 },
    ),
  )
  .map(([path, value]) => JSON.stringify(changed(dragBody(), path, value)));

const statuses = new Map<number, number>();
async function send(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += AT_ONCE)
    for (const status of await Promise.all(fc.sample(mutated, AT_ONCE).map(post))) statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

/** Megabytes, some time after all that can be freed was: pages go back to the system in the background. */
async function memory(): Promise<{ readonly rss: number; readonly heap: number }> {
  collect();
  await sleep(8_000);
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss: Math.round(rss / 1e6), heap: Math.round((heapUsed + external) / 1e6) };
}

await send(500); // what is compiled and kept once
const before = await memory();
statuses.clear();
await send(BODIES);
const after = await memory();
await app.close();

console.log(`${BODIES} mutated bodies, answered ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')}`);
console.log(
  `memory of the process: ${before.rss} MB before, ${after.rss} MB after; in use: ${before.heap} MB before, ${after.heap} MB after`,
);
if (after.heap - before.heap > MAY_STAY_MB) {
  console.log(`more than ${MAY_STAY_MB} MB stay in use`);
  process.exitCode = 1;
}
