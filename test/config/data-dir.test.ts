import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { keepPrivate } from '../../src/config/data-dir.js';

/** Makes and removes a journal, as a data base does with every change. */
const JOURNALS = `
  const { rmSync, writeFileSync } = require('node:fs');
  const { workerData: file, parentPort } = require('node:worker_threads');
  parentPort.postMessage('begins');
  for (;;) {
    writeFileSync(file, '');
    rmSync(file);
  }`;

describe('DATA_DIR', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'data-dir-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is its owner's alone, with what is in it already", () => {
    const file = join(folder, 'temporal.db');
    writeFileSync(file, '');
    for (const path of [folder, file]) chmodSync(path, 0o755);
    keepPrivate(folder);
    assert.deepEqual(
      [folder, file].map((path) => statSync(path).mode & 0o777),
      [0o700, 0o600],
    );
  });

  it('may lose a journal while it is looked at', async () => {
    const journals = new Worker(JOURNALS, { eval: true, workerData: join(folder, 'temporal.db-journal') });
    try {
      await new Promise((resolve) => journals.once('message', resolve));
      for (let looks = 0; looks < 3_000; looks++) keepPrivate(folder);
    } finally {
      await journals.terminate();
    }
  });
});
