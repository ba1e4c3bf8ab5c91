import type { Hire } from '../src/hire/order.js';
import { COMPANY } from './flatchr/state.js';
import type { Sandbox } from './sandbox.js';

/**
 * Makes a hire that was posted by hand to the connector's webhook known to the sandbox's Flatchr, as if it had been dragged there, so
 * that the connector's re-read finds it. A candidate that is known already is not changed.
 */
export function learnHire(sandbox: Sandbox, { applicant, switchedAt, column, candidate, vacancy }: Hire): void {
  const plain = (id: string | undefined) => (id !== undefined && /^\d+$/.test(id) ? Number(id) : undefined);
  sandbox.flatchr.learn({
    event: 'drag_applicant',
    data: {
      applicant_id: plain(applicant) ?? applicant,
      applicant: { updated_at: switchedAt },
      candidate: { firstname: candidate.firstName, lastname: candidate.lastName, email: candidate.email, phone: candidate.phone },
      column: { title: column ?? 'Recruté', hired: true },
      vacancy: {
        id: plain(vacancy.number),
        title: vacancy.title,
        reference: vacancy.reference,
        contract_type_id: plain(vacancy.contractType),
        start_date: vacancy.startDate,
      },
      vacancy_id: vacancy.id,
      company: { id: COMPANY.encoded },
    },
  });
}
