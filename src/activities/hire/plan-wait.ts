import { Temporal } from 'temporal-polyfill';
import { holidaysOf, type IsHoliday } from '../../calendar/holidays.js';
import type { Steps, WaitPlan } from '../../hire/steps.js';
import { connectionOf, type HireStepDeps } from '../deps.js';

const DAY_MS = 86_400_000;
const OPENS_AT = 9;
const CLOSES_AT = 18;
/** The last warning leaves this many working days to answer. */
const WARNING_DAYS = 3;

export interface PlanDeps extends Pick<HireStepDeps, 'connections'> {
  /** Plans by the calendar. */
  readonly plan: typeof planWait;
}

/** Instants at which a waiting hire escalates, warns and expires. */
export function createPlanWait(deps: PlanDeps): Steps['planWait'] {
  return async ({ connection, since }) => {
    const { timeZone, country, region, correction } = connectionOf(deps, connection).settings;
    const isHoliday = await holidaysOf(country, region);
    return deps.plan({ since, timeZone, isHoliday, escalateAfterMs: correction.escalateAfter, expireAfterMs: correction.expireAfter });
  };
}

export interface Wait {
  /** ISO instant. */
  readonly since: string;
  readonly timeZone: string;
  readonly isHoliday: IsHoliday;
  readonly escalateAfterMs: number;
  readonly expireAfterMs: number;
}

/**
 * A wait of whole days escalates after working days and ends within working hours of the connection's time zone, so that no deadline
 * passes on a Sunday night or on a holiday. Shorter ones count plain time.
 */
export function planWait({ isHoliday, ...wait }: Wait): WaitPlan {
  const isWorkingDay = (at: Temporal.ZonedDateTime) => at.dayOfWeek <= 5 && !isHoliday(at.toPlainDate().toString());
  const { workingDaysAfter, withinWorkingHours } = within(isWorkingDay);
  const since = Temporal.Instant.from(wait.since).toZonedDateTimeISO(wait.timeZone);
  const escalateAt =
    wait.escalateAfterMs < DAY_MS ? plus(since, wait.escalateAfterMs) : workingDaysAfter(since, Math.round(wait.escalateAfterMs / DAY_MS));
  if (wait.expireAfterMs < DAY_MS) return instants(escalateAt, plus(since, wait.expireAfterMs * 0.8), plus(since, wait.expireAfterMs));

  const expireAt = withinWorkingHours(since.add({ days: Math.round(wait.expireAfterMs / DAY_MS) }));
  const warnAt = workingDaysAfter(expireAt, -WARNING_DAYS);
  return instants(escalateAt, Temporal.ZonedDateTime.compare(warnAt, since) > 0 ? warnAt : expireAt, expireAt);
}

/** In order: an escalation after the deadline would come too late. */
function instants(escalateAt: Temporal.ZonedDateTime, warnAt: Temporal.ZonedDateTime, expireAt: Temporal.ZonedDateTime): WaitPlan {
  const [first, second, third] = [escalateAt, warnAt, expireAt].map((at) => at.epochMilliseconds);
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
  const last = third ?? 0;
  return { escalateAt: at(Math.min(first ?? last, second ?? last, last)), warnAt: at(Math.min(second ?? last, last)), expireAt: at(last) };
}

function plus(from: Temporal.ZonedDateTime, ms: number): Temporal.ZonedDateTime {
  return from.add({ milliseconds: Math.round(ms) });
}

/** What a calendar of working days says of an instant. */
function within(isWorkingDay: (at: Temporal.ZonedDateTime) => boolean) {
  const opening = (at: Temporal.ZonedDateTime) => at.withPlainTime({ hour: OPENS_AT });

  /** The same instant, or the next one at which somebody is likely to be at work. */
  function withinWorkingHours(from: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
    let at = from.hour < OPENS_AT ? opening(from) : from.hour >= CLOSES_AT ? opening(from.add({ days: 1 })) : from;
    while (!isWorkingDay(at)) at = opening(at.add({ days: 1 }));
    return at;
  }

  /** The same time of day, so many working days later or earlier. */
  function workingDaysAfter(from: Temporal.ZonedDateTime, days: number): Temporal.ZonedDateTime {
    let at = withinWorkingHours(from);
    for (let left = Math.abs(days); left > 0;) {
      at = at.add({ days: Math.sign(days) });
      if (isWorkingDay(at)) left--;
    }
    return at;
  }

  return { withinWorkingHours, workingDaysAfter };
}
