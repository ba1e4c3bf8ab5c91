import type { Field, Row } from './row.js';

const READ_ON = '2026-11-27';
const PAGES = 'https://developers.lucca.fr/api-reference/legacy';

const INTEGER: Field = { type: 'integer' };
const OPTIONAL_INTEGER: Field = { type: 'integer', optional: true, nullable: true };
const TEXT: Field = { type: 'text' };
const OPTIONAL_TEXT: Field = { type: 'text', optional: true, nullable: true };
const OPTIONAL_INSTANT: Field = { type: 'instant', optional: true, nullable: true };
const OPTIONAL_DAY: Field = { type: 'day', optional: true, nullable: true };
const OPTIONAL_BOOLEAN: Field = { type: 'boolean', optional: true, nullable: true };

/** v3 wraps what it answers, and leaves out what was not asked for. */
const v3 = (data: Field): Field => ({
  type: 'object',
  fields: { header: { type: 'object', optional: true, nullable: true, fields: { generated: OPTIONAL_INSTANT } }, data },
});
const v3List = (fields: Readonly<Record<string, Field>>): Field =>
  v3({ type: 'object', fields: { items: { type: 'list', of: { type: 'object', fields } } } });
const v4List = (fields: Readonly<Record<string, Field>>): Field => ({
  type: 'object',
  fields: {
    items: { type: 'list', of: { type: 'object', fields } },
    count: OPTIONAL_INTEGER,
    prev: { type: 'any', optional: true, nullable: true },
    next: { type: 'any', optional: true, nullable: true },
  },
});

const USER = {
  id: INTEGER,
  firstName: OPTIONAL_TEXT,
  lastName: OPTIONAL_TEXT,
  mail: OPTIONAL_TEXT,
  login: OPTIONAL_TEXT,
  dtContractStart: OPTIONAL_INSTANT,
  dtContractEnd: OPTIONAL_INSTANT,
  modifiedAt: OPTIONAL_INSTANT,
} satisfies Record<string, Field>;

const V3_LIST = { fields: 'text', paging: 'page', orderBy: 'order' } as const;
const V4_LIST = { page: 'number', limit: 'number', 'fields.root': 'list' } as const;

const CONTRACT = {
  id: INTEGER,
  ownerId: INTEGER,
  startsOn: { type: 'day' },
  endsOn: OPTIONAL_DAY,
  establishmentId: OPTIONAL_INTEGER,
  typeId: OPTIONAL_INTEGER,
  isApplicable: OPTIONAL_BOOLEAN,
  createdAt: OPTIONAL_INSTANT,
  lastModifiedAt: OPTIONAL_INSTANT,
} satisfies Record<string, Field>;

const CONTRACT_BODY = {
  endsOn: { type: 'day', nullable: true },
  establishmentId: INTEGER,
  typeId: INTEGER,
  spcId: { type: 'integer', nullable: true },
  hiringTypeId: { type: 'integer', nullable: true },
  trialPeriodDays: { type: 'integer', nullable: true },
  temporaryContractGroundId: INTEGER,
  internshipSupervisorId: { type: 'integer', nullable: true },
  externalId: { type: 'text', nullable: true },
} satisfies Record<string, Field>;

/** Lucca's legacy API: the newer one cannot write employees. */
export const LUCCA: readonly Row[] = [
  {
    method: 'GET',
    path: '/organization/structure/api/establishments',
    what: 'Places of work, which v3 calls legal entities.',
    parameters: { ...V4_LIST, sort: 'sort', isArchived: 'boolean', search: 'text', legalUnitId: 'number' },
    answer: v4List({ id: INTEGER, name: TEXT, code: OPTIONAL_TEXT, isArchived: OPTIONAL_BOOLEAN }),
    status: { kind: 'live' },
    page: `${PAGES}/organization/establishments/list-establishments`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/organization/structure/api/departments',
    what: 'Departments; hierarchy and parentId are paths of positions.',
    parameters: { ...V4_LIST, sort: 'sort' },
    answer: v4List({
      id: INTEGER,
      name: TEXT,
      code: OPTIONAL_TEXT,
      description: OPTIONAL_TEXT,
      hierarchy: OPTIONAL_TEXT,
      parentId: OPTIONAL_TEXT,
      parentLuccaId: OPTIONAL_INTEGER,
      isActive: OPTIONAL_BOOLEAN,
      headId: OPTIONAL_INTEGER,
      createdAt: OPTIONAL_INSTANT,
      lastModifiedAt: OPTIONAL_INSTANT,
      sortOrderInSiblings: OPTIONAL_INTEGER,
    }),
    status: { kind: 'live' },
    page: `${PAGES}/organization/departments/list-departments`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/api/v3/roles',
    what: 'Roles, those of API keys among them.',
    parameters: V3_LIST,
    answer: v3List({ id: INTEGER, name: TEXT }),
    status: { kind: 'live' },
    page: 'https://support.lucca.fr/hc/fr/articles/206803199',
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/directory/api/work-contract-archetypes',
    what: 'Contract templates, which are what typeId names. The shape of the answer is not documented, nor the right it needs.',
    parameters: {},
    answer: { type: 'any' },
    status: { kind: 'live' },
    page: `${PAGES}/directory/guides/work-contracts`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/api/v3/users',
    what: 'Employees, present and upcoming; former ones where they are asked for and the key may see them.',
    parameters: {
      ...V3_LIST,
      id: 'list',
      login: 'list',
      mail: 'list',
      formerEmployees: 'boolean',
      dtContractStart: 'list',
      dtContractEnd: 'list',
      modifiedAt: 'list',
    },
    answer: v3List(USER),
    status: { kind: 'deprecated', endsOn: null },
    page: `${PAGES}/directory/list-users`,
    readOn: READ_ON,
  },
  {
    method: 'POST',
    path: '/api/v3/users',
    what: 'Creates an employee, with contract=true also a first contract. Answers what fields asks for; null where it was discarded.',
    parameters: { fields: 'text', contract: 'boolean', notify: 'boolean' },
    body: {
      required: {
        firstName: TEXT,
        lastName: TEXT,
        mail: TEXT,
        login: TEXT,
        legalEntityId: INTEGER,
        departmentId: INTEGER,
        rolePrincipalId: INTEGER,
        dtContractStart: { type: 'instant' },
      },
      known: {
        dtContractEnd: { type: 'instant', nullable: true },
        managerId: { type: 'integer', nullable: true },
        employeeNumber: TEXT,
        cultureId: INTEGER,
        calendarId: { type: 'integer', nullable: true },
        birthDate: { type: 'instant', nullable: true },
        jobTitle: TEXT,
        gender: TEXT,
        nationalityId: TEXT,
        address: TEXT,
        directLine: TEXT,
        professionalMobile: TEXT,
        personalEmail: TEXT,
        personalMobile: TEXT,
      },
    },
    answer: v3({ type: 'object', nullable: true, fields: { id: INTEGER, login: OPTIONAL_TEXT } }),
    status: { kind: 'deprecated', endsOn: null },
    page: `${PAGES}/directory/guides/users-migration`,
    readOn: READ_ON,
  },
  {
    method: 'GET',
    path: '/directory/api/4.0/work-contracts',
    what: 'Contracts of employees.',
    parameters: { ...V4_LIST, ownerId: 'list', isApplicable: 'boolean', isArchived: 'boolean', typeId: 'list', establishmentId: 'list' },
    answer: v4List(CONTRACT),
    status: { kind: 'deprecated', endsOn: null },
    page: `${PAGES}/directory/get-work-contracts`,
    readOn: READ_ON,
  },
  {
    method: 'PATCH',
    path: '/directory/api/4.0/work-contracts/{id}',
    what: 'Changes a contract, such as its template (typeId).',
    parameters: {},
    body: { required: {}, known: { ...CONTRACT_BODY, startsOn: { type: 'day' } } },
    answer: { type: 'any', optional: true, nullable: true },
    status: { kind: 'deprecated', endsOn: null },
    page: `${PAGES}/directory/patch-work-contract`,
    readOn: READ_ON,
  },
  {
    method: 'POST',
    path: '/directory/api/4.0/work-contracts',
    what: 'Makes a contract for someone who has none in that time.',
    parameters: {},
    body: { required: { ownerId: INTEGER, startsOn: { type: 'day' }, establishmentId: INTEGER, typeId: INTEGER }, known: CONTRACT_BODY },
    answer: { type: 'any', optional: true, nullable: true },
    status: { kind: 'deprecated', endsOn: null },
    page: `${PAGES}/directory/post-work-contract`,
    readOn: READ_ON,
  },
];
