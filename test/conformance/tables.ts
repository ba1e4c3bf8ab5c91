import { LUCCA } from './lucca.js';
import { FLATCHR } from './flatchr.js';
import type { Row } from './row.js';

/** The endpoints in use, by system. */
export const TABLES: Readonly<Record<string, readonly Row[]>> = { Lucca: LUCCA, Flatchr: FLATCHR };
