import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { isReconciled, scheduleReconciliations } from '../../src/client/reconciliation-schedules.js';

const acme = { id: 'acme', timeZone: 'Europe/Paris', flatchr: { apiKey: 'key' }, reconcile: { mode: 'start' } } as const;

describe('schedules of the reconciliations', () => {
  it('are made where there is a key, and ended where there is none, or it is switched off', async () => {
    const created: { scheduleId: string; state: object; policies: object }[] = [];
    const ended: string[] = [];
    const create = async (options: (typeof created)[number]) => void created.push(options);
    const getHandle = (id: string) => ({ delete: async () => void ended.push(id) });
    const client = { schedule: { create, getHandle } } as unknown as Pick<Client, 'schedule'>; // the calls that it makes
    const connections = [
      acme,
      { ...acme, id: 'keyless', flatchr: { apiKey: undefined } },
      { ...acme, id: 'off', reconcile: { mode: 'off' } as const },
    ];
    await scheduleReconciliations(client, connections, { signal: new AbortController().signal, warn: assert.fail });
    assert.deepEqual(
      created.map(({ scheduleId, state, policies }) => [scheduleId, state, policies]),
      [['reconcile/acme', { triggerImmediately: true }, { overlap: 'SKIP', catchupWindow: '1h' }]],
    );
    assert.deepEqual(ended, ['reconcile/keyless', 'reconcile/off']);
    assert.deepEqual(connections.map(isReconciled), [true, false, false]);
  });

  it('say where one could not be ended', async () => {
    const warnings: string[] = [];
    const getHandle = () => ({ delete: () => Promise.reject(new Error('down')) });
    const client = { schedule: { getHandle } } as unknown as Pick<Client, 'schedule'>; // the call that it makes
    const keyless = { ...acme, flatchr: { apiKey: undefined } };
    await scheduleReconciliations(client, [keyless], { signal: new AbortController().signal, warn: (message) => warnings.push(message) });
    assert.equal(warnings.length, 1);
  });
});
