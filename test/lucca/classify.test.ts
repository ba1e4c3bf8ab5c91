import assert from 'node:assert/strict';
import { classify, wordsOf, type LuccaAnswer } from '../../src/lucca/classify.js';
import { retryAfterMs } from '../../src/http/retry-after.js';
import { LuccaError, type LuccaErrorKind } from '../../src/lucca/errors.js';

const NOW = Date.UTC(2027, 0, 4, 9, 0, 0);
const SECRET = 'jane.doe@example.org';
const OBJECT = JSON.stringify({ Status: 400, Message: `${SECRET} is already used`, StackTrace: null });

function outcome(writes: boolean, answer: LuccaAnswer): LuccaError | { json: unknown } {
  try {
    return { json: classify({ name: writes ? 'POST /x' : 'GET /x', writes }, answer, NOW) };
  } catch (error) {
    assert.ok(error instanceof LuccaError, String(error));
    return error;
  }
}

/** [what, answer, kind for a read, kind for a write] */
type Case = [string, LuccaAnswer, LuccaErrorKind, LuccaErrorKind];
const status = (code: number, body = '', retryAfter?: string): LuccaAnswer => ({ status: code, body, retryAfter });
const LOST = ['unavailable', 'outcome-unknown'] as const;
const both = (kind: LuccaErrorKind) => [kind, kind] as const;

const REFUSALS: Case[] = [
  ['no connection', { error: 'ECONNREFUSED', sent: false }, ...both('unavailable')],
  ['a time-out after sending', { error: 'ETIMEDOUT', sent: true }, ...LOST],
  ['a reset', { error: 'ECONNRESET', sent: true }, ...LOST],
  ['400 in JSON', status(400, OBJECT), ...both('rejected')],
  ['400 empty', status(400), ...both('rejected')],
  ['400 in HTML', status(400, `<p>${SECRET}`), ...both('rejected')],
  ['401', status(401, OBJECT), ...both('unauthorized')],
  ['403', status(403, SECRET), ...both('unauthorized')],
  ['404', status(404, OBJECT), 'endpoint-gone', 'rejected'],
  ['404 of an unknown id', status(404, '{"id":5,"error":"Resource 5 not found"}'), ...both('rejected')],
  ['405', status(405), 'endpoint-gone', 'rejected'],
  ['410', status(410), 'endpoint-gone', 'rejected'],
  ['501', status(501), 'endpoint-gone', 'outcome-unknown'],
  ['moved for good', status(308), 'endpoint-gone', 'outcome-unknown'],
  ['408', status(408, OBJECT), ...LOST],
  ['409', status(409, JSON.stringify(SECRET)), ...both('rejected')],
  ['413', status(413), ...both('rejected')],
  ['415', status(415), ...both('rejected')],
  ['422', status(422, SECRET), ...both('rejected')],
  ['429', status(429, OBJECT, '12'), ...both('rate-limited')],
  ['429 without Retry-After', status(429), ...both('rate-limited')],
  ['431', status(431), ...both('rejected')],
  ['500', status(500, OBJECT), ...LOST],
  ['502 in HTML', status(502, `<h1>${SECRET}`), ...LOST],
  ['503', status(503, SECRET, '20'), ...LOST],
  ['504', status(504), ...LOST],
  ['599', status(599), ...LOST],
  ['a redirect', status(302, SECRET), ...LOST],
  ['304', status(304), ...LOST],
  ['an informational status', status(101), ...LOST],
  ['200 and nothing', status(200), ...LOST],
  ['204', status(204), ...LOST],
  ['200 cut short', status(200, `{"data":{"mail":"${SECRET}"`), ...LOST],
  ['200 in HTML', status(200, `<!doctype html>${SECRET}`), ...LOST],
  ['200 as text', status(200, SECRET), ...LOST],
  ['200 with Message', status(200, OBJECT), ...both('rejected')],
  ['200 with message', status(200, '{"message":"no"}'), ...both('rejected')],
  ['200 with detail', status(200, '{"title":"Bad Request","detail":"no"}'), ...both('rejected')],
];

describe('classification of Lucca answers', () => {
  for (const [what, answer, read, write] of REFUSALS)
    it(`${what}: ${read} for a read, ${write} for a write, and nothing of the body in the message`, () => {
      for (const [writes, kind] of [
        [false, read],
        [true, write],
      ] as const) {
        const error = outcome(writes, answer);
        assert.ok(error instanceof LuccaError, 'taken for a success');
        assert.equal(error.kind, kind);
        assert.equal(error.status, 'status' in answer ? answer.status : undefined);
        assert.doesNotMatch(`${error.message}${error.stack}`, /jane|already used/i);
        assert.match(error.message, writes ? /^POST \/x: / : /^GET \/x: /);
      }
    });

  const SUCCESSES: [string, number, unknown][] = [
    ['an object', 200, { data: { items: [] } }],
    ['201', 201, { id: 1 }],
    ['an empty Message', 200, { Message: '', data: {} }],
    ['a Message that is null', 200, { Message: null, data: {} }],
    ['a message inside the data', 200, { data: { message: 'hello' } }],
    ['a list', 200, []],
    ['a JSON string', 200, 'ok'],
    ['null', 200, null],
  ];
  for (const [what, code, json] of SUCCESSES)
    it(`takes ${what} for a success and returns its JSON`, () => {
      for (const writes of [false, true]) assert.deepEqual(outcome(writes, status(code, JSON.stringify(json))), { json });
    });

  it('hands on how long to wait: always for 429, for 5xx only where Lucca says so', () => {
    const waits = (answer: LuccaAnswer) => {
      const error = outcome(true, answer);
      return error instanceof LuccaError ? error.retryAfterMs : assert.fail();
    };
    assert.equal(waits(status(429, '', '12')), 12_000);
    assert.equal(waits(status(429)), 30_000);
    assert.equal(waits(status(503, '', '20')), 20_000);
    assert.equal(waits(status(503)), undefined);
    assert.equal(waits(status(400, '', '20')), undefined);
  });

  it("keeps Lucca's words beside a refusal, and only there", () => {
    const words = (answer: LuccaAnswer) => {
      const error = outcome(true, answer);
      return error instanceof LuccaError ? error.words : assert.fail();
    };
    assert.equal(words(status(400, OBJECT)), `${SECRET} is already used`);
    assert.equal(words(status(200, OBJECT)), `${SECRET} is already used`);
    assert.equal(words(status(500, OBJECT)), undefined);
    assert.equal(words(status(401, OBJECT)), undefined);
  });
});

describe('Retry-After', () => {
  const FORMS: [string, string | undefined, number][] = [
    ['seconds', '12', 12_000],
    ['seconds with spaces', ' 12 ', 12_000],
    ['decimals', '2.5', 2_500],
    ['zero, raised to a second', '0', 1_000],
    ['a fraction, raised to a second', '0.2', 1_000],
    ['a date', new Date(NOW + 45_000).toUTCString(), 45_000],
    ['a date this second', new Date(NOW).toUTCString(), 1_000],
    ['a date in the past', new Date(NOW - 45_000).toUTCString(), 30_000],
    ['a date next year, capped', new Date(NOW + 365 * 86_400_000).toUTCString(), 600_000],
    ['absent', undefined, 30_000],
    ['empty', '', 30_000],
    ['nonsense', 'in a little while', 30_000],
    ['negative', '-5', 30_000],
    ['huge, capped', '99999999999', 600_000],
    ['more digits than a number holds', '9'.repeat(400), 600_000],
  ];
  for (const [what, header, ms] of FORMS) it(`${what}: ${ms} ms`, () => assert.equal(retryAfterMs(header, NOW), ms));
});

describe("Lucca's words in an error body", () => {
  const BODIES: [string, string, string | undefined][] = [
    ['a v3 object', '{"Status":400,"Message":"Login taken","StackTrace":"at X"}', 'Login taken'],
    ['an object in lower case', '{"message":"Login taken"}', 'Login taken'],
    ['problem details', '{"type":"about:blank","title":"Bad Request","detail":"Login taken"}', 'Login taken'],
    [
      'problem details with fields',
      '{"title":"Invalid","errors":{"login":["Login taken","Too short"],"":["No"]}}',
      'Invalid\nlogin: Login taken\nlogin: Too short\nNo',
    ],
    [
      'problem details with both',
      '{"title":"Invalid","detail":"Look below","errors":{"login":"Login taken"}}',
      'Look below\nlogin: Login taken',
    ],
    ['a list of errors', '{"errors":["Login taken"]}', 'Login taken'],
    ['an unknown id', '{"id":5,"error":"Resource 5 not found"}', 'Resource 5 not found'],
    ['a title alone', '{"title":"Bad Request","status":400,"errors":{}}', undefined],
    ['an object without words', '{"Status":400,"Message":""}', undefined],
    ['words that are no text', '{"Message":{"a":1}}', undefined],
    ['a JSON string', '"Login taken"', 'Login taken'],
    ['an empty JSON string', '""', undefined],
    ['plain text', ' Login taken\n', 'Login taken'],
    ['a number', '12', undefined],
    ['a list', '["Login taken"]', undefined],
    ['HTML', '\n <!doctype html><p>Login taken', undefined],
    ['nothing', '', undefined],
    ['blanks', ' \n', undefined],
  ];
  for (const [what, body, words] of BODIES) it(`${what} → ${words}`, () => assert.equal(wordsOf(body), words));

  it('are cut where they grow long', () => assert.equal(wordsOf('x'.repeat(10_000))?.length, 500));
});
