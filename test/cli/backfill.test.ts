import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { backfillCsv, showBackfill } from '../../src/cli/backfill.js';
import { csv } from '../../src/cli/csv.js';
import type { Backfill, BackfillRow } from '../../src/contracts/backfill.js';

const row = (change: Partial<BackfillRow>): BackfillRow => ({
  applicant: 'z7gWQnjXG77hJRak',
  person: 'Ana Petit',
  vacancy: 'Accountant',
  changedOn: '2026-09-14',
  outcome: 'create',
  why: '',
  ...change,
});
const found = (change: Partial<Backfill>): Backfill => ({
  phase: 'dry-run',
  rows: [row({ outcome: 'skip', why: 'Flatchr tells no day of its change' }), row({ outcome: 'ask', why: 'missing email' }), row({})],
  toStart: 2,
  known: 12,
  unread: 0,
  cutOff: [],
  more: false,
  ...change,
});

describe('a backfill on the terminal', () => {
  it('shows who would be created first, the counts, and the command that starts them', () => {
    const text = showBackfill(found({}), 'npx hire backfill --connection acme --since 2026-09-01');
    const lines = text.split('\n');
    assert.deepEqual(
      lines.slice(1, 4).map((line) => line.split(/\s/)[0]),
      ['create', 'ask', 'skip'],
    );
    assert.match(text, /3 hired in Flatchr and not known here: 1 create, 1 ask, 0 linked, 1 skip\. 12 more are known here already/);
    assert.match(text, /Nothing was started\..* --since 2026-09-01 --confirm 2$/);
  });

  it('says that another number was confirmed, and that nothing is to do', () => {
    assert.match(showBackfill(found({ phase: 'refused' }), 'c'), /another number was confirmed.*c --confirm 2$/);
    assert.match(showBackfill(found({ rows: [], toStart: 0 }), 'c'), /Nothing is to be started$/);
  });

  it('is CSV without a formula, whatever was typed in Flatchr', () => {
    const text = backfillCsv(found({ rows: [row({ person: '=HYPERLINK("http://x.example";"a")' }), row({ person: '@SUM(1;2), "x"' })] }));
    const [head, first, second] = text.split('\r\n');
    assert.equal(head, 'outcome,person,vacancy,changed,start,department,why,applicant');
    assert.match(first ?? '', /^create,"'=HYPERLINK\(""http/);
    assert.match(second ?? '', /^create,"'@SUM\(1;2\), ""x"""/);
  });

  it('keeps every cell, and lets none begin as a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (cells) => {
        const read = parse(csv([cells]));
        assert.equal(read.length, cells.length);
        read.forEach((one, at) => {
          assert.ok(one === cells[at] || one === `'${cells[at]}`);
          assert.doesNotMatch(one.trimStart(), /^[=+\-@]/);
        });
      }),
    );
  });
});

/** One record, read as RFC 4180 says. */
function parse(text: string): string[] {
  const cells: string[] = [];
  for (let rest = `${text},`; rest !== '';) {
    const [all = '', quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^,"]*)),/s.exec(rest) ?? assert.fail(`no cell: ${rest}`);
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    rest = rest.slice(all.length);
  }
  return cells;
}
