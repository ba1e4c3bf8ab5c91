import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connection } from '../../config/schema.js';
import { speechOf, type Speech } from './language.js';

/** What the pages need of a connection. */
export type PageConnection = Pick<Connection, 'id' | 'language' | 'timeZone' | 'admins' | 'correction' | 'contractTypes'> & {
  /** Who is hired in its Flatchr is compared with what is known here. */
  readonly compared?: boolean;
};

/** A form as a browser sends it. */
export type Body = Readonly<Record<string, unknown>>;

/** In the language that the page was asked for, else the connection's. */
export function speechFor(connection: PageConnection | undefined, { query }: FastifyRequest): Speech {
  const { lang } = (query ?? {}) as { lang?: unknown };
  return speechOf(lang, connection ?? { language: 'en', timeZone: 'UTC' });
}

export function show(reply: FastifyReply, status: number, html: string): FastifyReply {
  return noStore(reply).code(status).type('text/html; charset=utf-8').send(html);
}

export function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}

type Limit = (
  request: FastifyRequest,
) => Promise<{ readonly isAllowed: true } | { readonly isAllowed: false; readonly isExceeded: boolean }>;

/** Counts a request; true when its address has to wait. */
export async function exceeds(limit: Limit, request: FastifyRequest): Promise<boolean> {
  const result = await limit(request);
  return !result.isAllowed && result.isExceeded;
}
