import type { Field, Row } from './row.js';

const DEV = 'https://developers.flatchr.io/en/docs/QuickStart';
const FD = 'https://github.com/flatchr/FlatchrDocs/blob/9c9876c83515ea3700d86ccc87a2b53182075bee';
const READ_ON = '2026-11-23';

const INTEGER: Field = { type: 'integer' };
const TEXT: Field = { type: 'text' };
/** An integer in one place of the documents, an encoded text in another. */
const ID: Field = { type: 'any' };
const optional = (field: Field): Field => ({ ...field, optional: true, nullable: true });
const listOf = (fields: Readonly<Record<string, Field>>): Field => ({ type: 'list', of: { type: 'object', fields } });

const TAG = {
  id: ID,
  tag_id: optional(ID),
  title: TEXT,
  folder: optional({ type: 'boolean' }),
  type: optional(TEXT),
  values: optional(TEXT),
} satisfies Record<string, Field>;

/** The endpoints of Flatchr that the connector uses. The documents name no end for any of them. */
export const FLATCHR: readonly Row[] = [
  {
    method: 'POST',
    path: '/company/{company}/search/applicants',
    what: 'Applications by e-mail or names, within a vacancy; those that are hired, by days of their last change',
    parameters: {},
    body: {
      required: {},
      known: {
        firstname: TEXT,
        lastname: TEXT,
        email: TEXT,
        phone: TEXT,
        vacancy: TEXT,
        column: TEXT,
        hired: { type: 'any' }, // a boolean, and "true" in the example
        start: TEXT,
        end: TEXT,
        start_update: TEXT,
        end_update: TEXT,
        company: TEXT,
      },
    },
    answer: listOf({
      applicant: TEXT,
      vacancy: optional(TEXT),
      column: optional(TEXT),
      vacancy_id: optional(INTEGER), // this, status and hired: not in the example of 2022
      status: optional(INTEGER),
      hired: optional({ type: 'boolean' }),
      firstname: optional(TEXT),
      lastname: optional(TEXT),
      email: optional(TEXT),
      phone: optional(TEXT),
      created_at: optional(TEXT),
      updated_at: optional(TEXT),
    }),
    status: { kind: 'live' },
    page: `${DEV}/Candidats/Recuperer_un_candidat`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/vacancy/{vacancy}',
    what: 'A vacancy, with its tags',
    parameters: { fields: 'list' },
    answer: {
      type: 'object',
      fields: {
        id: ID,
        title: optional(TEXT),
        reference: optional(TEXT),
        contract_type_id: optional(INTEGER),
        contract_type: optional(TEXT), // shown for the careers page only
        start_date: optional(TEXT),
        end_date: optional(TEXT),
        tags: optional(listOf(TAG)),
      },
    },
    status: { kind: 'live' },
    page: `${DEV}/Annonces/Recuperer_une_annonce`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/company/{company}/vacancies',
    what: 'Both ids of each vacancy: search results carry the plain one, paths the encoded one',
    parameters: {},
    answer: listOf({ id: ID, vacancy_id: optional(INTEGER), title: optional(TEXT) }),
    status: { kind: 'live' },
    page: `${DEV}/Annonces/Recuperer_l_ensemble_de_vos_annonces`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/company/{company}/applicant/{applicant}/traits',
    what: "Values of a candidate's tags",
    parameters: {},
    answer: listOf({ id: optional(ID), tag_id: ID, value: optional(TEXT) }),
    status: { kind: 'live' },
    page: `${FD}/docs/QuickStart/Tags/Afficher_tags_candidats.md`,
    readOn: '2026-11-27',
  },
  {
    method: 'GET',
    path: '/company/{company}/tags',
    what: 'Titles of tags',
    parameters: {},
    answer: listOf(TAG),
    status: { kind: 'live' },
    page: `${DEV}/Tags/Recuperer_tags`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/contracts',
    what: 'Labels of contract types; the name of their field is not published',
    parameters: { lang: 'text' },
    answer: listOf({ id: INTEGER, label: optional(TEXT), title: optional(TEXT), name: optional(TEXT), text: optional(TEXT) }),
    status: { kind: 'live' },
    page: `${FD}/docs/Schemas/Referentiels/contract_type.md`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/company/{company}/columns',
    what: 'Columns of the boards, for the setup',
    parameters: {},
    answer: listOf({ id: INTEGER, title: TEXT, hired: optional({ type: 'boolean' }) }),
    status: { kind: 'live' },
    page: `${FD}/docs/Schemas/Referentiels/columns.md`,
    readOn: READ_ON,
  },
  {
    method: 'POST',
    path: '/company/{company}/applicant/{applicant}/comment',
    what: "A private note, with a user's token",
    parameters: {},
    body: {
      required: { type: TEXT },
      known: { text: TEXT, private: { type: 'any' }, file: { type: 'any' }, reply_to: { type: 'any' } }, // a form: all of it is text
    },
    answer: INTEGER,
    status: { kind: 'live' },
    page: `${DEV}/Commentaires/Creer_commentaire`,
    readOn: '2026-11-27',
  },
];

const REFERENCE = optional({ type: 'object', fields: { id: ID } });

/** Body of the webhook `drag_applicant`, as {@link FD}/src/pages/webhooks.md shows it, as far as it is used. */
export const DRAG_APPLICANT: Field = {
  type: 'object',
  fields: {
    event: TEXT,
    company_id: INTEGER,
    data: {
      type: 'object',
      fields: {
        user: REFERENCE,
        applicant: { type: 'object', fields: { id: INTEGER, vacancy_id: TEXT, column_id: TEXT, updated_at: { type: 'instant' } } },
        candidate: {
          type: 'object',
          fields: { id: INTEGER, firstname: optional(TEXT), lastname: optional(TEXT), email: optional(TEXT), phone: optional(TEXT) },
        },
        column: { type: 'object', fields: { id: INTEGER, title: TEXT, company_id: TEXT, hired: { type: 'boolean' } } },
        vacancy: {
          type: 'object',
          fields: {
            id: INTEGER,
            company_id: TEXT,
            title: TEXT,
            reference: optional(TEXT),
            contract_type_id: optional(INTEGER),
            start_date: optional({ type: 'instant' }),
            end_date: optional({ type: 'instant' }),
          },
        },
        applicant_id: INTEGER,
        column_id: TEXT,
        vacancy_id: TEXT,
        company: REFERENCE,
      },
    },
  },
};
