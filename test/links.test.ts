import assert from 'node:assert/strict';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createLinks, type HireLink } from '../src/links.js';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2027, 0, 4, 9);

describe('signed links', () => {
  let now = NOW;
  const links = createLinks('a secret', () => now);
  const link: HireLink = { hire: 'hire/acme/1', run: 'a-run', problem: 2, reader: links.readerOf('hr@acme.example'), follows: false };
  beforeEach(() => (now = NOW));

  it('come back as they were signed, and tell no address', async () => {
    const token = await links.sign(link);
    assert.deepEqual(await links.read(token), { kind: 'good', link: { ...link, until: NOW + 14 * DAY_MS } });
    const readable = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    assert.doesNotMatch(readable.join(), /hr|acme\.example/);
    assert.ok(token.length < 500, 'a mail program would break it');
  });

  it('expire after two weeks, those of someone who has just answered after an hour, and still tell whose they were', async () => {
    for (const [follows, life] of [
      [false, 14 * DAY_MS],
      [true, 3_600_000],
    ] as const) {
      const one = { ...link, follows };
      now = NOW;
      const token = await links.sign(one);
      now = NOW + life - 1_000;
      assert.equal((await links.read(token)).kind, 'good');
      now = NOW + life + 1_000;
      assert.deepEqual(await links.read(token), { kind: 'expired', link: { ...one, until: NOW + life } });
    }
  });

  it('end, signed again from one that was signed before, when that does', async () => {
    const read = await links.read(await links.sign({ ...link, session: 'a-session' }));
    assert.ok(read.kind === 'good');
    now += DAY_MS;
    assert.deepEqual(await links.read(await links.sign({ ...read.link, problem: 3 })), {
      kind: 'good',
      link: { ...read.link, problem: 3 },
    });
  });

  it('open nothing when they are varied in any way: 1,000 variations', async () => {
    const token = await links.sign(link);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    const bytes = (text: string) => text.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
    let varied = 0;
    for (let i = 0; varied < 1_000; i++) {
      const at = (i * 7) % token.length;
      const letter = alphabet[(i * 31) % alphabet.length] ?? 'A';
      const others = [
        `${token.slice(0, at)}${letter}${token.slice(at + 1)}`,
        token.slice(0, at),
        token.slice(0, at) + letter + token.slice(at),
      ];
      for (const other of others) {
        // The last letter of base64url has bits that mean nothing.
        if (other.split('.').length === 3 && bytes(other).join('.') === bytes(token).join('.')) continue;
        assert.deepEqual(await links.read(other), { kind: 'bad' }, other);
        varied++;
      }
    }
  });

  it('are not taken from another secret, without a signature, or without their parts', async () => {
    assert.deepEqual(await links.read(await createLinks('another secret', () => now).sign(link)), { kind: 'bad' });
    const unsigned = new UnsecuredJWT({ ...link }).setSubject(link.hire).setExpirationTime('1h').encode();
    assert.deepEqual(await links.read(unsigned), { kind: 'bad' });
    const other = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('hire/acme/1').sign(new Uint8Array(32));
    for (const token of [other, '', '..', 'x'.repeat(5_000)]) assert.deepEqual(await links.read(token), { kind: 'bad' });
  });

  it('know a reader again however the address is written', () => {
    assert.equal(links.readerOf(' HR@acme.example'), link.reader);
    assert.notEqual(links.readerOf('it@acme.example'), link.reader);
  });
});
