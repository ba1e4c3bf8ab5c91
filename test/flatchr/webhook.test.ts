import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readWebhook, type WebhookReading, type WebhookSettings } from '../../src/flatchr/webhook.js';
import type { Hire } from '../../src/hire/order.js';
import { changed, dragBody } from '../support/drag-body.js';

const SETTINGS: WebhookSettings = { id: 'acme', companyId: 'G6KzqPnNLyp31m0l', hiredColumns: [] };
const read = (body: unknown, settings: Partial<WebhookSettings> = {}) => readWebhook(body, { ...SETTINGS, ...settings });
const readChanged = (path: string, value: unknown, settings: Partial<WebhookSettings> = {}) =>
  read(changed(dragBody(), path, value), settings);

function hireOf(reading: WebhookReading): Hire {
  assert.equal(reading.kind, 'hire', JSON.stringify(reading));
  return reading.kind === 'hire' ? reading.hire : assert.fail();
}

function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined),
      body,
    );
}

/** Paths of all values, objects included. */
function pathsOf(value: unknown, path = ''): string[] {
  const own = path === '' ? [] : [path];
  if (typeof value !== 'object' || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`))];
}
const PATHS = pathsOf(dragBody());

/** A drag to another column is news of a hire that is known. */
const LEFT = {
  kind: 'ignored',
  reason: 'column',
  left: { applicant: '1474', at: '2026-01-13T15:26:53.148Z', column: 'Recruté' },
};

describe("Flatchr's webhook", () => {
  it('reads the documented body', () => {
    assert.deepEqual(hireOf(read(dragBody())), {
      connection: 'acme',
      applicant: '1474',
      switchedAt: '2026-01-13T15:26:53.148Z',
      column: 'Recruté',
      candidate: { lastName: 'Morel', firstName: 'Hugo', email: 'hugo.morel@example.org', phone: '+33 6 00 00 00 00' },
      vacancy: {
        id: 'a4JL2lpEbydwBXKe',
        number: '1243',
        title: 'Account Executive',
        reference: 'AE-2026',
        contractType: '5',
        startDate: '2026-03-01T23:00:00.000Z',
        endDate: undefined,
      },
    });
  });

  it('lets nothing through but what a later step needs', () => {
    const texts = JSON.stringify(hireOf(read(dragBody())));
    assert.doesNotMatch(texts, /recrut(er|euse)|recruiter|99 99|hidden|cover letter|linkedin|files\.example|98765|<|0D3NVZ|LrENkK/i);
  });

  it('reads ids as integers and as texts', () => {
    const asTexts = [
      'data.applicant_id',
      'data.applicant.id',
      'data.vacancy.id',
      'data.vacancy.contract_type_id',
      'data.column.id',
    ].reduce<unknown>((body, path) => changed(body, path, String(valueAt(dragBody(), path))), dragBody());
    assert.deepEqual(hireOf(read(asTexts)), hireOf(read(dragBody())));
    assert.equal(hireOf(readChanged('data.applicant_id', 'wYbK4nQ2-_zz')).applicant, 'wYbK4nQ2-_zz');
  });

  it('takes the id of the applicant itself where applicant_id is missing', () => {
    for (const nothing of [undefined, null, '']) {
      const body = changed(dragBody(), 'data.applicant_id', nothing);
      assert.equal(hireOf(read(changed(body, 'data.applicant.id', 'enc0ded'))).applicant, 'enc0ded');
    }
  });

  for (const applicant of [undefined, null, '', 'a/b', 'a b', '../x', 'é', 'x'.repeat(65)])
    it(`refuses the applicant id ${JSON.stringify(applicant)?.slice(0, 12)}`, () => {
      const body = changed(changed(dragBody(), 'data.applicant.id', undefined), 'data.applicant_id', applicant);
      const reading = read(body);
      assert.ok(reading.kind === 'malformed');
      assert.match(reading.errors.join(), /^data\.applicant_id: /);
      if (applicant) assert.ok(!reading.errors.join().includes(applicant));
    });

  for (const path of PATHS.filter((path) => !['event', 'data'].includes(path))) {
    it(`is a hire with ${path} null or left out`, () => {
      for (const nothing of [null, undefined]) {
        const reading = readChanged(path, nothing);
        assert.equal(reading.kind, 'hire', `${path}: ${JSON.stringify(reading)}`);
      }
    });
  }

  it('is a hire with all of them null at once, but for the applicant', () => {
    const bare = {
      event: 'drag_applicant',
      company_id: null,
      data: { applicant_id: 7, applicant: null, candidate: null, column: null, vacancy: null },
    };
    assert.deepEqual(JSON.parse(JSON.stringify(hireOf(read(bare)))), { connection: 'acme', applicant: '7', candidate: {}, vacancy: {} });
  });

  it('ignores unknown fields anywhere', () => {
    const known = hireOf(read(dragBody()));
    for (const path of ['extra', 'data.extra', 'data.candidate.extra', 'data.vacancy.extra'])
      assert.deepEqual(hireOf(readChanged(path, { deep: ['x'] })), known);
  });

  /** What somebody might send in place of the documented type. */
  const ODD: [path: string, value: unknown, reads: (hire: Hire) => unknown, as: unknown][] = [
    ['company_id', {}, ({ applicant }) => applicant, '1474'],
    ['data.applicant_id', { secret: 'camille' }, ({ applicant }) => applicant, '1474'],
    ['data.applicant_id', 1.5, ({ applicant }) => applicant, '1474'],
    ['data.applicant_id', 2 ** 53 + 2, ({ applicant }) => applicant, '1474'],
    ['data.applicant_id', 1e21, ({ applicant }) => applicant, '1474'],
    ['data.applicant_id', true, ({ applicant }) => applicant, '1474'],
    ['data.applicant_id', 'a/b', ({ applicant }) => applicant, '1474'],
    ['data.applicant_id', { id: 1475 }, ({ applicant }) => applicant, '1475'],
    ['data.applicant', 'camille', ({ switchedAt }) => switchedAt, undefined],
    ['data.applicant', 1474, ({ applicant }) => applicant, '1474'],
    ['data.applicant.updated_at', ['camille'], ({ switchedAt }) => switchedAt, undefined],
    ['data.candidate', 'camille', ({ candidate }) => Object.values(candidate).filter(Boolean), []],
    ['data.candidate', [], ({ candidate }) => Object.values(candidate).filter(Boolean), []],
    ['data.candidate.email', { camille: 1 }, ({ candidate }) => candidate.email, undefined],
    ['data.candidate.firstname', 7, ({ candidate }) => candidate.firstName, '7'],
    ['data.candidate.phone', 33600000000, ({ candidate }) => candidate.phone, '33600000000'],
    ['data.candidate.phone', [], ({ candidate }) => candidate.phone, undefined],
    ['data.column', 695, ({ column }) => column, undefined],
    ['data.column', 'Recruté', ({ column }) => column, 'Recruté'],
    ['data.column', ['camille'], ({ column }) => column, undefined],
    ['data.column.hired', 'camille', ({ applicant }) => applicant, '1474'],
    ['data.column.hired', 1, ({ applicant }) => applicant, '1474'],
    ['data.column.hired', '1', ({ applicant }) => applicant, '1474'],
    ['data.column.hired', 'true', ({ applicant }) => applicant, '1474'],
    ['data.column.hired', ' Yes', ({ applicant }) => applicant, '1474'],
    ['data.vacancy', [], ({ vacancy }) => [vacancy.id, vacancy.title], ['a4JL2lpEbydwBXKe', undefined]],
    ['data.vacancy', 1243, ({ vacancy }) => vacancy.number, '1243'],
    ['data.vacancy_id', 1244, ({ vacancy }) => [vacancy.id, vacancy.number], ['a4JL2lpEbydwBXKe', '1244']],
    ['data.vacancy.title', false, ({ vacancy }) => vacancy.title, undefined],
    ['data.vacancy.reference', 2027, ({ vacancy }) => vacancy.reference, '2027'],
    ['data.vacancy.contract_type_id', { id: 5, text: 'Stage' }, ({ vacancy }) => vacancy.contractType, '5'],
    ['data.vacancy.start_date', 1_772_406_000, ({ vacancy }) => vacancy.startDate, '2026-03-01T23:00:00.000Z'],
    ['data.vacancy.start_date', 1_772_406_000_000, ({ vacancy }) => vacancy.startDate, '2026-03-01T23:00:00.000Z'],
    ['data.vacancy.start_date', '1772406000', ({ vacancy }) => vacancy.startDate, '2026-03-01T23:00:00.000Z'],
    ['data.vacancy.start_date', '01/03/2026', ({ vacancy }) => vacancy.startDate, '01/03/2026'],
    ['data.vacancy.start_date', 0, ({ vacancy }) => vacancy.startDate, undefined],
    ['data.vacancy.start_date', {}, ({ vacancy }) => vacancy.startDate, undefined],
    ['data.company.id', [], ({ applicant }) => applicant, '1474'],
    ['data.company', 'G6KzqPnNLyp31m0l', ({ applicant }) => applicant, '1474'],
    ['data.user.signature', 'x'.repeat(300_000), ({ applicant }) => applicant, '1474'],
  ];
  for (const [path, value, reads, as] of ODD)
    it(`is a hire with ${path} = ${JSON.stringify(value).slice(0, 40)}`, () =>
      assert.deepEqual(reads(hireOf(readChanged(path, value))), as));

  it('keeps what is given as a start date and is none, so that a person is asked about it', () => {
    const start = (value: unknown) => hireOf(readChanged('data.vacancy.start_date', value)).vacancy.startDate;
    assert.deepEqual([7, 'soon', { day: '2026-03-01' }, ['2026-03-01', 'x']].map(start), [
      '7',
      'soon',
      '{"day":"2026-03-01"}',
      '["2026-03-01","x"]',
    ]);
    assert.equal(start(['2026-03-01']), '2026-03-01');
  });

  it('does not take the column that is not the hired one for it, however that is written', () => {
    for (const hired of [false, 0, '0', 'false', 'no']) assert.deepEqual(readChanged('data.column.hired', hired), LEFT);
  });

  for (const event of [7, undefined, null, ['drag_applicant']])
    it(`refuses the event ${JSON.stringify(event)}, naming the path alone`, () =>
      assert.deepEqual(readChanged('event', event), { kind: 'malformed', errors: ['event: must be a text'] }));

  for (const data of ['camille', null, ['camille'], 7])
    it(`refuses data = ${JSON.stringify(data)}: the applicant is gone`, () => {
      const reading = readChanged('data', data);
      assert.ok(reading.kind === 'malformed' && reading.errors.join().startsWith('data.applicant_id: '), JSON.stringify(reading));
    });

  for (const body of [null, 7, 'camille', true, [], [dragBody()]])
    it(`refuses ${JSON.stringify(body)?.slice(0, 12)} as a body`, () =>
      assert.deepEqual(read(body), { kind: 'malformed', errors: ['body: must be an object'] }));

  it('knows a try of the address', () => {
    assert.deepEqual(
      [undefined, {}].map((body) => read(body)),
      Array.from({ length: 2 }, () => ({ kind: 'ignored', reason: 'empty' })),
    );
    for (const test of [true, 'true', 1]) assert.deepEqual(read({ test }), { kind: 'ignored', reason: 'test' });
  });

  describe('is no hire', () => {
    it('as another event, whatever it holds', () => {
      for (const [event, name] of [
        ['new_applicant', 'new_applicant'],
        ['Ana Petit', '?'],
        ['', '?'],
      ])
        assert.deepEqual(read({ event, data: 'anything' }), { kind: 'ignored', reason: 'event', missed: { reason: 'event', name } });
    });

    it('as another company, told in the form that is configured', () => {
      let body: unknown = dragBody();
      for (const path of ['data.company.id', 'data.column.company_id', 'data.vacancy.company_id'])
        body = changed(body, path, 'Another0Company1');
      const missed = (name: string) => ({ reason: 'company', name, title: 'Recruté', applicant: '1474' });
      assert.deepEqual(read(body), { kind: 'ignored', reason: 'company', missed: missed('Another0Company1') });
      for (const id of [61, '61'])
        assert.deepEqual(readChanged('company_id', id, { companyId: '60' }), { kind: 'ignored', reason: 'company', missed: missed('61') });
      hireOf(read(dragBody(), { companyId: '60' }));
    });

    it('in a column that is not the hired one', () => {
      assert.deepEqual(readChanged('data.column.hired', false), LEFT);
    });

    it('in a column that is not configured, though Flatchr calls it hired', () => {
      for (const hiredColumns of [['696'], ['Entretien'], ['xyz', 'Signé']])
        assert.deepEqual(read(dragBody(), { hiredColumns }), {
          kind: 'ignored',
          reason: 'column',
          missed: { reason: 'column', name: '695', title: 'Recruté', applicant: '1474' },
        });
    });

    it('and is none that was missed where Flatchr does not call it hired either', () => {
      assert.deepEqual(readChanged('data.column.hired', false, { hiredColumns: ['696'] }), LEFT);
      assert.deepEqual(readChanged('data.column.hired', null, { companyId: 'Another0Company1' }), { kind: 'ignored', reason: 'company' });
    });
  });

  describe('is a hire in a configured column', () => {
    for (const column of ['695', 'Nk5aMxpQ4b9GZ2Oz', 'Recruté', 'RECRUTE', ' recruté '])
      it(`named ${JSON.stringify(column)}, though Flatchr does not call it hired`, () => {
        const hire = hireOf(readChanged('data.column.hired', false, { hiredColumns: ['other', column] }));
        assert.equal(hire.column, 'Recruté');
      });

    it('renamed since, known by an id that was seen', () => {
      const renamed = changed(dragBody(), 'data.column.title', 'Embauché');
      for (const id of ['695', 'Nk5aMxpQ4b9GZ2Oz'])
        assert.equal(readWebhook(renamed, { ...SETTINGS, hiredColumns: ['Recruté'] }, [id]).kind, 'hire');
      assert.equal(readWebhook(renamed, { ...SETTINGS, hiredColumns: ['Recruté'] }, ['691']).kind, 'ignored');
    });

    it('known by column_id alone', () => {
      hireOf(readChanged('data.column', null, { hiredColumns: ['Nk5aMxpQ4b9GZ2Oz'] }));
      assert.equal(readChanged('data.column', null, { hiredColumns: ['695'] }).kind, 'ignored');
    });

    it('and where the body does not say which: the re-read decides', () => {
      const paths = ['data.column', 'data.column_id'];
      hireOf(
        read(
          paths.reduce<unknown>((body, path) => changed(body, path, null), dragBody()),
          { hiredColumns: ['695'] },
        ),
      );
    });
  });

  it('reads instants in each form, and nothing from nonsense', () => {
    const switched = (value: unknown) => hireOf(readChanged('data.applicant.updated_at', value)).switchedAt;
    assert.equal(switched('2026-01-13T16:26:53+01:00'), '2026-01-13T15:26:53.000Z');
    assert.equal(switched(1_768_318_013), '2026-01-13T15:26:53.000Z');
    assert.equal(switched(1_768_318_013_148), '2026-01-13T15:26:53.148Z', 'milliseconds: as seconds the year would be 58005');
    for (const nonsense of ['', 'soon', 1e300, 8.64e15, '+058005-01-13T15:26:53Z', 0, null]) assert.equal(switched(nonsense), undefined);
  });

  it('keeps texts as they were typed, cut where they can be no name', () => {
    assert.equal(hireOf(readChanged('data.candidate.lastname', ' N’Diaye ')).candidate.lastName, ' N’Diaye ');
    assert.equal(hireOf(readChanged('data.candidate.lastname', 'x'.repeat(100_000))).candidate.lastName?.length, 1_000);
    assert.equal(hireOf(readChanged('data.candidate.lastname', '')).candidate.lastName, undefined);
  });

  it('reads no clock of this machine', () => {
    const switched = (value: unknown) => hireOf(readChanged('data.applicant.updated_at', value)).switchedAt;
    assert.equal(switched('2026-01-13T15:26:53.148'), '2026-01-13T15:26:53.148Z');
    assert.equal(switched('2026-01-13 15:26:53+00'), '2026-01-13T15:26:53.000Z');
    assert.equal(switched('13 Jan 2026'), undefined);
  });

  const KINDS = ['hire', 'ignored', 'malformed'];
  it('never throws, whatever JSON comes', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => assert.ok(KINDS.includes(read(body).kind))));
  });

  /** JSON, and what stands for something in Flatchr. */
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('hidden-value', 1, 0, 'true', '', 1474, 1_772_406_000, 1e300, -1, '../x'),
    fc.string({ unit: 'binary' }),
  );

  it('refuses no body for any value at any path, but for the event and the applicant', () => {
    const free = PATHS.filter((path) => !['event', 'data'].includes(path));
    fc.assert(
      fc.property(fc.constantFrom(...free), value, (path, replaced) => assert.notEqual(readChanged(path, replaced).kind, 'malformed')),
      { numRuns: 5_000 },
    );
  });

  it('takes the hire, whatever stands where nothing is decided', () => {
    const deciding =
      /^(event|data|company_id|data\.(applicant|applicant_id|column|company|vacancy)|.*\.company_id|data\.(column\.hired|company\.id|applicant\.id))$/;
    const free = PATHS.filter((path) => !deciding.test(path));
    assert.ok(free.length > 60);
    fc.assert(
      fc.property(fc.constantFrom(...free), value, (path, replaced) => assert.equal(hireOf(readChanged(path, replaced)).applicant, '1474')),
      { numRuns: 5_000 },
    );
  });

  it('never throws on the documented body with any two values replaced, and quotes no person', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), value, fc.constantFrom(...PATHS), value, (one, first, other, second) => {
        const reading = read(changed(changed(dragBody(), one, first), other, second));
        assert.ok(KINDS.includes(reading.kind));
        if (reading.kind !== 'hire') assert.doesNotMatch(JSON.stringify(reading), /Hugo|Morel|\+33/);
        if (reading.kind === 'malformed') assert.doesNotMatch(JSON.stringify(reading), /hidden/);
      }),
    );
  });
});
