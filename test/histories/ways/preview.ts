import type { Rig } from '../../support/rig.js';
import { person } from './hire.js';
import { started, type Run, type Ways } from './way.js';

async function previewed(rig: Rig, email: string): Promise<Run> {
  const handle = await started(rig, 'preview', { connection: rig.connection, email });
  await handle.result();
  return { id: handle.workflowId };
}

export const preview: Ways = {
  requests: {
    async go(rig) {
      rig.sandbox.flatchr.add(person('Paula', 'Vorab'));
      return await previewed(rig, 'paula.vorab@example.org');
    },
  },
  asked: {
    connection: (settings) => ({ ...settings, defaults: {} }),
    async go(rig) {
      rig.sandbox.flatchr.add(person('Petra', 'Frage'));
      return await previewed(rig, 'petra.frage@example.org');
    },
  },
  nobody: { go: async (rig) => await previewed(rig, 'nobody@example.org') },
};
