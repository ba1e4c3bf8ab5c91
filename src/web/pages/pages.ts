import formbody from '@fastify/formbody';
import type { FastifyPluginAsync } from 'fastify';
import { HireNotFoundError } from '../../client.js';
import { EncryptionKeyError } from '../../encryption/codec.js';
import { comparisonPage } from './comparison-page.js';
import { createComparisons, type Comparisons } from './comparisons.js';
import { createHireLists, type HireListsOptions } from './hire-lists.js';
import { hirePage, type HirePageOptions } from './hire-page.js';
import { hiresPage, type HiresPageOptions } from './hires-page.js';
import { messagePage } from './layout.js';
import { show, speechFor } from './shared.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

export interface PagesOptions extends Omit<HirePageOptions & HiresPageOptions, 'hires' | 'lists' | 'comparisons' | 'pauses'> {
  /** Left out: nothing is compared with Flatchr. */
  readonly reconciliations?: Comparisons | undefined;
  /** Left out: no connection is paused. */
  readonly pauses?: HiresPageOptions['pauses'] | undefined;
  readonly hires: HirePageOptions['hires'] & HiresPageOptions['hires'] & HireListsOptions['hires'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Many checkboxes, and no more. */
const MAX_BODY_BYTES = 256 * 1024;

/** The admins' pages: a hire's, and the list. */
export const pages: FastifyPluginAsync<PagesOptions> = async (app, options) => {
  await app.register(formbody, { bodyLimit: MAX_BODY_BYTES });

  app.addHook('onRequest', async (request, reply) => {
    const from = request.headers['sec-fetch-site'];
    if (request.method === 'POST' && from !== undefined && from !== 'same-origin')
      await reply.code(403).type('text/plain').send('Not from another page.');
  });

  app.setErrorHandler<Error>(async (error, request, reply) => {
    const speech = speechFor(options.connections[0], request);
    if (error instanceof HireNotFoundError) return show(reply, 410, messagePage(speech, speech.page.used));
    const status = 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500 ? error.statusCode : 503;
    // Its message may quote what was typed; a key's id is what an operator must know.
    const key = error instanceof EncryptionKeyError ? { key: error.keyId } : {};
    if (status === 503) request.log.error({ err: { type: error.name }, ...key }, 'page failed');
    return show(reply, status, messagePage(speech, speech.page.unavailable));
  });

  app.get('/pages.css', async (_request, reply) => reply.type('text/css').header('cache-control', 'max-age=3600').send(STYLE));
  app.get('/pages.js', async (_request, reply) => reply.type('text/javascript').header('cache-control', 'max-age=3600').send(SCRIPT));
  const lists = createHireLists(options);
  await app.register(hirePage, { ...options, lists });
  const comparisons = createComparisons(options.reconciliations, options.now);
  await app.register(hiresPage, { ...options, lists, comparisons, pauses: options.pauses ?? (async () => []) });
  await app.register(comparisonPage, { ...options, comparisons });
};
