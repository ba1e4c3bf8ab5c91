import type { FastifyRequest } from 'fastify';

/** How cookies are set: Secure where the browser came by https, which a proxy that is trusted says. */
export function cookieFor({ protocol }: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
