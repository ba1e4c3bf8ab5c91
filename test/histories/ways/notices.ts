import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { SANDBOX_USER_TOKEN } from '../../../sandbox/sandbox.js';
import { eventually } from '../../support/rig.js';
import { failed, HURRIED, person } from './hire.js';
import { mailed, settings, started, type Way, type Ways } from './way.js';

const ADMINS = ['rh@sandbox.example', 'rh2@sandbox.example'];

export const dailyList: Ways = {
  'two-admins': {
    ...settings({ admins: ADMINS }),
    async go(rig) {
      await rig.untilProblem(await rig.drag(5002), 'missing');
      const handle = await started(rig, 'dailyList', { connection: rig.connection, admins: ADMINS });
      await handle.result();
      return { id: handle.workflowId };
    },
  },
};

/** A notice to a chat channel that answers so. */
const posted = (chat: number): Way => ({
  chat,
  async go(rig) {
    const handle = await started(rig, 'chatNotice', { connection: rig.connection, line: 'A hire waits' });
    const outcome: unknown = await handle.result().catch((error: unknown) => error);
    assert.equal(outcome instanceof WorkflowFailedError, chat >= 400);
    return { id: handle.workflowId };
  },
});

export const chatNotice: Ways = { posted: posted(200), refused: posted(404) };

const writesBack: Pick<Way, 'connection'> = {
  connection: (before) => ({ ...before, flatchr: { ...before.flatchr, writeBack: true, userToken: SANDBOX_USER_TOKEN } }),
};

/** A note at an applicant: in the way of the first attempt stands this answer of Flatchr's. */
const noted = (status: number): Way => ({
  ...writesBack,
  async go(rig) {
    rig.sandbox.faults.add({ system: 'flatchr', path: 'comment', times: 1, action: { answer: { status } } });
    const { encoded } = rig.sandbox.flatchr.add(person('Nele', 'Notiz'));
    const handle = await started(rig, 'flatchrNote', { connection: rig.connection, applicant: encoded, text: 'Created' });
    const outcome: unknown = await handle.result().catch((error: unknown) => error);
    assert.equal(outcome instanceof WorkflowFailedError, status >= 500);
    return { id: handle.workflowId };
  },
});

export const flatchrNote: Ways = { 'written-later': noted(429), unknown: noted(502) };

export const pause: Ways = {
  resumed: {
    async go(rig) {
      const handle = await started(rig, 'pause', { by: 'Anna' });
      await eventually('it is at work', async () => (await handle.describe()).historyLength >= 6);
      await handle.terminate('resumed by Anna');
      return { id: handle.workflowId };
    },
  },
};

export const change: Ways = {
  withdrawn: {
    async go(rig) {
      const { id: applicant } = rig.sandbox.flatchr.add(person('Wanda', 'Wechsel'));
      const id = await rig.drag(applicant);
      await rig.untilStatus(id, 'created');
      await rig.post(rig.sandbox.flatchr.drag(applicant, 693));
      await mailed(rig, 2);
      await eventually('it is told', async () =>
        (await rig.hires.state(id)).story.some((event) => event.kind === 'told' && event.notice === 'changed'),
      );
      return { id: `change/${id}` };
    },
  },
};

export const erased: Ways = {
  'for-good': {
    async go(rig) {
      const handle = await started(rig, 'erased');
      await eventually('it is at work', async () => (await handle.describe()).historyLength >= 6);
      await handle.terminate('recorded'); // else it stays open
      return { id: handle.workflowId };
    },
  },
};

export const retention: Ways = {
  'nothing-due': {
    async go(rig) {
      const handle = await started(rig, 'retention', { connection: rig.connection });
      await handle.result();
      return { id: handle.workflowId };
    },
  },
};

export const lastNotice: Ways = {
  expired: {
    ...settings({ correction: HURRIED }),
    async go(rig) {
      const { id } = await failed(rig, await rig.drag(5002));
      const notice = `last-notice/${id}/${(await rig.handle(id).describe()).runId}`;
      await rig.handle(notice).result();
      return { id: notice };
    },
  },
};

export const mailLink: Ways = {
  mailed: {
    async go(rig) {
      const reader = rig.links.readerOf('rh@sandbox.example');
      const handle = await started(rig, 'mailLink', { connection: rig.connection, reader }, 100);
      await handle.result();
      await mailed(rig, 1);
      return { id: handle.workflowId };
    },
  },
};

export const session: Ways = {
  lapsed: {
    async go(rig) {
      const handle = await started(rig, 'session', { lifeMs: 100 });
      await handle.result();
      return { id: handle.workflowId };
    },
  },
};

export const operatorNotice: Ways = {
  mailed: {
    async go(rig) {
      const handle = await started(rig, 'operatorNotice', { connection: rig.connection, kind: 'no-directory' });
      await handle.result();
      await mailed(rig, 1);
      return { id: handle.workflowId };
    },
  },
};

export const flatchrSide: Ways = {
  /** It stays open. */
  looked: {
    async go(rig) {
      const firstRan = new Date(Date.now() - 20 * 86_400_000).toISOString();
      rig.sandbox.flatchr.drag(5001); // and no webhook
      const handle = await started(rig, 'flatchrSide', {
        connection: rig.connection,
        columns: {},
        missed: [],
        firstRan,
        lookEveryMs: 200,
      });
      await mailed(rig, 1);
      await handle.terminate('recorded');
      return { id: handle.workflowId };
    },
  },
  missed: {
    async go(rig) {
      const handle = await started(rig, 'flatchrSide', { connection: rig.connection, columns: {}, missed: [] });
      await handle.signal('taken', { column: { name: 'Recruté', ids: ['695'] }, right: [] });
      await handle.signal('missed', { reason: 'column', name: '812', title: 'Signé' });
      await mailed(rig, 1);
      await handle.signal('missed', { reason: 'column', name: '812', title: 'Signé' });
      return { id: handle.workflowId };
    },
  },
};

export const applicant: Ways = {
  claimed: {
    async go(rig) {
      const handle = await started(rig, 'applicant', { connection: rig.connection, applicant: 'encoded0000claim', hire: 'hire/a/1474' });
      await handle.result();
      return { id: handle.workflowId };
    },
  },
};

export const refusedBody: Ways = {
  kept: {
    async go(rig) {
      const handle = await started(rig, 'refusedBody', { connection: rig.connection, reason: 'malformed', why: [], body: null });
      await handle.result();
      return { id: handle.workflowId };
    },
  },
};
