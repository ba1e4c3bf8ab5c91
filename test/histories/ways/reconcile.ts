import { createReconciliations } from '../../../src/client/reconciliations.js';
import type { Ways } from './way.js';

export const reconcile: Ways = {
  started: {
    async go(rig) {
      const lost = rig.sandbox.flatchr.add({ firstname: 'Nadia', lastname: 'Perdue', email: 'nadia@home.test' });
      rig.sandbox.flatchr.drag(lost.id);
      const reconciliations = createReconciliations(rig.client, rig.connection);
      await reconciliations.start(rig.connection);
      await reconciliations.result(rig.connection);
      await rig.untilStatus(rig.id(lost.encoded), 'created');
      return { id: `reconcile/${rig.connection}` };
    },
  },
};
