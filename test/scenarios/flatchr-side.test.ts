import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createFlatchrSides, createRefusedBodies } from '../../src/client.js';
import { sandboxConfig } from '../../sandbox/config.js';
import { HIRE } from '../support/command-line.js';
import { ENCRYPTION } from '../support/encryption.js';
import { eventually, Rig } from '../support/rig.js';
import { temporal } from '../support/temporal.js';

describe("a connection's Flatchr", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({
      connection: (settings) => ({ ...settings, language: 'en', flatchr: { ...settings.flatchr, hiredColumns: ['Recruté'] } }),
    });
  });
  after(() => rig.stop({ replays: 4 }));

  /** Asks Temporal, as a web process that has just started. */
  const sides = (now?: () => number) => createFlatchrSides(rig.client, rig.connection, now);
  const refused = () => createRefusedBodies(rig.client, rig.connection);
  const mails = () => rig.sandbox.mail.messages.filter(({ to }) => to.includes('it@sandbox.example'));
  const bodyOf = (column: object, applicant?: number) => {
    const { id } = rig.sandbox.flatchr.add({ firstname: 'Ida', lastname: 'Column', email: 'ida.column@example.org', vacancy: 'Developer' });
    const body = rig.sandbox.flatchr.drag(id) as { data: { column: object; applicant_id: unknown; applicant: { id: unknown } } };
    Object.assign(body.data, { column: { ...body.data.column, ...column }, column_id: null });
    if (applicant !== undefined) body.data.applicant_id = body.data.applicant.id = applicant;
    return { id: rig.id(id), body };
  };

  it('has columns that are followed when they are renamed, also after a restart', async () => {
    const { id, body } = bodyOf({ title: 'Embauché' });
    assert.deepEqual((await rig.post(body)).body, { ignored: 'column' }, 'not seen yet');
    await rig.drag(5001);
    await eventually('the column is known', async () => (await sides().known(rig.connection)).columns['Recruté']?.includes('695'));
    const { status } = await rig.post(body);
    assert.equal(status, 202);
    await rig.untilStatus(id, 'created');
    await rig.client.workflow.getHandle(`flatchr/${rig.connection}`).terminate('by hand');
    assert.deepEqual((await sides().known(rig.connection)).columns['Recruté'], ['695', 'Nk5aMxpQ4b9GZ2Oz']);
  });

  it('tells the operators once of what is missed, and again only after it went right', async () => {
    const before = mails().length;
    const { body } = bodyOf({ id: 812, title: 'Signé' });
    for (let n = 0; n < 3; n++) assert.deepEqual(await rig.post(body), { status: 200, body: { ignored: 'column' } });
    const [mail] = await eventually('the mail', () => (mails().length > before ? mails().slice(before) : undefined));
    assert.match(mail?.subject ?? '', /not taken over/);
    assert.match(mail?.text ?? '', /Signé.*812/s);
    assert.doesNotMatch(mail?.text ?? '', /Ida|example\.org/);

    const missed = { reason: 'column', name: '812', title: 'Signé' } as const;
    await sides().missed(rig.connection, missed);
    await sides().taken(rig.connection, { right: ['column 812'] });
    await eventually('it went right', async () => !(await sides().known(rig.connection)).missed.includes('column 812'));
    await sides().missed(rig.connection, missed);
    await eventually('the second mail', () => mails().length >= before + 2);
    assert.equal(new Set(mails().map(({ messageId }) => messageId)).size, mails().length);
    assert.equal(mails().length, before + 2);
  });

  it('says nothing to Temporal that is not new, and asks it once in a burst', async () => {
    let now = 0;
    const one = sides(() => now);
    await one.known(rig.connection);
    const handle = rig.client.workflow.getHandle(`flatchr/${rig.connection}`);
    const signals = async () =>
      (await handle.fetchHistory()).events?.filter((event) => event.workflowExecutionSignaledEventAttributes).length;
    const before = await signals();
    for (let n = 0; n < 5; n++) await one.taken(rig.connection, { column: { name: 'Recruté', ids: ['695'] }, right: ['company 60'] });
    assert.equal(await signals(), before);
    now = 60_000;
    await one.taken(rig.connection, { column: { name: 'Recruté', ids: ['700'] }, right: [] });
    await eventually('the new id', async () => (await sides().known(rig.connection)).columns['Recruté']?.includes('700'));
    assert.deepEqual((await one.known(rig.connection)).columns['Recruté'], ['700']);
  });

  it('is looked at when it is silent: the operators hear once that hires are shown and no webhook comes', async () => {
    const since = new Date(Date.now() - 20 * 86_400_000).toISOString();
    const { id } = rig.sandbox.flatchr.add({ firstname: 'Simon', lastname: 'Silent', email: 'simon@example.org', vacancy: 'Developer' });
    rig.sandbox.flatchr.drag(id); // and no webhook
    const quiet = () => mails().filter(({ subject }) => subject.startsWith('Nothing has come'));
    const handle = await rig.client.workflow.start('flatchrSide', {
      workflowId: `flatchr/${rig.connection}/silent`,
      taskQueue: rig.connection,
      args: [{ connection: rig.connection, columns: {}, missed: [], firstRan: since, lookEveryMs: 200 }],
    });
    const looks = async () => (await handle.fetchHistory()).events?.filter((event) => event.timerFiredEventAttributes).length ?? 0;
    await eventually('the mail', () => quiet().length === 1);
    const before = await looks();
    await eventually('further looks', async () => (await looks()) > before + 2);
    assert.equal(quiet().length, 1);
    assert.match(quiet()[0]?.text ?? '', /Marketplace › Webhooks/);
    assert.doesNotMatch(quiet()[0]?.text ?? '', /Silent/);
    await handle.signal('taken', { right: [], heardAt: new Date().toISOString() });
    await eventually('it is heard', async () => {
      const { memo } = await handle.describe();
      return ((memo?.['missed'] ?? []) as string[]).length === 0; // Temporal drops what is empty
    });
    await handle.terminate('seen');
  });

  it('is heard once a day, whatever its webhooks hold', async () => {
    await rig.post({ event: 'new_applicant', data: {} });
    await eventually('it is heard', async () => (await sides().known(rig.connection)).heardAt !== undefined);
  });

  describe('sends bodies that become no hire', function () {
    this.timeout(60_000); // the command line starts several times

    const cli = async (config: object, ...args: string[]) => {
      const path = join(mkdtempSync(join(tmpdir(), 'refused-')), 'connector.yaml');
      writeFileSync(path, JSON.stringify({ ...config, encryption: ENCRYPTION, temporal: { address: (await temporal()).address } }));
      // Not in its stead: the worker of this test runs in this process.
      const child = spawn(process.execPath, [...HIRE, 'refused', ...args], {
        env: { ...process.env, CONNECTOR_CONFIG: path },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      return { stdout, stderr, status: status as unknown };
    };
    const config = (hiredColumns: string[]) => {
      const [first] = sandboxConfig(rig.sandbox, 'http://localhost').connections;
      assert.ok(first);
      return {
        ...sandboxConfig(rig.sandbox, 'http://localhost'),
        connections: [{ ...first, id: rig.connection, flatchr: { ...first.flatchr, hiredColumns } }],
      };
    };

    it('which are listed, and sent in again once they can be read', async () => {
      const { body } = bodyOf({ id: 900, title: 'Arrivé' }, 90_900);
      assert.equal((await rig.post(body)).status, 200);
      const listed = await eventually('it is listed', async () =>
        (await refused().list(rig.connection)).find(({ why }) => /Arrivé/.test(why.join())),
      );
      const list = await cli(config(['Recruté']), '--connection', rig.connection, '--json');
      assert.ok(
        (JSON.parse(list.stdout) as { id: string }[]).some(({ id }) => id === listed.id),
        list.stderr,
      );
      assert.doesNotMatch(list.stdout, /Ida|example\.org/);

      const still = await cli(config(['Recruté']), '--send', listed.id);
      assert.deepEqual([still.status, /still not the configured one/.test(still.stderr)], [1, true], still.stderr);
      const sent = await cli(config(['Arrivé']), '--send', listed.id, '--json');
      assert.deepEqual(JSON.parse(sent.stdout), { hire: rig.id(90_900), started: true, outcome: 'started' }, sent.stderr);
      const again = await cli(config(['Arrivé']), '--send', listed.id, '--json');
      assert.equal((JSON.parse(again.stdout) as { started: boolean }).started, false, again.stderr);
      await rig.client.workflow.getHandle(rig.id(90_900)).terminate('no worker of this test has its task queue');
    });

    it('and says of what cannot be read what is wrong with it', async () => {
      const { body } = bodyOf({});
      Object.assign(body.data, { applicant_id: 'a/b', applicant: null });
      const { status, body: answer } = await rig.post(body);
      const { kept } = answer as { kept: string };
      assert.equal(status, 400);
      await eventually('it is kept', async () =>
        refused()
          .read(kept)
          .catch(() => undefined),
      );
      const { stderr } = await cli(config(['Recruté']), '--send', kept);
      assert.match(stderr, /data\.applicant_id: must be an id/);
      assert.equal((await refused().read(kept)).reason, 'malformed');
      await assert.rejects(refused().read(rig.id(5001)), { name: 'HireNotFoundError' });
    });

    it('but no more than a hundred a day', async () => {
      let now = 0;
      const bodies = createRefusedBodies(rig.client, rig.connection, () => now);
      const keep = () => bodies.keep({ connection: rig.connection, reason: 'malformed', why: [], body: null });
      const ids = await Promise.all(Array.from({ length: 103 }, keep));
      assert.equal(ids.filter(Boolean).length, 100);
      now = 86_400_000;
      assert.ok(await keep());
      await eventually('a hundred are listed', async () => (await bodies.list(rig.connection)).length === 100);
    });
  });
});
