import { LuccaError } from './errors.js';

/** More than any list has; a Lucca that never comes to an end is not followed further. */
const MAX_PAGES = 300;

export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/**
 * Reads a list page by page.
 *
 * @param readPage is given the number of the page, from 0, and how many items were read before it.
 * @returns each entry once, since pages shift while others work in Lucca; by id.
 * @throws {LuccaError} `unavailable` where a page brings nothing new, so that the list would be incomplete, or the pages have no end.
 */
export async function allPages<T extends { readonly id: number }>(
  request: string,
  readPage: (page: number, read: number) => Promise<Page<T>>,
): Promise<T[]> {
  const byId = new Map<number, T>();
  let read = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, more } = await readPage(page, read);
    const known = byId.size;
    for (const item of items) byId.set(item.id, item);
    if (!more || items.length === 0) return [...byId.values()].sort((one, other) => one.id - other.id);
    if (byId.size === known) throw endless(request, 'a page that was read before');
    read += items.length;
  }
  throw endless(request, `more than ${MAX_PAGES} pages`);
}

function endless(request: string, reason: string): LuccaError {
  return new LuccaError('unavailable', request, { status: 200, reason });
}
