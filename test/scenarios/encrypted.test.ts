import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from '@temporalio/client';
import { HireClient } from '../../src/client.js';
import { dataConverterOf } from '../../src/encryption/data-converter.js';
import { started } from '../histories/ways/way.js';
import { ownTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { plant, PLANTS, readable } from '../support/planted.js';
import { eventually, Rig } from '../support/rig.js';
import { sdkLog } from '../support/temporal.js';

const keyOf = (id: string) => ({ id, key: Buffer.alloc(32, id).toString('base64') });
const [FIRST, SECOND, THIRD] = [keyOf('first'), keyOf('second'), keyOf('third')];
const converter = (...keys: (typeof FIRST)[]) => dataConverterOf({ encryption: { keys } });

describe('what Temporal stores', function () {
  this.timeout(120_000);

  describe('of 20 hires of all kinds', () => {
    let own: OwnTemporal;
    let rig: Rig;
    before(async () => {
      own = await ownTemporal();
      rig = await Rig.start({ temporal: own, brokenOffEveryMs: 500 });
      await plant(rig, 17); // and three more
    });
    after(async () => {
      await rig.stop({ replays: 20 });
      await own.stop();
    });

    it('lets nobody be read: not in the data base, its journals, the logs or the envelopes of the mails', () => {
      const { messages } = rig.sandbox.mail;
      const folder = dirname(own.file);
      const files = readdirSync(folder).filter((name) => name.startsWith('temporal.'));
      const places = {
        ...Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])),
        "the web process's log": Buffer.from(rig.log.join('\n')),
        "the worker's log": Buffer.from(sdkLog.join('\n')),
        'an envelope': Buffer.from(JSON.stringify(messages.map(({ from, to, messageId }) => ({ from, to, messageId })))),
      };
      const found = Object.entries(places).flatMap(([where, bytes]) => readable(bytes).map((what) => `${what} in ${where}`));
      assert.deepEqual(found, []);

      // It would be found: where it belongs, and what may stand in clear.
      const mailbox = readable(Buffer.from(JSON.stringify(messages)));
      for (const what of ['a first name', 'a last name', "Lucca's words"]) assert.ok(mailbox.includes(what), what);
      const stored = Buffer.concat(files.map((name) => readFileSync(join(folder, name))));
      assert.deepEqual(readable(stored, { id: rig.connection }), ['id']);
    });

    it('is shown by lists and by a hire all the same', async () => {
      const waiting = await rig.hires.list({ connection: rig.connection, status: 'awaiting-correction', limit: 50 });
      assert.ok(waiting.length >= 4);
      for (const { id, person, problem } of waiting) {
        assert.match(person, new RegExp(`^${PLANTS['a first name']}\\w+ ${PLANTS['a last name']}\\w+$`));
        assert.ok(problem);
        assert.match(await rig.currentDetails(id), /^\*\*awaiting-correction\*\*/);
      }
    });

    it('is no payload in clear: neither in a history, a memo, a schedule, a query nor a failure', async () => {
      await started(rig, 'dailyList', { connection: rig.connection, admins: ['hr@acme.example'] });
      let failures = 0;
      for await (const { workflowId, runId, raw } of rig.client.workflow.list({ query: `HireConnection = '${rig.connection}'` })) {
        const handle = rig.client.workflow.getHandle(workflowId, runId);
        const all = [raw, (await handle.describe()).raw, await handle.fetchHistory()];
        assert.deepEqual(inClear(all), [], workflowId);
        for (const failure of failuresIn(all)) {
          failures++;
          assert.deepEqual({ message: failure.message, stackTrace: failure.stackTrace }, { message: 'Encoded failure', stackTrace: '' });
        }
      }
      assert.ok(failures >= 5, `${failures} failures would prove little`);

      const [waiting] = await rig.hires.list({ connection: rig.connection, status: 'awaiting-correction', limit: 1 });
      assert.ok(waiting);
      for (const queryType of ['state', '__temporal_workflow_metadata']) {
        const answer = await rawAnswer(rig.client, waiting.id, queryType);
        assert.equal(payloadsIn(answer).length, 1);
        assert.deepEqual(inClear(answer), [], queryType);
      }
    });
  });

  /** Hires that wait for an e-mail address. @returns their ids. */
  async function waiting(rig: Rig, count: number, lastname: string): Promise<string[]> {
    const ids = await Promise.all(
      Array.from({ length: count }, (_, n) => rig.hire({ firstname: 'Rita', lastname: `${lastname} ${String.fromCodePoint(65 + n)}` })),
    );
    for (const id of ids) await rig.untilProblem(id, 'missing');
    return ids;
  }

  /** What a web process, or an operator, with these keys does. */
  function hiresWith(rig: Rig, ...keys: (typeof FIRST)[]): HireClient {
    const { connection, options } = rig.client;
    return new HireClient(new Client({ connection, namespace: options.namespace, dataConverter: converter(...keys) }), rig.connection);
  }

  const answer = (hires: HireClient, id: string) =>
    hires.correct(id, { kind: 'fields', by: 'Anna', fields: { email: `${id.split('/').at(-1)}@example.org` } });

  it('can be read while keys are replaced, twice, and no hire that waits is lost', async () => {
    const all = converter(FIRST, SECOND, THIRD);
    const rig = await Rig.start({ dataConverter: all });
    const workWith = async (...keys: (typeof FIRST)[]) => {
      await rig.stopWorker();
      await rig.startWorker(rig.config, converter(...keys));
    };
    await workWith(FIRST);
    const ids = await waiting(rig, 2, 'First');
    await workWith(SECOND, FIRST);
    ids.push(...(await waiting(rig, 2, 'Second')));
    await answer(hiresWith(rig, SECOND, FIRST), ids[0]!);
    await rig.untilStatus(ids[0]!, 'created');
    await workWith(THIRD, SECOND, FIRST);
    ids.push(...(await waiting(rig, 1, 'Third')));
    for (const id of ids.slice(1)) await answer(hiresWith(rig, THIRD, SECOND, FIRST), id);
    for (const id of ids) await rig.untilStatus(id, 'created');
    assert.equal(rig.sandbox.lucca.users.filter(({ firstName }) => firstName === 'Rita').length, 5);

    const used = new Set<string>();
    for (const id of ids) for (const key of keysIn(await rig.handle(id).fetchHistory())) used.add(key);
    assert.deepEqual([...used].toSorted(), ['first', 'second', 'third']);
    await rig.stop({ replays: 5 });
  });

  it('from before encryption is read as before: no hire that waits is lost', async () => {
    const rig = await Rig.start({ dataConverter: {} });
    const ids = await waiting(rig, 5, 'Before');
    await rig.stopWorker();
    await rig.startWorker(rig.config, converter(FIRST));
    const hires = hiresWith(rig, FIRST);
    assert.equal((await hires.list({ connection: rig.connection, limit: 9 })).length, 5);
    for (const id of ids) await answer(hires, id);
    for (const id of ids) await eventually(`${id} is created`, async () => (await hires.state(id)).status === 'created');
    await rig.stop({ replays: 5, dataConverter: converter(FIRST) });
  });

  it('waits for a key that is missing: nothing fails, an error names the key, and with the key the hire goes on', async () => {
    const rig = await Rig.start({ dataConverter: converter(FIRST) });
    const [id = ''] = await waiting(rig, 1, 'Missing');
    const missing = /encrypted with the key first, which is not at hand\. Remedy: put the key first back under encryption\.keys/;
    await rig.stopWorker();

    await assert.rejects(hiresWith(rig, SECOND).list({ connection: rig.connection, limit: 9 }), missing);
    await rig.startWorker(rig.config, converter(SECOND));
    const before = sdkLog.length;
    await rig.signal(id, { kind: 'fields', by: 'Anna', fields: { email: 'rita@example.org' } });
    await eventually('a task that fails', () => sdkLog.slice(before).some((line) => missing.test(line)) || undefined);
    assert.equal((await rig.handle(id).describe()).status.name, 'RUNNING');
    await rig.stopWorker();

    await rig.startWorker();
    await eventually('the hire', async () => (await rig.hires.state(id).catch(() => undefined))?.status === 'created' || undefined, 60_000);
    await rig.stop();
  });
});

/** A query's answer as it comes over the wire. */
async function rawAnswer({ workflowService, options }: Client, workflowId: string, queryType: string): Promise<unknown> {
  return await workflowService.queryWorkflow({ namespace: options.namespace, execution: { workflowId }, query: { queryType } });
}

interface StoredFailure {
  readonly message?: string;
  readonly stackTrace?: string;
}

/** The encodings of payloads that are not encrypted, with their texts. Search attributes and headers never are. */
function inClear(value: unknown): string[] {
  return payloadsIn(value)
    .map(({ metadata, data }) => [textOf(metadata['encoding']), textOf(data)] as const)
    .filter(([encoding]) => !['binary/encrypted', 'binary/null'].includes(encoding))
    .map((payload) => payload.join(': '));
}

function keysIn(value: unknown): string[] {
  return payloadsIn(value).flatMap(({ metadata }) => textOf(metadata['encryption-key-id']) || []);
}

interface StoredPayload {
  readonly metadata: Readonly<Record<string, Uint8Array | undefined>>;
  readonly data?: Uint8Array;
}

function payloadsIn(value: unknown): StoredPayload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if ('metadata' in value && typeof value.metadata === 'object' && value.metadata !== null && 'encoding' in value.metadata)
    return [value as StoredPayload];
  const entries = Object.entries(value).filter(([key]) => !/^(?:searchAttributes|header)$/.test(key));
  return entries.flatMap(([, part]: [string, unknown]) => payloadsIn(part));
}

/** Every failure that one of ours met, anywhere in a history, causes included. */
function failuresIn(value: unknown): StoredFailure[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  const ours = 'source' in value && value.source === 'TypeScriptSDK' && 'message' in value ? [value as StoredFailure] : [];
  return [...ours, ...Object.values(value).flatMap(failuresIn)];
}

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}
