import type { ReconcileSteps } from '../../contracts/reconciliation.js';
import { dayOfInstant } from '../../hire/day.js';
import { sameName } from '../../hire/names.js';
import { sameEmail } from '../../hire/same-email.js';
import type { LuccaUser } from '../../lucca/lucca-client.js';
import { connectionOf, type GatewayStepDeps } from '../deps.js';
import { readAddress } from '../hire/email-address.js';
import { holdersOf } from '../hire/holders.js';

/**
 * Who has a record in Lucca already: somebody made it by hand while the webhook was lost. Only who has address and both names counts, and
 * works there: for all others a hire asks a person.
 */
export function createSeekInLucca(deps: Pick<GatewayStepDeps, 'connections' | 'now'>): ReconcileSteps['seekInLucca'] {
  return async ({ connection, hires }) => {
    const { lucca, settings } = connectionOf(deps, connection);
    const addressed = hires.flatMap((hire) => {
      const { address } = readAddress(hire.candidate.email ?? '');
      return address === undefined ? [] : [{ ...hire, address }];
    });
    const { found } = await holdersOf(
      'mail',
      addressed.map(({ address }) => address),
      lucca,
    );
    const today = dayOfInstant(deps.now(), settings.timeZone);
    const works = ({ contractEnd }: LuccaUser) => contractEnd === undefined || contractEnd >= today;
    return addressed
      .filter(({ address, candidate: { firstName = '', lastName = '' } }) =>
        found.some((user) => works(user) && sameEmail(user.mail, address) && sameName(user, { firstName, lastName })),
      )
      .map(({ applicant }) => applicant);
  };
}
