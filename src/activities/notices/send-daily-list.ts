import { getClient } from '@temporalio/activity';
import { ALL, HireClient, type HireSummary } from '../../client.js';
import { holidaysOf } from '../../calendar/holidays.js';
import { dayOfInstant } from '../../hire/day.js';
import type { DailyListSteps } from '../../contracts/notices.js';
import { answerUrl } from '../../links.js';
import { renderDailyList } from '../../mail/daily-list/render.js';
import { connectionOf } from '../deps.js';
import type { NoticeDeps } from './mail-notice.js';
import { post } from './post.js';

/** Mails to one admin all hires of the connection that wait. What waits is read anew by every attempt; the Message-ID stays the same. */
export function createSendDailyList(deps: NoticeDeps): DailyListSteps['sendDailyList'] {
  return async ({ connection, to, plannedFor }) => {
    const { language, timeZone, country, region } = connectionOf(deps, connection).settings;
    const today = dayOfInstant(Date.parse(plannedFor), timeZone);
    if ((await holidaysOf(country, region))(today)) return { hires: 0 }; // the schedule knows weekends only
    const waiting = await new HireClient(getClient()).list({ connection, status: 'awaiting-correction', limit: ALL });
    if (waiting.length === 0) return { hires: 0 };
    const hires = await Promise.all(waiting.map(async (hire) => ({ ...hire, url: await urlOf(deps, hire, to) })));

    const mail = renderDailyList({ hires, connection, language, timeZone, today });
    await post(deps.mailer, connection, { ...mail, to: [to], run: `daily-list/${connection}/${today}`, kind: to });
    return { hires: hires.length };
  };
}

async function urlOf({ pages }: NoticeDeps, { id: hire, run, problem }: HireSummary, reader: string): Promise<string | undefined> {
  return pages && problem ? await answerUrl(pages, { hire, run, problem: problem.number }, reader) : undefined;
}
