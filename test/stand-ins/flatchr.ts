import { startStandIn } from '../support/stand-in.js';
import { answer, json, type Instead } from './lucca.js';

export interface FlatchrStandIn {
  readonly url: string;
  close(): Promise<void>;
}

export interface FlatchrOptions {
  readonly instead?: Instead;
}

export const FLATCHR_KEY = 'key-of-flatchr';
export const COMPANY = 'Wy3EOp2NP3p1KMq8';
/** The person's, by the tag: in a month. */
export const FIRST_DAY = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const VACANCY = 'a4JL2lpEbydwBXKe';

/** The one who is dragged. */
const PERSON = { firstname: 'Ana', lastname: 'Petit', email: 'ana.petit@home.example', phone: '+33 6 12 34 56 78' };

/** A Flatchr made from docs/systems/flatchr.md alone, with one application. */
export async function startFlatchr({ instead = () => undefined }: FlatchrOptions = {}): Promise<FlatchrStandIn> {
  return await startStandIn((request, response) => {
    const other = instead(request);
    if (other) return answer(response, other.status, other.body ?? '');
    if (request.headers.authorization !== `Bearer ${FLATCHR_KEY}`) return json(response, { message: 'Unauthorized' }, 401);
    switch (`${request.method} ${request.url.pathname}`) {
      case `POST /company/${COMPANY}/search/applicants`:
        return json(response, [
          { applicant: 'z7gWQnjXG77hJRak', vacancy: 'Comptable', column: 'Recruté', vacancy_id: 1243, status: 1, hired: true, ...PERSON },
        ]);
      case `GET /vacancy/${VACANCY}`:
        return json(response, { ...OFFER, id: VACANCY, vacancy_id: 1243, tags: [{ id: 1, title: 'Service IT', folder: true }] });
      case `GET /company/${COMPANY}/applicant/z7gWQnjXG77hJRak/traits`:
        return json(response, [{ id: 9, tag_id: 'k4zQ', value: FIRST_DAY }]);
      case `GET /company/${COMPANY}/tags`:
        return json(response, [
          { id: 'k4zQ', tag_id: 31, title: "Date d'entrée", type: 'applicants' },
          { id: 'k5zQ', tag_id: 32, title: 'Service IT', type: 'vacancies' },
        ]);
      case `GET /company/${COMPANY}/columns`:
        return json(response, [
          { id: 690, title: 'Entretien', hired: false },
          { id: 695, title: 'Recruté', hired: true },
        ]);
      case 'GET /contracts':
        return json(response, [
          { id: 1, text: 'CDI' },
          { id: 2, text: 'CDD' },
        ]);
      default:
        return json(response, { message: 'Not found' }, 404);
    }
  });
}

const OFFER = { title: 'Comptable', reference: 'C-2027', contract_type_id: 1, start_date: null, end_date: null };

/** The body of `drag_applicant`: docs/systems/flatchr.md#the-webhook. */
export function drag(): object {
  const applicant = { id: 1474, vacancy_id: VACANCY, candidate_id: 1260, column_id: 'Nk5aMxpQ4b9GZ2Oz', status: 1 };
  const now = new Date().toISOString();
  return {
    event: 'drag_applicant',
    company_id: 60,
    data: {
      user: { id: 240, email: 'recruiter@acme.example', firstname: 'Lea', lastname: 'Roy' },
      applicant: { ...applicant, created_at: now, updated_at: now, applies: [], column: {}, vacancy: {} },
      candidate: { id: 1260, ...PERSON, status: 1, consent: true },
      column: { id: 695, title: 'Recruté', company_id: COMPANY, hired: true },
      vacancy: { ...OFFER, id: 1243, company_id: COMPANY, status: 1 },
      applicant_id: applicant.id,
      candidate_id: applicant.candidate_id,
      column_id: applicant.column_id,
      vacancy_id: VACANCY,
      company: { id: COMPANY, name: 'Acme' },
    },
  };
}
