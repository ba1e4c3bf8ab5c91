import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { strippedBody } from '../../src/flatchr/stripped-body.js';
import { readWebhook } from '../../src/flatchr/webhook.js';
import { changed, dragBody } from '../support/drag-body.js';

const SETTINGS = { id: 'acme', companyId: 'G6KzqPnNLyp31m0l', hiredColumns: [] };

describe('a body without what is never stored', () => {
  it('reads as the whole one', () => {
    assert.deepEqual(readWebhook(strippedBody(dragBody()), SETTINGS), readWebhook(dragBody(), SETTINGS));
  });

  it('has nothing of the recruiter, of CVs, and of texts', () => {
    assert.doesNotMatch(
      JSON.stringify(strippedBody(dragBody())),
      /recrut(er|euse)|recruiter|99 99|hidden|cover letter|linkedin|files\.example|98765|<|0D3NVZ|LrENkK/i,
    );
  });

  it('keeps what a hire is made of where the form is another one', () => {
    const { data, ...rest } = dragBody();
    const moved = { ...rest, payload: [{ ...data, person: data.candidate, candidate: null }] };
    assert.match(JSON.stringify(strippedBody(moved)), /"person":\{.*Hugo.*Morel/);
    assert.deepEqual(strippedBody(changed(dragBody(), 'data.applicant.id', { odd: true, id: ['a/b'] })), {
      ...(strippedBody(dragBody()) as object),
      data: {
        ...(strippedBody(dragBody()) as { data: object }).data,
        applicant: {
          id: { id: ['a/b'] },
          vacancy_id: 'a4JL2lpEbydwBXKe',
          column_id: 'Nk5aMxpQ4b9GZ2Oz',
          candidate_id: 1260,
          updated_at: '2026-01-13T15:26:53.148Z',
          column: {},
          vacancy: {},
        },
      },
    });
  });

  it('is nothing of what is no object', () => {
    for (const body of [null, 7, 'Morel', true]) assert.equal(strippedBody(body), null);
    assert.deepEqual(strippedBody(['Morel', 7]), []);
  });

  it('is bounded, whatever comes', () => {
    const texts = Array.from({ length: 10_000 }, () => ({ firstname: 'x'.repeat(10_000), ['k'.repeat(10_000)]: { id: 1 } }));
    assert.ok(JSON.stringify(strippedBody({ data: texts })).length < 120_000);
    let deep: unknown = { id: 1 };
    for (let level = 0; level < 10_000; level++) deep = { data: deep };
    assert.ok(JSON.stringify(strippedBody(deep)).length < 200);
    fc.assert(fc.property(fc.jsonValue(), (body) => assert.ok(JSON.stringify(strippedBody(body)).length < 120_000)));
  });
});
