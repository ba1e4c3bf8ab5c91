import { COMPANY, type Applicant, type FlatchrState, type WebhookAnswer } from './state.js';
import { idsOf } from './ids.js';

const TIMEOUT_MS = 15_000;
const MAX_ANSWER = 500;

/** The recruiter who drags. */
const RECRUITER = {
  id: 240,
  email: 'lea.roy@acme.example',
  status: 1,
  firstname: 'Léa',
  lastname: 'Roy',
  phone: '+33 1 23 45 67 89',
  company: COMPANY.name,
  language: 'fr_FR',
  last_login: '2026-01-12T08:30:00.000Z',
  created_at: '2019-12-12T12:34:15.174Z',
  updated_at: '2026-01-12T08:30:00.000Z',
  signature: '<p>Léa Roy<br>Ressources humaines</p>',
  use_email: true,
  timezone: 'Europe/Paris',
  gmail_last_sync_id: null,
  gmail_last_sync_date: null,
  picture: {},
};

/** The documented body of `drag_applicant`, with its ids in both forms. */
export function dragBody(state: FlatchrState, applicant: Applicant) {
  const column = state.columns.find(({ id }) => id === applicant.columnId);
  const vacancy = state.vacancies.find(({ id }) => id === applicant.vacancyId);
  const { candidate } = applicant;
  return {
    event: 'drag_applicant',
    company_id: COMPANY.id,
    data: {
      user: RECRUITER,
      applicant: {
        id: applicant.id,
        vacancy_id: vacancy?.encoded,
        candidate_id: candidate.id,
        column_id: column?.encoded,
        score: 0,
        status: applicant.status,
        created_at: applicant.createdAt,
        updated_at: applicant.updatedAt,
        comment: '<p>Disponible rapidement.</p>',
        comments: [],
        urls: {},
        external_id: null,
        view: true,
        anonym: false,
        duplicate: null,
        reason_id: null,
        applies: [],
        column: {},
        vacancy: {},
      },
      candidate: {
        id: candidate.id,
        firstname: candidate.firstname,
        lastname: candidate.lastname,
        email: candidate.email,
        phone: candidate.phone,
        status: 1,
        external_id: null,
        summary: null,
        contact_information: null,
        comments: [],
        consent: true,
        urls: { linkedin: 'https://linkedin.example/in/candidate' },
        user_id: null,
        cv: {},
        additionals: {},
        created_at: applicant.createdAt,
        updated_at: applicant.createdAt,
      },
      column: {
        id: column?.id,
        title: column?.title,
        company_id: COMPANY.encoded,
        position: column?.position,
        visible: true,
        hired: column?.hired,
        created_at: '2019-12-12T12:34:15.174Z',
        updated_at: '2021-11-05T09:12:15.563Z',
      },
      vacancy: {
        id: vacancy?.id,
        company_id: COMPANY.encoded,
        title: vacancy?.title,
        reference: vacancy?.reference,
        description: '<p>Acme recrute.</p>',
        mission: '<ul><li>Prendre part à la vie de <b>l’équipe</b></li></ul>',
        profile: '<p>Curieux &amp; rigoureux</p>',
        experience: 2,
        salary: '0',
        salary_max: null,
        mensuality: 'y',
        currency: 'EUR',
        contract_type_id: vacancy?.contractTypeId,
        start_date: vacancy?.startDate,
        end_date: null,
        remote: 'notime',
        partial: false,
        handicap: false,
        driver_license: false,
        channel_id: 2,
        metier_id: 54,
        activity_id: 13,
        education_level_id: 4,
        created_by: idsOf('user', RECRUITER.id).encoded,
        slug: `${vacancy?.encoded.toLowerCase()}-vacancy`,
        language: 'fr',
        status: 1,
      },
      user_id: idsOf('user', RECRUITER.id).encoded,
      applicant_id: applicant.id,
      candidate_id: candidate.id,
      column_id: column?.encoded,
      vacancy_id: vacancy?.encoded,
      company: { id: COMPANY.encoded, name: COMPANY.name },
    },
  };
}

/**
 * The same body with other types: ids in their other form, numbers and texts for flags and dates, a column by its id alone as in
 * `new_applicant`, a phone as the integer that creating a candidate documents, lists for empty objects. The applicant stays the same.
 */
export function oddDragBody(state: FlatchrState, applicant: Applicant): object {
  const { data, ...rest } = dragBody(state, applicant);
  const { column, vacancy, candidate } = data;
  const phone = Number(candidate.phone?.replaceAll(/\D/g, '') || NaN);
  const startsAt = Date.parse(vacancy.start_date ?? '');
  return {
    ...rest,
    company_id: String(COMPANY.id),
    data: {
      ...data,
      user: [],
      applicant: { ...data.applicant, id: applicant.encoded, updated_at: Math.floor(Date.parse(applicant.updatedAt) / 1_000) },
      candidate: { ...candidate, phone: Number.isNaN(phone) ? candidate.phone : phone, cv: [], additionals: [] },
      column: column.hired ? { ...column, id: String(column.id), hired: 1 } : column.id,
      vacancy: {
        ...vacancy,
        id: String(vacancy.id),
        reference: 2027,
        contract_type_id: String(vacancy.contract_type_id),
        start_date: Number.isNaN(startsAt) ? null : startsAt / 1_000,
      },
      applicant_id: String(applicant.id),
      company: COMPANY.encoded,
    },
  };
}

/** Posts the body as Flatchr does: once, whatever is answered. */
export async function postWebhook(url: string, body: object): Promise<WebhookAnswer> {
  if (url === '') return { status: 0, text: 'No webhook address is set' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: (await response.text()).slice(0, MAX_ANSWER) };
  } catch {
    // The reason may quote the URL, and with it the secret.
    return { status: 0, text: 'The connector could not be reached' };
  }
}
