import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { scheduleRetention } from '../../src/client/retention-schedules.js';

describe('schedules of the retention', () => {
  const connections = [{ id: 'acme', timeZone: 'Europe/Paris' }];

  for (const [retention, created, ended] of [
    [{ abandoned: 1_000 }, ['retention/acme'], []],
    [{}, [], ['retention/acme']],
  ] as const)
    it(`are ${created.length > 0 ? 'made where hires are erased' : 'ended where none are'}`, async () => {
      const made: string[] = [];
      const gone: string[] = [];
      const create = async ({ scheduleId }: { scheduleId: string }) => void made.push(scheduleId);
      const getHandle = (id: string) => ({ delete: async () => void gone.push(id) });
      const client = { schedule: { create, getHandle } } as unknown as Pick<Client, 'schedule'>; // the calls that it makes
      await scheduleRetention(client, { connections, retention }, { signal: new AbortController().signal, warn: assert.fail });
      assert.deepEqual([made, gone], [created, ended]);
    });
});
