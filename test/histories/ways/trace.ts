import { takeTrace } from '../../../src/client/trace.js';
import type { Ways } from './way.js';

export const trace: Ways = {
  taken: {
    async go(rig) {
      await takeTrace(rig.client, rig.connection, rig.connection);
      return { id: `trace/${rig.connection}` };
    },
  },
};
