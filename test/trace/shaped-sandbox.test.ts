import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitted } from '../../sandbox/fitting.js';
import { readTrace } from '../../sandbox/shaping.js';
import { shapeOf } from '../../src/trace/shape.js';

describe('a sandbox from a trace', () => {
  it('takes what hire trace writes, and says of anything else which file it is and why', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'trace-')), 'trace.json');
    writeFileSync(path, JSON.stringify({ connector: '0.1.0', lucca: { calls: [], failed: [] }, flatchr: { calls: [], failed: [] } }));
    assert.deepEqual(readTrace(path).lucca.calls, []);
    for (const wrong of ['', '{}', '[]', '{"lucca":{"calls":1},"flatchr":{"calls":[]}}']) {
      writeFileSync(path, wrong);
      assert.throws(
        () => readTrace(path),
        (error) => error instanceof Error && error.message.includes(`SANDBOX_TRACE: ${path} is no trace`),
      );
    }
  });

  it('invents what an account always has and the sandbox lacks, of the type that was seen', () => {
    const shape = shapeOf({ id: 'G6KzqPnNLyp31m0l', since: '2020-05-06T07:08:09Z', number: 123, on: true, list: [{ a: 1 }], none: null });
    assert.deepEqual(fitted({}, shape), {
      id: 'x'.repeat(16),
      since: '2027-01-04T00:00:00Z',
      number: 100,
      on: false,
      list: [{ a: 1 }],
      none: null,
    });
  });
});
