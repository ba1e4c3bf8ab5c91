import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createNoteWriter, type NoteOutcome } from '../../src/flatchr/notes.js';
import { startStandIn, type StandIn } from '../support/stand-in.js';

describe('a note at an applicant in Flatchr', () => {
  let flatchr: StandIn;
  let answer: (response: ServerResponse) => void;
  before(async () => void (flatchr = await startStandIn((_request, response) => answer(response))));
  after(() => flatchr.close());

  const write = (baseUrl = flatchr.url) =>
    createNoteWriter({ baseUrl, companyId: 'c/1', userToken: 'of-a-user', timeoutMs: 300 })('z7gWQnjXG77hJRak', 'Créée : élodie\n<x>');

  it('is one private form, in the name of a user', async () => {
    answer = (response) => response.writeHead(200).end('4711');
    assert.deepEqual(await write(), { outcome: 'written', reason: 200 });
    const { method, url, headers, body } = flatchr.seen.at(-1)!;
    assert.deepEqual([method, url.pathname], ['POST', '/company/c%2F1/applicant/z7gWQnjXG77hJRak/comment']);
    assert.equal(headers.authorization, 'Bearer of-a-user');
    const form = await new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();
    assert.deepEqual(Object.fromEntries(form), { type: 'note', private: 'true', text: 'Créée : élodie\r\n<x>' });
  });

  const OUTCOMES: readonly (readonly [status: number, outcome: NoteOutcome])[] = [
    [201, 'written'],
    [204, 'written'],
    [302, 'unknown'],
    [400, 'refused'],
    [401, 'not-sent'],
    [403, 'not-sent'],
    [404, 'refused'],
    [408, 'unknown'],
    [413, 'refused'],
    [422, 'refused'],
    [429, 'not-sent'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
  ];
  for (const [status, outcome] of OUTCOMES)
    it(`that is answered ${status} is ${outcome}, after one request`, async () => {
      answer = (response) => response.writeHead(status).end('{}');
      const before = flatchr.seen.length;
      assert.deepEqual(await write(), { outcome, reason: status });
      assert.equal(flatchr.seen.length, before + 1);
    });

  it('that finds nobody was not sent; what breaks off or is silent may have been written', async () => {
    assert.deepEqual(await write('http://127.0.0.1:1'), { outcome: 'not-sent', reason: 'ECONNREFUSED' });
    answer = (response) => response.destroy();
    assert.equal((await write()).outcome, 'unknown');
    answer = () => undefined;
    assert.equal((await write()).outcome, 'unknown');
  });
});
