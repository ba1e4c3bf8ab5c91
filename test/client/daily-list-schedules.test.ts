import assert from 'node:assert/strict';
import { ScheduleAlreadyRunning, type Client } from '@temporalio/client';
import { scheduleDailyLists } from '../../src/client/daily-list-schedules.js';
import { NO_PAGES } from '../support/web.js';

const CONNECTIONS = ['acme', 'globex', 'initech'].map((id) => ({ ...NO_PAGES.connection, id, admins: [`hr@${id}.example`] }));

/** A Temporal that refuses some schedules for a while, as a cluster does that does not know the search attributes yet. */
function temporal(refusals: Record<string, number>, refusal = () => new Error('no mapping defined for search attribute HireConnection')) {
  const created: string[] = [];
  const updated: string[] = [];
  const create = async ({ scheduleId }: { scheduleId: string }) => {
    const left = refusals[scheduleId] ?? 0;
    if (left === 0) return void created.push(scheduleId);
    refusals[scheduleId] = left - 1;
    throw refusal();
  };
  const getHandle = (id: string) => ({ update: async () => void updated.push(id) });
  // the two calls that it makes
  return { client: { schedule: { create, getHandle } } as unknown as Pick<Client, 'schedule'>, created, updated };
}

describe('schedules of the daily lists', () => {
  let pauses: number[];
  let warnings: string[];
  let stop: AbortController;
  beforeEach(() => {
    pauses = [];
    warnings = [];
    stop = new AbortController();
  });
  const schedule = (client: Pick<Client, 'schedule'>) =>
    scheduleDailyLists(client, CONNECTIONS, {
      signal: stop.signal,
      warn: (message) => warnings.push(message),
      sleep: async (ms) => {
        pauses.push(ms);
        if (pauses.length > 40) stop.abort();
      },
    });

  it('are tried again until they hold, without a word when that is soon', async () => {
    const { client, created } = temporal({ 'daily-list/acme': 1, 'daily-list/globex': 3 });
    await schedule(client);
    assert.deepEqual(created.toSorted(), ['daily-list/acme', 'daily-list/globex', 'daily-list/initech']);
    assert.deepEqual(
      pauses.toSorted((a, b) => a - b),
      [200, 200, 400, 800],
    );
    assert.deepEqual(warnings, []);
  });

  it('are made although that of another connection never can be; a person hears of that one once', async () => {
    const { client, created } = temporal({ 'daily-list/acme': Infinity });
    await schedule(client);
    assert.deepEqual(created, ['daily-list/globex', 'daily-list/initech']);
    assert.equal(Math.max(...pauses), 60_000);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /^The daily list of acme is not scheduled yet \(no mapping defined.*\): it is tried again every minute$/);
  });

  it('that held at last are reported where their delay was', async () => {
    const { client } = temporal({ 'daily-list/acme': 12 });
    await schedule(client);
    assert.equal(warnings.length, 2);
    assert.equal(warnings[1], 'The daily list of acme is scheduled now');
  });

  it('are brought up to date where they are', async () => {
    const { client, created, updated } = temporal(
      { 'daily-list/acme': 1 },
      () => new ScheduleAlreadyRunning('already there', 'daily-list/acme'),
    );
    await schedule(client);
    assert.deepEqual([created.length, updated], [2, ['daily-list/acme']]);
    assert.deepEqual(pauses, []);
  });
});
