import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditLog, type AuditOptions } from '../../src/audit/audit-log.js';
import { deedOf } from '../../src/audit/deed-of.js';
import type { AuditEvent } from '../../src/audit/entry.js';
import { filesIn, readTrail } from '../../src/audit/trail.js';
import { entriesOf, showEntries, showVerified } from '../../src/cli/audit.js';
import { createLinks } from '../../src/links.js';
const DAY_MS = 24 * 3_600_000;
const HIRE = 'hire/acme/1474';

describe('the audit trail', () => {
  const digestOf = (name: string) => createLinks('a secret').readerOf(name);
  let folder: string;
  let now: number;
  let errors: unknown[];
  let processes: number;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'audit-')), 'trail');
    now = Date.UTC(2027, 0, 4, 9);
    errors = [];
    processes = 0;
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  const begin = (role: string, options: Partial<AuditOptions> = {}) =>
    createAuditLog({
      to: folder,
      role,
      digestOf,
      now: () => now++,
      nonce: `p${processes++}`,
      onError: (error) => errors.push(error),
      ...options,
    });
  const answered = (hire = HIRE): AuditEvent => ({
    what: 'answered',
    answer: 'fields',
    fields: ['department'],
    hire,
    by: { kind: 'mail-link', name: 'Hr@acme.example ' },
  });
  const files = () => readdirSync(folder).sort();
  const lines = (index = 0) => readFileSync(join(folder, files()[index]!), 'utf8').split('\n').slice(0, -1);
  const rewrite = (changed: string[], index = 0) =>
    writeFileSync(join(folder, files()[index]!), changed.map((line) => `${line}\n`).join(''));
  const faults = () => readTrail(filesIn(folder)).faults.map(({ line, what }) => `${line} ${what}`);

  it('tells who, what, when and on which hire, for its owner alone, and nobody by name', () => {
    assert.equal(begin('web').write(answered()), true);
    const { entries, faults, torn } = readTrail(filesIn(folder));
    assert.deepEqual([faults, torn], [[], []]);
    const { at, what, by, hire, ...rest } = entries.at(-1)!;
    assert.deepEqual(
      { at, what, by, hire, fields: rest['fields'] },
      {
        at: '2027-01-04T09:00:00.001Z',
        what: 'answered',
        by: { kind: 'mail-link', digest: digestOf('hr@acme.example') },
        hire: HIRE,
        fields: ['department'],
      },
    );
    assert.doesNotMatch(lines().join(), /acme\.example/i);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, files()[0]!)).mode & 0o777, 0o600);
  });

  it('is one chain for each process, that goes on from file to file: by day and by size', () => {
    const web = begin('web', { maxBytes: 1500 });
    const worker = begin('worker');
    for (let index = 0; index < 6; index++) web.write(answered());
    worker.write(answered());
    now += DAY_MS;
    web.write(answered());
    worker.write(answered());
    assert.deepEqual(
      files().map((name) => name.replace(/-2027\d+T\d+Z/, '')),
      ['web-p0.000001.jsonl', 'web-p0.000002.jsonl', 'web-p0.000003.jsonl', 'worker-p1.000001.jsonl', 'worker-p1.000002.jsonl'],
    );
    assert.deepEqual(faults(), []);
    assert.equal(readTrail(filesIn(folder)).heads.length, 2);
  });

  it('shows what was changed, taken out, moved, put in, or taken from the beginning', () => {
    const web = begin('web');
    for (const hire of [1, 2, 3, 4]) web.write(answered(`hire/acme/${hire}`));
    const [opened, one, two, three, four] = lines() as [string, string, string, string, string];
    const audit = /"audit":"([^"]+)"/.exec(opened)![1];
    const broken = (n: number) => `does not follow entry ${n} of ${audit}: lines were taken out, put in or moved`;
    const expected = new Map<string[], string[]>([
      [
        [opened, one, two.replace('department', 'department2'), three, four],
        ['3 was changed', `4 ${broken(2)}`],
      ],
      [[opened, one, three, four], [`3 ${broken(2)}`]],
      [
        [opened, two, one, three, four],
        [`2 ${broken(1)}`, `3 ${broken(3)}`, `4 ${broken(2)}`],
      ],
      [[opened, one, one, two, three, four], [`3 ${broken(2)}`]],
      [[one, two, three, four], [`1 ${broken(0)}`]],
      [[opened, one, 'x', two, three, four], ['3 is no line of an audit trail']],
    ]);
    for (const [changed, found] of expected) {
      rewrite(changed);
      assert.deepEqual(faults(), found);
    }
    rewrite([opened, one, two, three, four]);
    assert.deepEqual(faults(), []);
  });

  it('shows that an end was cut or a chain is gone, once a later file has named it', () => {
    const web = begin('web');
    web.write(answered());
    web.write(answered());
    const all = lines();
    rewrite(all.slice(0, -1));
    assert.deepEqual(faults(), [], 'nobody knows of it yet');
    rewrite(all);
    begin('worker').write(answered());
    rewrite(all.slice(0, -1));
    assert.match(faults().join(), /^1 has seen entry 3 of web-\S+, which is gone or another now$/);
    rmSync(join(folder, files()[0]!));
    assert.match(faults().join(), /has seen entry 3 of web/);
  });

  it('names each end once: one call of the command line after the other makes a chain of files', () => {
    for (let index = 0; index < 5; index++) begin('cli').write(answered());
    const seen = readTrail(filesIn(folder)).entries.flatMap((entry) => (entry.seen ? [entry.seen.length] : []));
    assert.deepEqual(seen, [0, 1, 1, 1, 1]);
  });

  it('says so when it cannot write, and goes on in another file: a torn line harms nothing', () => {
    const web = begin('web');
    web.write(answered());
    const [file] = files();
    appendFileSync(join(folder, file!), '{"audit":"torn'); // by a disk that was full
    now += DAY_MS;
    assert.equal(web.write(answered()), true);
    const { faults, torn, entries } = readTrail(filesIn(folder));
    assert.deepEqual([faults, torn.length, entries.length], [[], 1, 4]);

    const today = files().at(-1)!;
    rmSync(join(folder, today));
    mkdirSync(join(folder, today));
    assert.equal(web.write(answered()), false, 'its file cannot be written');
    assert.equal(web.write(answered()), true);
    assert.equal(files().at(-1), today.replace('000002', '000003'));

    writeFileSync(join(folder, '..', 'no-folder'), '');
    const nowhere = begin('web', { to: join(folder, '..', 'no-folder') });
    assert.equal(nowhere.write(answered()), false);
    assert.equal(errors.length, 2);
  });

  it('can be printed among other lines, and read from there', () => {
    const printed: string[] = ['{"level":30,"msg":"something else"}\n'];
    const web = begin('web', { to: (line) => void printed.push(line) });
    const worker = begin('worker', { to: (line) => void printed.push(line) });
    for (const log of [web, worker, web]) log.write(answered());
    const file = join(folder, '..', 'log');
    writeFileSync(file, printed.join(''));
    const { faults, entries } = readTrail([file], { lenient: true });
    assert.deepEqual([faults, entries.length], [[], 3]);
    writeFileSync(file, printed.filter((_line, index) => index !== 1).join(''));
    assert.equal(readTrail([file], { lenient: true }).faults.length, 1);
  });

  it('is asked by hire and by name, and tells a repeat', () => {
    const web = begin('web');
    web.write({ ...answered(), id: 'run:1' });
    web.write({ ...answered(), id: 'run:1' });
    web.write({ ...answered('hire/acme/1475'), by: { kind: 'cli', name: 'root' } });
    const trail = readTrail(filesIn(folder));
    assert.deepEqual(
      entriesOf(trail, { hire: HIRE }).map(({ what, repeat }) => [what, repeat]),
      [
        ['answered', undefined],
        ['answered', true],
      ],
    );
    assert.equal(entriesOf(trail, { digest: digestOf(' HR@acme.example') }).length, 2);
    assert.equal(entriesOf(trail, { digest: createLinks('another').readerOf('hr@acme.example') }).length, 0);
    assert.match(
      showEntries(entriesOf(trail, {})),
      /hire\/acme\/1474 {2}answered {2}by mail-link:\S{16} {2}answer=fields {2}fields=department {2}\(repeat\)/,
    );
    assert.match(showVerified(trail), /^4 entries are as they were written/);
  });

  it('tells which fields were answered, and none of their values', () => {
    const correction = {
      kind: 'fields',
      by: 'hr@acme.example',
      via: 'session',
      fields: { email: 'zoe@example.org', login: 'zoe' },
    } as const;
    assert.deepEqual(deedOf({ kind: 'answered', correction, problem: 2 }), {
      what: 'answered',
      answer: 'fields',
      problem: 2,
      fields: ['email', 'login'],
      by: { kind: 'session', name: 'hr@acme.example' },
    });
    const reason = { kind: 'abandon', by: 'x', reason: 'Zoé Zimmer has withdrawn' } as const;
    assert.doesNotMatch(JSON.stringify(deedOf({ kind: 'answered', correction: reason })), /Zimmer/);
    const employee = { id: 416, login: 'zzimmer', link: 'https://acme.ilucca.net/directory/users/416' };
    assert.deepEqual(deedOf({ kind: 'created', employee }), { what: 'created', by: { kind: 'system' } });
    const changes = [{ kind: 'value', field: 'email', was: 'zoe@example.org', now: 'zoé@example.org' }, { kind: 'gone' }] as const;
    assert.deepEqual(deedOf({ kind: 'changed', changes }), { what: 'changed', changes: ['email', 'gone'], by: { kind: 'flatchr' } });
    const issues = [{ code: 'doubtful', field: 'email', given: 'zoe@example.org' }] as const;
    assert.doesNotMatch(JSON.stringify(deedOf({ kind: 'problem', number: 1, code: 'doubtful', step: 'validateHire', issues })), /zoe/);
  });
});
