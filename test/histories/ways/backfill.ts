import { runBackfill } from '../../../src/client/backfills.js';
import type { Rig } from '../../support/rig.js';
import { person } from './hire.js';
import type { Way, Ways } from './way.js';

/** So many are confirmed; left out: a dry run. */
const confirmed = (count?: number): Way => ({
  async go(rig: Rig) {
    for (const name of ['Altmann', 'Ahrens']) rig.sandbox.flatchr.drag(rig.sandbox.flatchr.add(person('Alba', name)).id);
    const since = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
    await runBackfill(rig.client, { connection: rig.connection, since, confirmed: count }, { taskQueue: rig.connection });
    const id = `backfill/${rig.connection}`;
    await rig.handle(id).result();
    return { id };
  },
});

export const backfill: Ways = { 'dry-run': confirmed(), refused: confirmed(7), started: confirmed(2) };
