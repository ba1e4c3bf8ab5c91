import { examine } from '../../../src/client/doctor.js';
import type { Ways } from './way.js';

export const doctor: Ways = {
  healthy: {
    async go(rig) {
      await examine(rig.client, rig.connection, rig.connection);
      return { id: `doctor/${rig.connection}` };
    },
  },
};
