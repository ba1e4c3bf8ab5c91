import { runTrial } from '../../../src/client/trial.js';
import type { Ways } from './way.js';

export const trial: Ways = {
  created: {
    async go(rig) {
      await runTrial(rig.client, { connection: rig.connection, production: false }, rig.connection);
      return { id: `trial/${rig.connection}` };
    },
  },
};
