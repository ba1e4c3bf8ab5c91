import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { COMPANY } from '../../sandbox/flatchr/state.js';
import { SANDBOX_USER_TOKEN } from '../../sandbox/sandbox.js';
import { createNoteWriter } from '../../src/flatchr/notes.js';
import { createFlatchrClient, FlatchrError, type FlatchrClient } from '../../src/flatchr/flatchr-client.js';
import { readWebhook } from '../../src/flatchr/webhook.js';
import { useActivities } from '../support/activities.js';
import { startStandIn, type StandIn } from '../support/stand-in.js';
import { answersOf } from './answers.js';
import { misfits, misfitsOfRequest, rowOf, type Sent } from './fits.js';
import { DRAG_APPLICANT, FLATCHR } from './flatchr.js';

const SETTINGS = { id: 'sandbox', companyId: COMPANY.encoded, hiredColumns: [] };
const ORDER = { fields: {}, hiredAnyway: false, startedAt: '2027-01-04T09:00:00Z' };

/** A body as the row describes it: JSON, or the fields of a form. */
async function parsed(body: string, type: string): Promise<unknown> {
  if (!type.startsWith('multipart/')) return JSON.parse(body) as unknown;
  return Object.fromEntries(await new Response(body, { headers: { 'content-type': type } }).formData());
}

describe('Flatchr as documented', () => {
  const rig = useActivities();
  let exchanges: { readonly sent: Sent; readonly answer: unknown }[];
  let between: StandIn | undefined;

  /** A client whose every exchange with the sandbox is noted. */
  async function recorded(): Promise<FlatchrClient> {
    exchanges = [];
    between = await startStandIn(({ method, url, headers, body }, response) => {
      const { authorization = '', 'content-type': type = 'application/json' } = headers;
      const request = { method, headers: { authorization, 'content-type': type }, ...(body && { body }) };
      void fetch(`${rig().sandbox.url}/flatchr${url.pathname}${url.search}`, request).then(async (answered) => {
        const text = await answered.text();
        const sent = { method, path: url.pathname, query: url.searchParams, body: body ? await parsed(body, type) : undefined };
        exchanges.push({ sent, answer: JSON.parse(text) as unknown });
        response.writeHead(answered.status).end(text);
      });
    });
    return createFlatchrClient({ baseUrl: between.url, companyId: COMPANY.encoded, apiKey: 'sandbox' });
  }
  afterEach(async () => between?.close());

  for (const flatchrForm of ['2026', '2022'] as const)
    for (const webhookForm of ['documented', 'odd'] as const)
      it(`is all that a hire asks of it (REST of ${flatchrForm}, ${webhookForm} body), and the sandbox answers as it would`, async () => {
        rig().sandbox.set({ flatchrForm, webhookForm });
        const flatchr = await recorded();
        const body = rig().sandbox.flatchr.drag(5_001);
        if (webhookForm === 'documented') assert.deepEqual(misfits(DRAG_APPLICANT, body), []);
        else assert.notDeepEqual(misfits(DRAG_APPLICANT, body), []);
        const reading = readWebhook(body, SETTINGS);
        assert.ok(reading.kind === 'hire', JSON.stringify(reading));
        assert.equal(reading.hire.applicant, '5001');

        const result = await rig().run('validateHire', { ...ORDER, hire: reading.hire }, { connection: { ...rig().connection, flatchr } });
        assert.ok('done' in result && result.done, JSON.stringify(result));
        const { person, offer } = result.done;
        assert.deepEqual(
          [person.lastName.value, person.email.value, person.startDate.value, offer.departments, offer.contractType],
          ['Martin', 'camille.martin@acme.example', '2027-02-15', ['Ventes'], ['1', 'CDI']],
        );
        await flatchr.contractTypes();
        await flatchr.columns();
        await flatchr.vacancyIds();
        const { rows } = await flatchr.hired('flagged', { from: '2020-01-01', to: '2099-12-31' });
        assert.equal(rows.length, 1);
        const { applicant = '' } = result.reading ?? {};
        assert.deepEqual(await writeNote(between?.url ?? '')(applicant, 'Créée'), { outcome: 'written', reason: 200 });
        assert.deepEqual(
          rig()
            .sandbox.flatchr.applicants.find(({ id }) => id === 5_001)
            ?.notes?.at(-1),
          {
            type: 'note',
            text: 'Créée',
            private: true,
          },
        );

        const found = exchanges.map(({ sent, answer }) => ({ sent, answer, row: rowOf(FLATCHR, sent) }));
        for (const { sent, answer, row } of found) {
          assert.ok(row, `${sent.method} ${sent.path} stands in no row`);
          assert.deepEqual([...misfitsOfRequest(row, sent), ...misfits(row.answer, answer)], [], `${sent.method} ${sent.path}`);
        }
        const unused = FLATCHR.filter((row) => !found.some((one) => one.row === row));
        assert.deepEqual(
          unused.map(({ path }) => path),
          [],
          'rows that nobody uses',
        );
      });

  const writeNote = (baseUrl: string) => createNoteWriter({ baseUrl, companyId: COMPANY.encoded, userToken: SANDBOX_USER_TOKEN });

  /** How the connector calls each row. */
  const CALLS: Record<string, (flatchr: FlatchrClient, url: string) => Promise<unknown>> = {
    '/company/{company}/search/applicants': (flatchr) => flatchr.search({ email: 'a@example.org' }, 'v'),
    '/company/{company}/vacancies': (flatchr) => flatchr.vacancyIds(),
    '/vacancy/{vacancy}': (flatchr) => flatchr.vacancy('v'),
    '/company/{company}/applicant/{applicant}/traits': (flatchr) => flatchr.tagsOf('a'),
    '/company/{company}/tags': (flatchr) => flatchr.candidateTags(),
    '/contracts': (flatchr) => flatchr.contractTypes(),
    '/company/{company}/columns': (flatchr) => flatchr.columns(),
    '/company/{company}/applicant/{applicant}/comment': (_flatchr, url) => writeNote(url)('a', 'text'),
  };

  describe('and answers', () => {
    let status = 200;
    let body = '';
    const standIn = () => startStandIn((_request, response) => response.writeHead(status).end(body));
    const outcomeOf = async (path: string, at: string) => {
      const flatchr = createFlatchrClient({ baseUrl: at, companyId: 'c', apiKey: 'k', timeoutMs: 5_000 });
      return await (CALLS[path] ?? assert.fail(`nobody calls ${path}`))(flatchr, at).then(
        () => 'a value',
        (error: unknown) => error,
      );
    };

    for (const { path, answer } of FLATCHR) {
      it(`${path}: an answer that fits its row is taken, also with nulls and without what is optional`, async () => {
        const server = await standIn();
        try {
          await fc.assert(
            fc.asyncProperty(answersOf(answer), async (given) => {
              [status, body] = [200, JSON.stringify(given)];
              const outcome = await outcomeOf(path, server.url);
              // An id may be anything in the row: where none can be read, that is said.
              if (outcome !== 'a value') assert.match(String(outcome), /no row that can be read/);
            }),
            { numRuns: 50 },
          );
        } finally {
          await server.close();
        }
      });

      it(`${path}: any other answer is a value or a failure of its kind`, async () => {
        const server = await standIn();
        try {
          await fc.assert(
            fc.asyncProperty(fc.constantFrom(200, 201, 204, 301, 400, 404, 500), fc.oneof(fc.json(), fc.string()), async (code, text) => {
              [status, body] = [code, text];
              const outcome = await outcomeOf(path, server.url);
              assert.ok(outcome === 'a value' || outcome instanceof FlatchrError, String(outcome));
            }),
            { numRuns: 50 },
          );
        } finally {
          await server.close();
        }
      });
    }
  });
});
