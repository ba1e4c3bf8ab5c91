import type { FastifyReply } from 'fastify';

/** A mail's HTML is foreign: no scripts, no forms, no remote content; links open outside of the frame. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The same for the frame that shows it. */
export const FRAME_SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';

export function sendForeignHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(`<base target="_blank">${html}`);
}
