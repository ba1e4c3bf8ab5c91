const DAY_MS = 86_400_000;

/** Calendar days, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A calendar day so many days later. Days are counted in UTC, where each has 24 hours: no night of a clock's change can lose one. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Parts of at most so many days, in order and without a gap. */
export function partsOf({ from, to }: Days, most: number): Days[] {
  const parts: Days[] = [];
  for (let first = from; first <= to; first = addDays(first, most)) {
    const last = addDays(first, most - 1);
    parts.push({ from: first, to: last < to ? last : to });
  }
  return parts;
}

export function halvesOf({ from, to }: Days): [Days, Days] {
  const middle = addDays(from, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS / 2));
  return [
    { from, to: middle },
    { from: addDays(middle, 1), to },
  ];
}
