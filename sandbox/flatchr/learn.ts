import { z } from 'zod';
import { idsOf } from './ids.js';
import { COMPANY, type Column, type FlatchrState, type Vacancy } from './state.js';

const text = z.string().nullish();
const plainId = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** As much of a `drag_applicant` body as Flatchr's REST answers repeat. */
const bodySchema = z.object({
  event: z.literal('drag_applicant'),
  data: z.object({
    applicant: z
      .object({ id: z.union([plainId, z.string()]).nullish(), created_at: text, updated_at: text, status: z.int().nullish() })
      .nullish(),
    applicant_id: z.union([plainId, z.string()]).nullish(),
    candidate: z.object({ id: plainId.nullish(), firstname: text, lastname: text, email: text, phone: text }),
    column: z.object({ id: plainId.nullish(), title: text, hired: z.boolean().nullish(), position: z.int().nullish() }),
    column_id: text,
    vacancy: z
      .object({
        id: plainId.nullish(),
        title: text,
        reference: text,
        contract_type_id: plainId.nullish(),
        start_date: text,
        tags: z.array(z.object({ title: z.string(), folder: z.boolean().default(true) })).nullish(),
      })
      .nullish(),
    vacancy_id: text,
    company: z.object({ id: text }).nullish(),
  }),
});
type Data = z.output<typeof bodySchema>['data'];

/**
 * Makes the candidate, vacancy and column of a webhook body known, as if it had been dragged on a board of this Flatchr.
 * What is known already stays as it is; a malformed body, or another company's, is ignored.
 * @returns whether a candidate was learnt.
 */
export function learn(state: FlatchrState, body: unknown, now: number): boolean {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return false;
  const { data } = parsed.data;
  const company = data.company?.id;
  if (company != null && company !== COMPANY.encoded && company !== String(COMPANY.id)) return false;
  const given = data.applicant_id ?? data.applicant?.id;
  if (given == null || state.applicants.some(({ id, encoded }) => String(id) === String(given) || encoded === given)) return false;

  const column = columnOf(state, data);
  const vacancy = vacancyOf(state, data);
  const plain = /^\d+$/.test(String(given)) ? Number(given) : undefined;
  const { candidate } = data;
  state.applicants.push({
    ...(plain === undefined ? { id: state.nextId++, encoded: String(given) } : idsOf('applicant', plain)),
    candidate: {
      ...idsOf('candidate', candidate.id ?? state.nextId++),
      firstname: candidate.firstname ?? null,
      lastname: candidate.lastname ?? null,
      email: candidate.email ?? null,
      phone: candidate.phone ?? null,
    },
    vacancyId: vacancy.id,
    columnId: column.id,
    previousColumnId: null,
    status: data.applicant?.status === 0 ? 0 : 1,
    traits: [],
    hint: 'Posted by hand',
    createdAt: instant(data.applicant?.created_at, now),
    updatedAt: instant(data.applicant?.updated_at, now),
  });
  return true;
}

function columnOf(state: FlatchrState, { column, column_id }: Data): Column {
  const hired = column.hired ?? false;
  const alike = state.columns.filter((known) => known.hired === hired);
  const known =
    alike.find(({ id }) => id === column.id) ??
    alike.find(({ encoded }) => encoded === column_id) ??
    alike.find(({ title }) => title === column.title);
  if (known !== undefined) return known;
  const taken = state.columns.some(({ id }) => id === column.id);
  const ids = idsOf('column', taken ? state.nextId++ : (column.id ?? state.nextId++));
  const learnt: Column = {
    id: ids.id,
    encoded: column_id ?? ids.encoded,
    title: column.title ?? '',
    position: column.position ?? state.columns.length + 1,
    hired,
  };
  state.columns.push(learnt);
  return learnt;
}

function vacancyOf(state: FlatchrState, { vacancy, vacancy_id }: Data): Vacancy {
  const known = state.vacancies.find(({ id, encoded }) => (vacancy_id != null ? encoded === vacancy_id : id === vacancy?.id));
  if (known !== undefined) return known;
  const taken = state.vacancies.some(({ id }) => id === vacancy?.id);
  const ids = idsOf('vacancy', taken ? state.nextId++ : (vacancy?.id ?? state.nextId++));
  const learnt: Vacancy = {
    id: ids.id,
    encoded: vacancy_id ?? ids.encoded,
    title: vacancy?.title ?? '',
    reference: vacancy?.reference ?? '',
    contractTypeId: vacancy?.contract_type_id ?? null,
    startDate: vacancy?.start_date ?? null,
    tags: (vacancy?.tags ?? []).map(({ title, folder }) => ({ ...idsOf('tag', state.nextId++), title, folder, type: 'vacancies' })),
  };
  state.vacancies.push(learnt);
  return learnt;
}

function instant(text: string | null | undefined, now: number): string {
  const at = Date.parse(text ?? '');
  return new Date(Number.isNaN(at) ? now : at).toISOString();
}
