import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { ApplicationFailure } from '@temporalio/common';
import { technicalTrouble } from '../../src/activities/attempt/technical-trouble.js';
import { ChatError, createChatClient } from '../../src/chat/chat-client.js';
import { startStandIn, type StandIn } from '../support/stand-in.js';

const SECRET = 'T0-hunter2';

describe('the chat client', () => {
  let chat: StandIn;
  let answer: (response: ServerResponse) => void;
  before(async () => void (chat = await startStandIn((_request, response) => answer(response))));
  after(() => chat.close());

  const client = createChatClient({ timeoutMs: 300, now: () => Date.UTC(2027, 0, 4, 9) });
  const post = (url = `${chat.url}/${SECRET}?sig=${SECRET}`) => client(url, { text: 'Camille' });
  /** The error of an attempt; it tells neither the address nor the text. */
  async function errorOf(attempt: Promise<void>): Promise<ChatError> {
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    assert.ok(error instanceof ChatError, String(error));
    assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`, /hunter2|Camille/);
    return error;
  }

  for (const status of [200, 202, 204])
    it(`takes ${status} for a success`, async () => {
      answer = (response) => response.writeHead(status).end();
      await post();
      const { method, url, headers, body } = chat.seen.at(-1)!;
      assert.deepEqual([method, url.pathname, url.search], ['POST', `/${SECRET}`, `?sig=${SECRET}`]);
      assert.equal(headers['content-type'], 'application/json');
      assert.deepEqual(JSON.parse(body), { text: 'Camille' });
    });

  const ERRORS: readonly (readonly [status: number, kind: ChatError['kind'], headers?: Record<string, string>, retryAfterMs?: number])[] = [
    [302, 'unavailable', { location: '/elsewhere' }],
    [400, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [408, 'unavailable'],
    [429, 'unavailable', { 'retry-after': '7' }, 7_000],
    [429, 'unavailable', {}, 30_000],
    [500, 'unavailable'],
    [503, 'unavailable', { 'retry-after': 'Mon, 04 Jan 2027 09:00:12 GMT' }, 12_000],
  ];
  for (const [status, kind, headers = {}, retryAfterMs] of ERRORS)
    it(`takes ${status} for ${kind}${retryAfterMs === undefined ? '' : ` until ${retryAfterMs} ms have passed`}, after one request`, async () => {
      answer = (response) => response.writeHead(status, headers).end('Camille');
      const before = chat.seen.length;
      const error = await errorOf(post());
      assert.deepEqual([error.kind, error.retryAfterMs], [kind, retryAfterMs]);
      assert.equal(chat.seen.length, before + 1);

      const failure = technicalTrouble(error);
      assert.ok(failure instanceof ApplicationFailure);
      assert.equal(failure.type, kind === 'refused' ? 'ChatRefused' : 'ChatUnavailable');
      assert.equal(failure.nonRetryable ?? false, kind === 'refused');
      assert.equal(failure.nextRetryDelay, retryAfterMs);
    });

  it('waits for no answer for longer than its time-out', async () => {
    answer = () => undefined;
    assert.equal((await errorOf(post())).kind, 'unavailable');
  });

  it('cannot reach what is not there', async () => {
    assert.equal((await errorOf(post(`http://127.0.0.1:1/${SECRET}`))).kind, 'unavailable');
  });
});
