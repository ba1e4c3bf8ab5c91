import type { PreviewSteps } from '../../contracts/preview.js';
import { hiredSince } from '../../flatchr/hired-since.js';
import type { FlatchrApplicant, FlatchrClient } from '../../flatchr/flatchr-client.js';
import { dayOfInstant } from '../../hire/day.js';
import { addDays } from '../../hire/days.js';
import { connectionOf, type ConnectionDeps, type HireStepDeps } from '../deps.js';
import { sameAddress } from '../hire/email-address.js';
import { orderOf, vacancyIds } from '../reconcile/find-missing.js';

/** Flatchr's search knows no id: who was hired longer ago is found by the address. */
const LOOKED_BACK_DAYS = 92;

/** Says who would be asked, and finds somebody in Flatchr whose hire is to be previewed. */
export function createPreparePreview(deps: Pick<HireStepDeps, 'connections' | 'now'>): PreviewSteps['preparePreview'] {
  return async (order) => {
    const { connection } = order;
    const { settings, flatchr } = connectionOf(deps, connection);
    const { admins, timeZone } = settings;
    if ('basis' in order) return { admins, hire: order.basis.hire };
    if (!flatchr) return { admins };
    const readAt = deps.now();
    const rows = 'email' in order ? await byEmail(flatchr, order.email) : await byId(flatchr, order.applicant, settings, readAt);
    const [row, ...others] = rows;
    if (!row) return { admins };
    if (others.length > 0) return { admins, several: rows.map(({ applicant }) => applicant) };
    const vacancies = await vacancyIds(flatchr);
    const { origin: _origin, ...hire } = orderOf(row, { connection, vacancies, readAt, timeZone });
    return { admins, hire };
  };
}

async function byEmail(flatchr: Pick<FlatchrClient, 'search'>, email: string): Promise<FlatchrApplicant[]> {
  const rows = await flatchr.search({ email }, undefined);
  return rows.filter((row) => sameAddress(row.email ?? '', email));
}

async function byId(
  flatchr: FlatchrClient,
  applicant: string,
  { flatchr: { hiredColumns }, timeZone }: ConnectionDeps['settings'],
  now: number,
): Promise<FlatchrApplicant[]> {
  const today = dayOfInstant(now, timeZone);
  for await (const { rows } of hiredSince(flatchr, { from: addDays(today, -LOOKED_BACK_DAYS), to: today }, { hiredColumns })) {
    const own = rows.filter((row) => row.applicant === applicant);
    if (own.length > 0) return own;
  }
  return [];
}
