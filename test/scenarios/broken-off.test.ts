import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, Rig } from '../support/rig.js';

const EVERY_MS = 300;

describe('a hire that ends in another way than its own', () => {
  let rig: Rig;
  before(
    async () => void (rig = await Rig.start({ brokenOffEveryMs: EVERY_MS, connection: (settings) => ({ ...settings, language: 'en' }) })),
  );
  after(() => rig.stop({ replays: 6 }));

  const mails = (lastname: string) => rig.sandbox.mail.messages.filter(({ subject }) => subject.includes(lastname));
  const told = (lastname: string) => mails(lastname).filter(({ subject }) => subject.includes('broken off'));

  async function waiting(lastname: string): Promise<string> {
    const id = await rig.hire({ firstname: 'Emil', lastname, vacancy: 'Developer' });
    await rig.untilProblem(id, 'missing');
    await rig.until(id, ({ story }) => story.some(({ kind }) => kind === 'told'));
    return id;
  }

  it('is told of once, and goes on when it is reopened', async () => {
    const id = await waiting('Terminated');
    await rig.handle(id).terminate('by a clumsy hand');
    const [mail] = await eventually('the notice', () => (told('Terminated').length > 0 ? told('Terminated') : undefined));
    assert.match(mail?.text ?? '', /stopped in Temporal/);
    await sleep(EVERY_MS * 4);
    assert.equal(told('Terminated').length, 1);

    assert.equal((await rig.hires.reopen(id)).started, true);
    await rig.untilProblem(id, 'missing');
    await rig.hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: 'terminated@example.org' } });
    await rig.handle(id).result();
  });

  it('by the length of its history is told of', async () => {
    const id = await waiting('Torrent');
    await rig.stopWorker(); // nobody can renew the run
    const signals = Array.from({ length: 60 }, () => rig.handle(id).signal('correction', 'x'.repeat(1_000_000)));
    await Promise.allSettled(signals);
    assert.equal((await rig.handle(id).describe()).status.name, 'TERMINATED');
    await rig.startWorker();
    await eventually('the notice', () => told('Torrent').length > 0);
  });

  it('is not told of when it ends as hires do, or goes on', async () => {
    const abandoned = await waiting('Abandoned');
    await rig.hires.correct(abandoned, { kind: 'abandon', by: 'Anna', reason: 'withdrew' });
    await rig.untilFailed(abandoned);
    const created = await rig.hire({ firstname: 'Emil', lastname: 'Created', email: 'created@example.org' });
    await rig.handle(created).result();
    await sleep(EVERY_MS * 4);
    assert.deepEqual([told('Abandoned'), told('Created')], [[], []]);
  });
});
