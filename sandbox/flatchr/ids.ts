import { createHash } from 'node:crypto';
import type { Ids } from './state.js';

/** Both forms of an id: the encoded one looks like Flatchr's (16 letters and digits) and follows from the plain one. */
export function idsOf(kind: string, id: number): Ids {
  const encoded = createHash('sha256').update(`${kind}:${id}`).digest('base64').replaceAll(/[+/=]/g, '').slice(0, 16);
  return { id, encoded };
}
