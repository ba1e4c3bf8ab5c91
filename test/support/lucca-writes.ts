import type { Sandbox } from '../../sandbox/sandbox.js';

/** All that was written to the sandbox's Lucca, to the byte; `line`: without the address, which may name what Lucca numbered. */
export function writesTo({ lucca }: Pick<Sandbox, 'lucca'>): { readonly line: string; readonly request: string }[] {
  return lucca.ledger
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, query, body = '' }) => ({
      line: `${method} ${body}`,
      request: `${method} ${path}${query && `?${query}`} ${body}`,
    }));
}
