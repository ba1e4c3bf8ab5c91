import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import { EraseRefusedError, eraseHires, hiresOf } from '../../src/client/erasure.js';
import { createReconciliations } from '../../src/client/reconciliations.js';
import { createEncryptionCodec, type EncryptionCodec } from '../../src/encryption/codec.js';
import { started } from '../histories/ways/way.js';
import { KEY } from '../support/encryption.js';
import { ownTemporal, type OwnTemporal } from '../support/own-temporal.js';
import { personOf, plant, readable } from '../support/planted.js';
import { Rig } from '../support/rig.js';

/** Numbers of planted persons: of every kind of end. 5 has two hires, 9 none but a refused body. */
const ERASED = [0, 2, 5, 6, 8, 11] as const;
const KEPT = [1, 3] as const;
const BY = { by: 'Anna', reason: 'asked for' };

const { Payload: PayloadBytes } = proto.temporal.api.common.v1;

describe('a person who is erased', function () {
  this.timeout(180_000);
  let own: OwnTemporal;
  let rig: Rig;
  let folder: string;
  let keyFile: string;
  const erasedIds: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'erased-'));
    keyFile = join(folder, 'key');
    writeFileSync(keyFile, KEY.key);
    own = await ownTemporal();
    rig = await Rig.start({ temporal: own });
    await plant(rig, 9);
    for (const number of ERASED) erasedIds.push(...(await hiresOf(rig.client, emailOf(number))), ...(await hiresByName(number)));
  });
  after(async () => {
    await rig.stop();
    await own.stop();
    rmSync(folder, { recursive: true });
  });

  const deps = () => ({ client: rig.client, taskQueue: rig.connection, keys: [{ ...KEY, keyFile }] });
  const stored = () => {
    const store = dirname(own.file);
    const files = readdirSync(store).filter((name) => name.startsWith('temporal.'));
    return Buffer.concat(files.map((name) => readIfThere(join(store, name))));
  };

  async function hiresByName(number: number): Promise<string[]> {
    const { firstname, lastname } = personOf(number);
    const found = await rig.hires.list({ connection: rig.connection, limit: 100 });
    return found.filter(({ person }) => person === `${firstname} ${lastname}`).map(({ id }) => id);
  }

  it('is found by an address, with every hire', async () => {
    assert.equal((await hiresOf(rig.client, emailOf(5).toUpperCase())).length, 2);
    assert.deepEqual(await hiresOf(rig.client, 'nobody@example.org'), []);
  });

  it('is not erased while a hire is open', async () => {
    const [open = ''] = await hiresByName(3);
    await assert.rejects(eraseHires(deps(), [open], BY), (error: unknown) => {
      assert.ok(error instanceof EraseRefusedError);
      assert.match(error.message, /is open\. Remedy: npx hire abandon/);
      return true;
    });
    assert.equal(readFileSync(keyFile, 'utf8'), KEY.key);
  });

  it('can be read in no byte of the store any more, also with the keys at hand, nor after a restart; others can', async () => {
    const before = stored();
    const withOld = await decrypted(before, createEncryptionCodec([KEY]));
    for (const number of [...ERASED, ...KEPT]) assert.notDeepEqual(readable(withOld, marksOf(number)), [], `person ${number} was there`);

    const { hires, executions, keys } = await eraseHires(deps(), [...new Set(erasedIds)], BY);
    assert.deepEqual([...hires].toSorted(), [...new Set(erasedIds)].toSorted());
    assert.ok(executions > hires.length);
    assert.deepEqual(keys, { written: [KEY.id], toConfigure: [] });

    const left = createEncryptionCodec([{ ...KEY, key: readFileSync(keyFile, 'utf8') }]);
    const look = async (when: string, bytes: Buffer) => {
      const all = Buffer.concat([bytes, await decrypted(bytes, left)]);
      for (const number of ERASED) assert.deepEqual(readable(all, marksOf(number)), [], `person ${number} ${when}`);
      for (const number of KEPT) assert.notDeepEqual(readable(all, marksOf(number)), [], `person ${number} ${when}`);
    };
    await look('in a copy made before', before);
    await look('in the store', stored());
    await own.kill();
    await look('after a restart', stored());
    for (const id of erasedIds) await assert.rejects(rig.handle(id).describe(), { name: 'WorkflowNotFoundError' });
  });

  it('is known by the tombstone: no webhook, no message and no comparison begins a hire again', async () => {
    const [id = ''] = erasedIds;
    await assert.rejects(rig.hires.state(id), {
      name: 'HireNotFoundError',
      message: `${id}: was erased; nothing can be done with it any more`,
    });
    const applicant = id.split('/').at(-1) ?? '';
    assert.deepEqual(await rig.hires.start({ connection: rig.connection, applicant, candidate: {}, vacancy: {} }), {
      hire: id,
      started: false,
      outcome: 'erased',
    });
    await createReconciliations(rig.client, rig.connection).start(rig.connection);
    const result = await createReconciliations(rig.client, rig.connection).result(rig.connection);
    assert.deepEqual(result?.found, []);
    assert.ok((result?.hired ?? 0) > ERASED.length);
    for (const one of erasedIds) await assert.rejects(rig.handle(one).describe(), { name: 'WorkflowNotFoundError' });
  });

  it('can be erased once more, as when an erasure was cut off', async () => {
    const { tombstones } = await eraseHires(deps(), [erasedIds[0] ?? ''], BY);
    assert.ok(tombstones.length >= 1);
    await assert.rejects(eraseHires(deps(), [`hire/${rig.connection}/999999`], BY), { name: 'HireNotFoundError' });
  });

  it('goes by the retention of a status, too, and may then be hired anew', async () => {
    const [created = ''] = await hiresByName(1);
    const [waiting = ''] = await hiresByName(3);
    await rig.stopWorker();
    await rig.startWorker({ ...rig.config, retention: { created: 1 } });
    const erased = await (await started(rig, 'retention', { connection: rig.connection })).result();
    assert.ok(Number(erased) >= 1);
    await assert.rejects(rig.handle(created).describe(), { name: 'WorkflowNotFoundError' });
    await rig.handle(waiting).describe();

    const applicant = created.split('/').at(-1) ?? '';
    const taken = await rig.hires.start({ connection: rig.connection, applicant, candidate: {}, vacancy: {} });
    assert.deepEqual(taken, { hire: created, started: true, outcome: 'started' });
  });
});

/** A journal of SQLite's comes and goes. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (file.endsWith('-journal')) return Buffer.alloc(0);
    throw error;
  }
}

function emailOf(number: number): string {
  return personOf(number).email ?? '';
}

/** What tells one planted person from the others. */
function marksOf(number: number): Record<string, string> {
  const { firstname, lastname } = personOf(number);
  return { 'first name': `${firstname} `, 'last name': `${lastname}"`, address: emailOf(number) };
}

/** All that a key reads in raw bytes, wherever a payload begins. */
async function decrypted(bytes: Buffer, codec: EncryptionCodec): Promise<Buffer> {
  const texts: Uint8Array[] = [];
  const mark = Buffer.from('binary/encrypted');
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    const payload = payloadAround(bytes, at);
    if (payload)
      texts.push(
        await codec.decode([payload]).then(
          ([plain]) => plain?.data ?? new Uint8Array(),
          () => new Uint8Array(),
        ),
      );
  }
  return Buffer.concat(texts.flatMap((text) => [text, Buffer.from('\n')]));
}

/** A payload whose encoding stands at a place: metadata, in any order, and data behind them. */
function payloadAround(bytes: Buffer, at: number): Payload | undefined {
  for (let start = at; start > at - 150 && start >= 0; start--) {
    const end = bytes[start] === 0x0a ? endOfPayload(bytes, start) : undefined;
    if (end === undefined || end <= at) continue;
    try {
      const { metadata, data } = PayloadBytes.decode(bytes.subarray(start, end));
      if (metadata['encryption-key-id'] && metadata['encoding']) return { metadata, data };
    } catch {
      // it only looked like one
    }
  }
  return undefined;
}

function endOfPayload(bytes: Buffer, start: number): number | undefined {
  for (let at = start; ;) {
    const tag = bytes[at];
    if (tag !== 0x0a && tag !== 0x12) return undefined;
    let length = 0;
    let shift = 0;
    for (at += 1; ; at++) {
      const byte = bytes[at] ?? 0;
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) break;
      if (shift > 28) return undefined;
    }
    at += 1 + length;
    if (at > bytes.length) return undefined;
    if (tag === 0x12) return at;
  }
}
