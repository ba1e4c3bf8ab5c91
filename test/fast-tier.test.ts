import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { fastTests } from '../scripts/fast-tier.mjs';
import { forbidNetwork } from './support/no-network.js';

describe('the fast tier', () => {
  let files: string[];
  before(async () => {
    files = await fastTests();
  });

  it('holds the domain, the configuration and the words, whole', () => {
    const folders = ['test/hire/', 'test/config/', 'test/words/', 'test/lucca/pace/'];
    for (const folder of folders)
      assert.ok(
        files.some((file) => file.startsWith(folder)),
        folder,
      );
    assert.ok(files.length > 30, `${files.length} files: something that all of them import now opens a door`);
  });

  it('holds nothing that starts Temporal, the sandbox, a browser or a process', () => {
    const slow = /^test\/(scenarios|browser|sandbox|histories|temporal-server)\/|^test\/(start|cli)\.test/;
    assert.deepEqual(
      files.filter((file) => slow.test(file)),
      [],
    );
  });

  it('refuses a server and a connection while it runs', () => {
    const server = createServer();
    const allow = forbidNetwork();
    try {
      assert.throws(() => server.listen(0), /fast tier/);
    } finally {
      allow();
      server.close();
    }
  });
});
