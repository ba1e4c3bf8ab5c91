/**
 * The worker dies by SIGKILL at one point of the way, for each of a number of hires; the sandbox kills it, so that nothing in the product
 * knows of the test. Another worker is there at once.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInput } from '../sandbox/faults.js';
import { forkWorker } from '../test/support/fork-worker.js';
import { eventually, Rig } from '../test/support/rig.js';
import { judge } from './support/oracle.js';
import { people } from './support/people.js';
import { chaos, ONLY, row, SEED } from './support/run.js';

const HIRES = 20;
const AT_ONCE = 3;
/** Long enough for the signal to arrive before the answer would. */
const STALL = 'stall' as const;

type Place = Pick<FaultInput, 'system' | 'method' | 'path'> & { readonly when: 'before' | 'after'; readonly answer?: typeof STALL };
const USERS = '/users(\\?|$)';
const PLACES: Readonly<Record<string, Place>> = {
  'before the look-up': { system: 'lucca', method: 'GET', path: 'mail=', when: 'before', answer: STALL },
  'after the look-up': { system: 'lucca', method: 'GET', path: 'mail=', when: 'after', answer: STALL },
  'after the request is sent': { system: 'lucca', method: 'POST', path: USERS, when: 'before', answer: STALL },
  'after Lucca committed, before it answers': { system: 'lucca', method: 'POST', path: USERS, when: 'after', answer: STALL },
  'before the contract type is read': { system: 'lucca', method: 'GET', path: 'work-contracts', when: 'before', answer: STALL },
  'before the contract type is set': { system: 'lucca', method: 'PATCH', path: 'work-contracts', when: 'before', answer: STALL },
  // The creation is answered and all of it is done: only its result has not reached Temporal.
  'after the contract type, before the activity completes': {
    system: 'lucca',
    method: 'PATCH',
    path: 'work-contracts',
    when: 'after',
    answer: STALL,
  },
  'before the mail': { system: 'mail', method: 'MAIL', when: 'before' },
  'after the mail was taken, before the activity completes': { system: 'mail', method: 'DATA', when: 'after' },
};

await chaos(async () => {
  row('seed', 'the worker is killed', 'hires', 'kills', 'requests to create', 'employees', 'created', 'mails', 'seconds');
  const killAt = async (name: string, { when, answer, ...where }: Place) => {
    const folder = await mkdtemp(join(tmpdir(), 'hire-chaos-'));
    const rig = await Rig.start();
    await rig.stopWorker();
    const begun = Date.now();
    const ids: string[] = [];
    let kills = 0;
    for (const person of people(HIRES)) {
      const child = await forkWorker(rig, folder);
      assert.ok(child.pid !== undefined);
      const action = { when, killPid: child.pid, ...(answer && { answer }) } as const;
      rig.sandbox.faults.add({ ...where, times: 1, action });
      const id = await rig.hire(person);
      ids.push(id);
      const [, signal] = await Promise.race([once(child, 'exit'), sleep(60_000, [null, 'none'])]);
      assert.equal(signal, 'SIGKILL', `${name}: the worker was not killed there`);
      kills++;
      rig.sandbox.faults.clear();
    }
    await rig.startWorker();
    const { posts, employees, created } = await judge(rig, ids);
    const messages = new Map<string, Set<string>>();
    await eventually('a mail for each hire', () => {
      for (const { messageId, subject } of rig.sandbox.mail.messages)
        messages.set(subject, (messages.get(subject) ?? new Set()).add(messageId));
      return messages.size >= HIRES;
    });
    for (const [, idsOfOne] of messages) assert.equal(idsOfOne.size, 1, 'a repeated mail has another Message-ID');
    const mails = rig.sandbox.mail.messages.length;
    row(SEED, name, HIRES, kills, posts, employees, created, mails, Math.round((Date.now() - begun) / 1000));
    await rig.stop({ replays: HIRES });
    await rm(folder, { recursive: true });
  };
  // Each place has a connection, a task queue and workers of its own. They mostly wait for time-outs: a few at once.
  const places = Object.entries(PLACES).filter(([name]) => name.includes(ONLY));
  const take = async () => {
    for (let place = places.shift(); place; place = places.shift()) await killAt(...place);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
});
