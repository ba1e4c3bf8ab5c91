import type { Applicant, FlatchrState } from './state.js';

/** The request's fields that are documented; each narrows the result. */
type Wanted = Readonly<Record<string, unknown>>;

/** One flat row: labels in place of ids, French dates, the encoded id of the applicant, the plain one of the vacancy. */
interface SearchRow {
  readonly applicant: string;
  readonly vacancy: string;
  readonly column: string;
  readonly vacancy_id: number;
  readonly external_id: string;
  readonly status: number;
  readonly score: number;
  readonly hired: boolean;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly source: string;
}

/**
 * What `search/applicants` answers.
 * @param lagMs - a move younger than this is not shown yet.
 */
export function searchApplicants(state: FlatchrState, wanted: Wanted, now: number, lagMs: number): SearchRow[] {
  return state.applicants.flatMap((applicant) => {
    const row = rowOf(state, applicant, now, lagMs);
    return row !== undefined && matches(state, applicant, row, wanted) ? [row] : [];
  });
}

function rowOf(state: FlatchrState, applicant: Applicant, now: number, lagMs: number): SearchRow | undefined {
  const fresh = Date.parse(applicant.updatedAt) + lagMs > now;
  const column = state.columns.find(({ id }) => id === (fresh ? applicant.previousColumnId : applicant.columnId));
  const vacancy = state.vacancies.find(({ id }) => id === applicant.vacancyId);
  if (column === undefined || vacancy === undefined) return undefined;
  const { firstname, lastname, email, phone } = applicant.candidate;
  return {
    applicant: applicant.encoded,
    vacancy: vacancy.title,
    column: column.title,
    vacancy_id: vacancy.id,
    external_id: '',
    status: applicant.status,
    score: 0,
    hired: column.hired,
    firstname,
    lastname,
    email,
    phone,
    created_at: frenchDate(applicant.createdAt),
    updated_at: frenchDate(applicant.updatedAt),
    source: "L'Apec",
  };
}

function matches(state: FlatchrState, applicant: Applicant, row: SearchRow, wanted: Wanted): boolean {
  const vacancy = state.vacancies.find(({ id }) => id === applicant.vacancyId);
  return Object.entries(wanted).every(([name, value]) => {
    if (value == null || value === '') return true;
    if (typeof value !== 'string' && typeof value !== 'boolean') return false;
    const text = String(value);
    switch (name) {
      case 'firstname':
      case 'lastname':
      case 'email':
      case 'phone':
        return (row[name] ?? '').toLowerCase() === text.toLowerCase();
      case 'column':
        return row.column === text;
      case 'vacancy':
        return vacancy?.encoded === text;
      case 'hired':
        return String(row.hired) === text;
      case 'start':
        return applicant.createdAt.slice(0, 10) >= isoDay(text);
      case 'end':
        return applicant.createdAt.slice(0, 10) <= isoDay(text);
      case 'start_update':
        return applicant.updatedAt.slice(0, 10) >= isoDay(text);
      case 'end_update':
        return applicant.updatedAt.slice(0, 10) <= isoDay(text);
      default:
        return true;
    }
  });
}

/** MM/DD/YY, as requests write it → YYYY-MM-DD. */
function isoDay(american: string): string {
  const [month = '', day = '', year = ''] = american.split('/');
  return `20${year}-${month}-${day}`;
}

/** DD/MM/YY, as answers write it. */
function frenchDate(iso: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  return `${day}/${month}/${year.slice(2)}`;
}
