import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readWebhook, type WebhookReading, type WebhookSettings } from '../../src/flatchr/webhook.js';
import type { Hire } from '../../src/hire/hire.js';
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

  const WRONG: [string, unknown][] = [
    ['event', 7],
    ['event', undefined],
    ['company_id', {}],
    ['data', 'camille'],
    ['data', null],
    ['data', ['camille']],
    ['data.applicant_id', { secret: 'camille' }],
    ['data.applicant_id', 1.5],
    ['data.applicant_id', true],
    ['data.applicant', 'camille'],
    ['data.applicant.updated_at', ['camille']],
    ['data.candidate', 'camille'],
    ['data.candidate.email', { camille: 1 }],
    ['data.candidate.firstname', 7],
    ['data.candidate.phone', 33600000000],
    ['data.column', ['camille']],
    ['data.column.hired', 'camille'],
    ['data.vacancy', 'camille'],
    ['data.vacancy.title', false],
    ['data.vacancy.start_date', 7],
    ['data.company.id', []],
  ];
  for (const [path, value] of WRONG)
    it(`refuses ${path} = ${JSON.stringify(value)}, naming the path alone`, () => {
      const reading = readChanged(path, value);
      assert.ok(reading.kind === 'malformed', JSON.stringify(reading));
      assert.ok(
        reading.errors.some((error) => error.startsWith(`${path}: `)),
        reading.errors.join(),
      );
      assert.doesNotMatch(reading.errors.join(), /camille|Hugo|Morel|336/);
    });

  for (const body of [undefined, null, 7, 'camille', true, [], [dragBody()]])
    it(`refuses ${JSON.stringify(body)?.slice(0, 12)} as a body`, () => {
      const reading = read(body);
      assert.ok(reading.kind === 'malformed');
      assert.match(reading.errors.join(), /^body: \w+$/);
    });

  describe('is no hire', () => {
    it('as another event, whatever it holds', () => {
      for (const event of ['new_applicant', 'archive_applicant', ''])
        assert.deepEqual(read({ event, data: 'anything' }), { kind: 'ignored', reason: 'event' });
    });

    it('as another company, told in the form that is configured', () => {
      let body: unknown = dragBody();
      for (const path of ['data.company.id', 'data.column.company_id', 'data.vacancy.company_id'])
        body = changed(body, path, 'Another0Company1');
      assert.deepEqual(read(body), { kind: 'ignored', reason: 'company' });
      assert.deepEqual(readChanged('company_id', 61, { companyId: '60' }), { kind: 'ignored', reason: 'company' });
      assert.deepEqual(readChanged('company_id', '61', { companyId: '60' }), { kind: 'ignored', reason: 'company' });
      hireOf(read(dragBody(), { companyId: '60' }));
    });

    it('in a column that is not the hired one', () => {
      assert.deepEqual(readChanged('data.column.hired', false), { kind: 'ignored', reason: 'column' });
    });

    it('in a column that is not configured, though Flatchr calls it hired', () => {
      for (const hiredColumns of [['696'], ['Entretien'], ['xyz', 'Signé']])
        assert.deepEqual(read(dragBody(), { hiredColumns }), { kind: 'ignored', reason: 'column' });
    });
  });

  describe('is a hire in a configured column', () => {
    for (const column of ['695', 'Nk5aMxpQ4b9GZ2Oz', 'Recruté', 'RECRUTE', ' recruté '])
      it(`named ${JSON.stringify(column)}, though Flatchr does not call it hired`, () => {
        const hire = hireOf(readChanged('data.column.hired', false, { hiredColumns: ['other', column] }));
        assert.equal(hire.column, 'Recruté');
      });

    it('known by column_id alone', () => {
      hireOf(readChanged('data.column', null, { hiredColumns: ['Nk5aMxpQ4b9GZ2Oz'] }));
      assert.equal(readChanged('data.column', null, { hiredColumns: ['695'] }).kind, 'ignored');
    });

    it('and where the body does not say which: the re-read decides', () => {
      hireOf(read(changed(changed(dragBody(), 'data.column', null), 'data.column_id', null), { hiredColumns: ['695'] }));
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

  const KINDS = ['hire', 'ignored', 'malformed'];
  it('never throws, whatever JSON comes', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => assert.ok(KINDS.includes(read(body).kind))));
  });

  it('never throws on the documented body with any two values replaced, and never quotes one', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constant('hidden-value'));
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), value, fc.constantFrom(...PATHS), value, (one, first, other, second) => {
        const reading = read(changed(changed(dragBody(), one, first), other, second));
        assert.ok(KINDS.includes(reading.kind));
        if (reading.kind !== 'hire') assert.doesNotMatch(JSON.stringify(reading), /hidden|Hugo|Morel/);
      }),
    );
  });
});
