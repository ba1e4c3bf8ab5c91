import type { AuditLog } from '../audit/audit-log.js';
import type { Who } from '../audit/entry.js';
import type { PayloadCodec } from '@temporalio/common';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { EncryptionKeyError } from '../encryption/codec.js';
import { isPayloadJson, payloadJson, payloadOf, type PayloadJson } from '../encryption/payload-json.js';
import type { Links } from '../links.js';
import type { PageConnection } from './pages/shared.js';
import { createSignIn, type SignInOptions } from './signed-in.js';

export interface CodecOptions extends SignInOptions<PageConnection> {
  readonly codec: PayloadCodec;
  /** Address of the Temporal UI whose pages may ask; left out: none may. */
  readonly uiUrl?: string | undefined;
  readonly links: Links;
  readonly audit: AuditLog;
}

/** A history comes in one piece, and its ciphertext in base64. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * `/codec/`: Temporal's remote codec, by which its UI and command line show what is stored.
 *
 * 1. Only an operator is answered: one who is signed in to these pages, by the cookie, or who has a token of `npx hire codec-token`.
 *    Anybody else's body is not even read.
 * 2. Of all pages only the configured Temporal UI's may ask. The cookie is `SameSite=Strict`: that UI must be on the same site.
 * 3. Each answer is in the audit trail: to whom, and how many payloads. What cannot be written there is not answered.
 */
export const codecServer: FastifyPluginAsync<CodecOptions> = async (app, { codec, uiUrl, audit, ...who }) => {
  const { signedIn } = createSignIn(who);
  const origin = uiUrl === undefined ? undefined : new URL(uiUrl).origin;

  const asking = new WeakMap<FastifyRequest, Who>();

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('vary', 'Origin');
    if (origin !== undefined && request.headers.origin === origin)
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-allow-credentials', 'true')
        .header('access-control-allow-headers', 'content-type, x-namespace, authorization');
    if (request.method === 'OPTIONS') return;
    if (request.headers.origin !== undefined && request.headers.origin !== origin) return await refuse(reply, 403, 'not from this page');
    const by = await operator(request);
    if (by === undefined) return await refuse(reply, 401, 'sign in at /hires/ as an operator, or send a token of `npx hire codec-token`');
    asking.set(request, by);
  });

  async function operator(request: FastifyRequest): Promise<Who | undefined> {
    const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (token !== undefined) {
      const pass = await who.links.readPass(token, 'codec');
      return pass && { kind: 'cli', name: pass.session };
    }
    const reader = await signedIn(request);
    return reader?.operator ? { kind: 'session', name: reader.address } : undefined;
  }

  for (const work of ['decode', 'encode'] as const) {
    app.options(`/codec/${work}`, async (_request, reply) => reply.code(204).send());
    app.post(`/codec/${work}`, { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      const payloads = payloadsOf(request.body);
      if (!payloads) return await refuse(reply, 400, 'the body must be {"payloads": […]}');
      try {
        const worked = await codec[work](payloads.map(payloadOf));
        const by = asking.get(request) ?? { kind: 'session' };
        if (!audit.write({ what: `${work}d`, by, payloads: payloads.length }))
          return await refuse(reply, 503, 'the audit trail cannot be written');
        return { payloads: worked.map(payloadJson) };
      } catch (error) {
        if (!(error instanceof EncryptionKeyError)) throw error;
        request.log.warn({ key: error.keyId }, 'payloads could not be decoded');
        return await refuse(reply, 422, error.message);
      }
    });
  }
};

async function refuse(reply: FastifyReply, status: number, error: string): Promise<FastifyReply> {
  return await reply.code(status).send({ error });
}

function payloadsOf(body: unknown): readonly PayloadJson[] | undefined {
  if (typeof body !== 'object' || body === null || !('payloads' in body) || !Array.isArray(body.payloads)) return undefined;
  const payloads: readonly unknown[] = body.payloads;
  return payloads.every((one) => typeof one === 'object' && one !== null && isPayloadJson(one)) ? payloads : undefined;
}
