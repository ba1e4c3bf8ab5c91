import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.js';
import { addFaultHooks } from '../fault-hooks.js';
import { addShaping } from '../shaping.js';
import type { Board } from './board.js';
import { searchApplicants } from './search.js';
import { COMPANY, type Applicant, type Tag, type Vacancy } from './state.js';

class FlatchrError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

interface OfCompany {
  readonly Params: { readonly company: string };
}
interface OfApplicant {
  readonly Params: { readonly company: string; readonly applicant: string };
}
const moveSchema = z.object({ column_id: z.int() });
const noteSchema = z.object({ type: z.string().min(1), text: z.string(), private: z.enum(['true', 'false']).default('false') });
const COMMENT = '/company/:company/applicant/:applicant/comment';

/** Flatchr's REST API as far as the connector needs it, under this plugin's prefix. */
export async function flatchrApi(app: FastifyInstance, { context, board }: { context: SandboxContext; board: Board }): Promise<void> {
  const { store, now } = context;
  const old = () => store.state.settings.flatchrForm === '2022';

  app.addHook('onRequest', async (request) => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const inQuery = new URL(request.url, 'http://sandbox').searchParams.get('token');
    const ofUser = request.routeOptions.url?.endsWith(COMMENT);
    if ((bearer ?? inQuery) !== (ofUser ? context.userToken : context.apiKey)) throw new FlatchrError(401, 'Missing authentication');
    const { company } = z.object({ company: z.string().optional() }).parse(request.params);
    if (company !== undefined && company !== COMPANY.encoded) throw new FlatchrError(404, 'Company not found');
  });
  if (context.trace) addShaping(app, context.trace.flatchr);
  addFaultHooks(app, context, 'flatchr');
  app.setErrorHandler(async (error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : error instanceof z.ZodError ? 400 : 500;
    if (status >= 500) context.logger.error({ err: error }, 'the fake Flatchr failed');
    return reply.code(status).send({ statusCode: status, message: error instanceof FlatchrError ? error.message : 'Request failed' });
  });

  app.post<OfCompany>('/company/:company/search/applicants', async (request) => {
    const wanted = z.record(z.string(), z.unknown()).parse(request.body ?? {});
    const rows = searchApplicants(store.state.flatchr, wanted, now(), store.state.settings.searchLagMs);
    return old() ? rows.map(({ hired: _hired, status: _status, vacancy_id: _vacancy, ...row }) => row) : rows;
  });

  app.get<{ Params: { readonly vacancy: string } }>('/vacancy/:vacancy', async (request) => {
    const found = store.state.flatchr.vacancies.find(({ encoded }) => encoded === request.params.vacancy);
    if (found === undefined) throw new FlatchrError(404, 'Vacancy not found');
    return vacancyView(found, wantedFields(request.query));
  });

  app.get<OfCompany>('/company/:company/vacancies', async (request) => {
    const fields = wantedFields(request.query);
    return store.state.flatchr.vacancies.map((vacancy) => vacancyView(vacancy, fields));
  });

  app.get<OfCompany>('/company/:company/columns', async () =>
    store.state.flatchr.columns.map(({ id, title, position, hired }) => ({
      id,
      title,
      company_id: COMPANY.encoded,
      position,
      visible: true,
      hired,
    })),
  );

  app.get<OfCompany>('/company/:company/tags', async () => store.state.flatchr.tags.map(tagView));

  app.get('/contracts', async () => {
    const { contractTypes } = store.state.flatchr;
    return old() ? contractTypes.map(({ id, title: text }) => ({ id, text })) : contractTypes;
  });

  app.get<OfApplicant>('/company/:company/applicant/:applicant/traits', async (request) =>
    applicantOf(request.params.applicant).traits.map(({ id, tag, value }) => ({
      id,
      tag_id: old() ? store.state.flatchr.tags.find(({ encoded }) => encoded === tag)?.id : tag,
      value,
    })),
  );

  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    return Object.fromEntries(await new Response(new Uint8Array(body), { headers }).formData());
  });
  app.post<OfApplicant>(COMMENT, async (request) => {
    const applicant = applicantOf(request.params.applicant);
    const { type, text, private: isPrivate } = noteSchema.parse(request.body);
    (applicant.notes ??= []).push({ type, text, private: isPrivate === 'true' });
    store.save('flatchr');
    return store.state.flatchr.nextId++;
  });

  app.put<{ Params: { readonly company: string; readonly vacancy: string; readonly applicant: string } }>(
    '/company/:company/vacancy/:vacancy/applicant/:applicant',
    async (request) => {
      const applicant = applicantOf(request.params.applicant);
      const { column_id } = moveSchema.parse(request.body);
      if (!store.state.flatchr.columns.some(({ id }) => id === column_id)) throw new FlatchrError(404, 'Column not found');
      await board.move(applicant.id, column_id);
      return movedView(applicant);
    },
  );

  /** REST takes the encoded id alone. */
  function applicantOf(id: string): Applicant {
    const found = store.state.flatchr.applicants.find(({ encoded }) => encoded === id);
    if (found === undefined) throw new FlatchrError(404, 'Applicant not found');
    return found;
  }

  function vacancyView(vacancy: Vacancy, fields: readonly string[]): object {
    const label = store.state.flatchr.contractTypes.find(({ id }) => id === vacancy.contractTypeId)?.title;
    return {
      id: vacancy.encoded,
      vacancy_id: vacancy.id,
      slug: `${vacancy.encoded.toLowerCase()}-vacancy`,
      reference: vacancy.reference,
      title: vacancy.title,
      mission: '<p>Acme recrute.</p>',
      profile: '<p>Curieux &amp; rigoureux</p>',
      salary: '0',
      contract_type_id: vacancy.contractTypeId,
      ...(old() ? {} : { contract_type: label ?? null }),
      company_id: COMPANY.id,
      start_date: vacancy.startDate,
      end_date: null,
      status: 1,
      language: 'fr',
      ...(fields.includes('tags') ? { tags: vacancy.tags.map(tagView) } : {}),
      ...(fields.includes('address') ? { address: { locality: 'Nantes', country: 'France' } } : {}),
    };
  }

  function movedView(applicant: Applicant): object {
    const { candidate } = applicant;
    const vacancy = store.state.flatchr.vacancies.find(({ id }) => id === applicant.vacancyId);
    return {
      id: applicant.encoded,
      vacancy_id: vacancy?.encoded,
      column_id: applicant.columnId,
      score: 0,
      comment: null,
      created_at: Math.floor(Date.parse(applicant.createdAt) / 1_000),
      updated_at: Math.floor(Date.parse(applicant.updatedAt) / 1_000),
      status: applicant.status,
      view: true,
      anonym: false,
      external_id: null,
      candidate: {
        id: candidate.encoded,
        email: candidate.email,
        firstname: candidate.firstname,
        lastname: candidate.lastname,
        phone: candidate.phone,
        urls: {},
        consent: true,
        created_at: applicant.createdAt,
      },
      column: {},
      vacancy: {},
      applies: [],
    };
  }
}

function tagView(tag: Tag): object {
  return {
    id: tag.encoded,
    tag_id: tag.id,
    company_id: COMPANY.id,
    title: tag.title,
    values: '',
    multiple: false,
    visible: true,
    creatable: tag.type === 'candidates',
    folder: tag.folder,
    type: tag.type,
    position: null,
    tagCandidateRestriction: [],
  };
}

function wantedFields(query: unknown): string[] {
  const { fields = '' } = z.object({ fields: z.string().optional() }).parse(query);
  return fields.split(',');
}
