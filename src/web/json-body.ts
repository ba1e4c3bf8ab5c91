import type { FastifyInstance } from 'fastify';
import { parse } from 'secure-json-parse';

/** Real bodies are five or six levels deep; a bomb is thousands. */
const MAX_DEPTH = 50;

/** A body that is no JSON, or none that anybody should read. */
export const UNREADABLE = Symbol('unreadable');

/**
 * Reads every body as JSON whatever its content type says, since Flatchr's is not documented; nothing, or blanks, is undefined.
 * `__proto__`, `constructor.prototype` and absurd depth make it {@link UNREADABLE}.
 */
export function readEveryBodyAsJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addHook('onRequest', async ({ raw }) => {
    delete raw.headers['content-type']; // fastify refuses one that is no media type before any parser is asked
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      const text = String(body);
      if (text.trim() === '') return done(null, undefined);
      const json: unknown = parse(text, { protoAction: 'error', constructorAction: 'error' });
      if (isTooDeep(json)) throw new SyntaxError('too deep');
      done(null, json);
    } catch {
      done(null, UNREADABLE); // JSON.parse quotes the body in its message: it does not leave this function
    }
  });
}

function isTooDeep(json: unknown): boolean {
  let level = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}
