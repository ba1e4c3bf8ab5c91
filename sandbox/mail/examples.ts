import type { Employee, EmployeeDraft } from '../../src/hire/draft.js';
import type { NoticeSubject } from '../../src/hire/notice.js';
import type { Preview } from '../../src/hire/preview.js';
import { creationRequests } from '../../src/lucca/requests.js';
import type { Choice, ExistingEmployee, FoundProblem, Issue, Problem, ProblemCode } from '../../src/hire/problem.js';

/*
 * Made-up data for previews and tests of what people read: a hire with every kind of value, and one example of each problem.
 */

export const SUBJECT: NoticeSubject = {
  hireId: 'hire/acme/z7gWQ',
  connection: 'acme',
  person: 'Hélène Crèvecœur',
  vacancy: 'Comptable H/F',
};

export const EMPLOYEE: Employee = {
  id: 416,
  login: 'hcrevecoeur',
  link: 'https://acme.ilucca.net/directory/users/cards?employeeId=416',
};

export const DRAFT: EmployeeDraft = {
  lastName: { value: 'Crèvecœur', origin: 'flatchr' },
  firstName: { value: 'Hélène', origin: 'flatchr' },
  email: { value: 'helene@home.example', origin: 'flatchr', flags: ['personal-email'] },
  phone: { value: '06 12', origin: 'flatchr', flags: ['phone-as-typed'] },
  department: { value: 14, origin: 'rule', label: 'Ventes' },
  establishment: { value: 1, origin: 'default', label: 'Siège' },
  primaryRole: { value: 3, origin: 'correction' },
  contractType: { value: 1, origin: 'flatchr', label: 'CDI' },
  startDate: { value: '2027-02-01', origin: 'switch-date', flags: ['date-of-switch'] },
  login: { value: 'hcrevecoeur', origin: 'derived' },
};

export const PREVIEW: Preview = { draft: DRAFT, requests: creationRequests(DRAFT) };

export const EXISTING: ExistingEmployee = {
  id: 41,
  lastName: 'CRÈVECŒUR',
  firstName: 'Hélène',
  email: 'h@acme.example',
  login: 'hcrevecoeur',
  startDate: '2020-03-01',
  endDate: '2024-05-31',
  former: true,
  link: 'https://acme.ilucca.net/directory/users/cards?employeeId=41',
  same: 'login-and-name',
};

const ESTABLISHMENTS: readonly Choice[] = [
  { id: 1, name: 'Siège' },
  { id: 2, name: 'Lyon' },
];
const DEPARTMENTS: readonly Choice[] = [
  { id: 1, name: 'Direction' },
  { id: 10, name: 'Ventes', parent: 1 },
  { id: 14, name: 'Service IT', parent: 1 },
  { id: 15, name: 'Service Financier', parent: 1 },
];
const NAMESAKES: readonly Choice[] = [
  { id: 40, name: 'Direction › Service IT › Support' },
  { id: 41, name: 'Direction › Ventes › Support' },
];
const CONTRACT_TYPES: readonly Choice[] = [
  { id: 1, name: 'CDI' },
  { id: 2, name: 'CDD' },
];

type Example = Partial<Omit<FoundProblem, 'issues' | 'code'>> & { readonly issues: readonly Partial<Issue>[] };

/** Each problem as its step would find it. */
const PROBLEMS: Record<ProblemCode, Example> = {
  missing: {
    issues: [
      { field: 'establishment', choices: ESTABLISHMENTS },
      { field: 'department', choices: DEPARTMENTS },
    ],
  },
  unusable: { step: 'validateHire', issues: [{ field: 'email', given: 'helene at home' }] },
  doubtful: {
    step: 'validateHire',
    issues: [
      { field: 'lastName', given: 'Crèvecœur (ép. Morin)', suggestion: 'Crèvecœur' },
      { field: 'startDate', given: '2207-02-01', suggestion: '2027-02-01' },
    ],
  },
  'other-person': {
    step: 'validateHire',
    issues: [{ given: 'Jeanne Morin' }],
    remedies: ['fields', 'retry', 'create-anyway'],
  },
  'search-refused': { step: 'validateHire', issues: [{}], remedies: ['retry', 'create-anyway'] },
  'not-hired': { step: 'validateHire', issues: [{}], remedies: ['retry', 'create-anyway'] },
  unknown: { issues: [{ field: 'department', given: 'Comptabilité', choices: DEPARTMENTS }] },
  ambiguous: { issues: [{ field: 'department', given: 'Support', choices: NAMESAKES }] },
  unmapped: { issues: [{ field: 'contractType', given: 'Freelance', choices: CONTRACT_TYPES }] },
  'head-left': { issues: [{ field: 'department', given: 'Service Juridique', choices: DEPARTMENTS }] },
  'login-unusable': { step: 'deriveLogin', issues: [{ field: 'login', given: 'h c' }] },
  'login-exhausted': { step: 'deriveLogin', issues: [{ field: 'login' }] },
  'login-taken': { step: 'deriveLogin', issues: [{ field: 'login', given: 'hmarchand' }] },
  approval: { step: 'createEmployee', issues: [{}], remedies: ['approve', 'fields'], preview: PREVIEW },
  'employee-gone': { step: 'createEmployee', issues: [{}], remedies: ['create-anyway', 'retry'] },
  'employee-exists': {
    step: 'createEmployee',
    issues: [{}],
    remedies: ['use-existing', 'create-anyway', 'fields', 'retry'],
    existing: [EXISTING],
  },
  'lucca-rejected': {
    step: 'createEmployee',
    issues: [{}],
    remedies: ['fields', 'retry', 'use-existing'],
    words: 'Le matricule est obligatoire',
  },
  'contract-rejected': {
    step: 'createEmployee',
    issues: [{ field: 'contractType' }],
    words: 'Ce modèle de contrat est archivé',
  },
};

/** The example of a problem, number 2 of its hire. */
export function exampleProblem(code: ProblemCode): Problem {
  const { issues, ...rest } = PROBLEMS[code];
  return {
    number: 2,
    step: 'resolveDefaults',
    code,
    remedies: ['fields', 'retry'],
    issues: issues.map((issue) => ({ code, ...issue })),
    ...rest,
  };
}
