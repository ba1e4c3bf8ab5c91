import type { Row } from './row.js';

/** An endpoint that is announced to be gone soon, or already. */
export interface Ending {
  readonly row: Row;
  readonly endsOn: string;
  /** Negative: it is past. */
  readonly daysLeft: number;
}

/**
 * Endpoints in use whose announced end is near.
 *
 * @param today `YYYY-MM-DD`.
 */
export function endingWithin(rows: readonly Row[], days: number, today: string): Ending[] {
  return rows.flatMap((row) => {
    if (row.status.kind === 'live' || row.status.endsOn === null) return [];
    const { endsOn } = row.status;
    const daysLeft = Math.round((Date.parse(endsOn) - Date.parse(today)) / 86_400_000);
    return daysLeft <= days ? [{ row, endsOn, daysLeft }] : [];
  });
}
