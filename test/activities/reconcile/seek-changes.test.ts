import assert from 'node:assert/strict';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ReconcileDeps } from '../../../src/activities/reconcile/deps.js';
import { createSeekChanges } from '../../../src/activities/reconcile/seek-changes.js';
import { FlatchrError, type FlatchrApplicant } from '../../../src/flatchr/flatchr-client.js';
import type { HireMemo } from '../../../src/hire/notice.js';

const HOUR_MS = 3_600_000;
const HIRES = 250;

/** Hires that have created somebody, of whom Flatchr says what it said. */
function setUp({ fails = () => false }: { fails?: (request: number) => boolean } = {}) {
  const asked: string[] = [];
  let requests = 0;
  const world = { now: Date.UTC(2027, 0, 4, 9) };
  const hires = Array.from({ length: HIRES }, (_, at) => {
    const applicant = `a${String(at).padStart(3, '0')}xxxxxxxxxxxx`;
    const candidate = { firstName: 'Ada', lastName: `Nr ${at}`, email: `ada${at}@example.org` };
    const order = { connection: 'acme', applicant, candidate, vacancy: {} };
    const memo = {
      hired: { employee: { id: at, login: 'a', link: 'https://lucca.example.org' }, order, place: 'hired', said: {}, sent: {} },
    };
    return { workflowId: `hire/acme/${applicant}`, memo: memo as unknown as HireMemo, typedSearchAttributes: { get: () => undefined } };
  });
  const client = {
    workflow: {
      list: async function* ({ query }: { query: string }) {
        yield* query.includes("'Running'") ? [] : hires;
      },
      getHandle: (id: string) => ({ describe: () => Promise.reject(new WorkflowNotFoundError('none', id, undefined)) }),
    },
  } as unknown as Client; // as much of it as is used
  const flatchr = {
    async search({ email }: { email: string }): Promise<FlatchrApplicant[]> {
      if (fails(++requests)) throw new FlatchrError('unavailable', 'search/applicants', 503);
      asked.push(email);
      const order = hires.find(({ memo }) => memo.hired?.order.candidate.email === email)?.memo.hired?.order;
      const { applicant = '', candidate = {} } = order ?? {};
      const none = { vacancyNumber: undefined, vacancyTitle: undefined, column: undefined, changedOn: undefined };
      const { firstName, lastName } = candidate;
      return [{ ...none, applicant, hired: true, archived: false, firstName, lastName, email, phone: undefined }];
    },
  };
  const settings = { timeZone: 'Europe/Paris', flatchr: { hiredColumns: [] } };
  const connections = new Map([['acme', { settings, flatchr }]]);
  const deps = { connections, hires: () => ({ client, taskQueue: 'hires' }), now: () => world.now, paceMs: 0 };
  const seek = createSeekChanges(deps as unknown as ReconcileDeps); // likewise
  return { asked, world, requests: () => requests, seek: () => seek({ connection: 'acme' }) };
}

describe('hires that are looked after', () => {
  it('are a hundred in a run, and all of them by turns', async () => {
    const { asked, world, seek } = setUp();
    for (let hour = 0; hour < 3; hour++) {
      assert.deepEqual(await seek(), { looked: 100, stopped: 0, told: 0 });
      world.now += HOUR_MS;
    }
    assert.equal(new Set(asked).size, HIRES);
  });

  it('are left to the next run while Flatchr is down, and one failure is none', async () => {
    const down = setUp({ fails: (request) => request > 10 });
    assert.deepEqual(await down.seek(), { looked: 10, stopped: 0, told: 0 });
    assert.equal(down.requests(), 13);
    assert.equal((await setUp({ fails: (request) => request === 10 }).seek()).looked, 99);
  });
});
