import type { Seed } from '../settings.js';
import { idsOf } from './ids.js';
import type { Applicant, FlatchrState, Tag, Vacancy } from './state.js';

const DAY_MS = 86_400_000;

export const START_DATE_TAG = "Date d'entrée";
export const WORK_EMAIL_TAG = 'Email pro';

/** Contract types' ids. */
const CDI = 1;
const CDD = 2;
const FREELANCE = 3;
const INTERNSHIP = 5;

interface Row {
  readonly firstname: string;
  readonly lastname: string;
  readonly email?: string;
  readonly phone?: string;
  /** Title of the vacancy. */
  readonly vacancy: string;
  readonly startsInDays?: number;
  readonly workEmail?: string;
  readonly hint: string;
}

const CANDIDATES: readonly Row[] = [
  {
    firstname: 'Camille',
    lastname: 'Martin',
    email: 'camille.martin@example.org',
    phone: '+33 6 12 34 56 78',
    vacancy: 'Sales executive',
    startsInDays: 42,
    workEmail: 'camille.martin@acme.example',
    hint: 'Has everything',
  },
  {
    firstname: 'Louis',
    lastname: 'Garnier',
    phone: '06 23 45 67 89',
    vacancy: 'Sales executive',
    startsInDays: 42,
    hint: 'No e-mail',
  },
  {
    firstname: 'Inès',
    lastname: 'Moreau',
    email: 'ines.moreau@example.org',
    phone: '06 34 56 78 90',
    vacancy: 'Quantum engineer',
    startsInDays: 35,
    hint: 'Department that Lucca lacks',
  },
  {
    firstname: 'Hugo',
    lastname: 'Petit',
    email: 'hugo.petit@example.org',
    vacancy: 'Accountant',
    hint: 'No start date, no phone',
  },
  {
    firstname: 'Jürgen',
    lastname: 'Weiß-Özdemir',
    email: 'juergen.weiss@example.org',
    phone: '+49 30 901820',
    vacancy: 'Export manager',
    hint: 'Umlauts, German phone, start date of the vacancy',
  },
  {
    firstname: 'Ελένη',
    lastname: 'Παπαδοπούλου',
    email: 'eleni@example.org',
    phone: '+30 21 2345 6789',
    vacancy: 'Developer',
    startsInDays: 49,
    hint: 'Name in Greek letters',
  },
  {
    firstname: 'Claire',
    lastname: 'Durand',
    email: 'claire.durand@example.org',
    vacancy: 'Developer',
    startsInDays: 42,
    hint: 'Same login as Céline Durand',
  },
  {
    firstname: 'Céline',
    lastname: 'Durand',
    email: 'celine.durand@example.org',
    vacancy: 'Developer',
    startsInDays: 42,
    hint: 'Same login as Claire Durand',
  },
  {
    firstname: 'Thomas',
    lastname: 'Leroy',
    email: 'tleroy@acme.example',
    vacancy: 'Sales executive',
    startsInDays: 14,
    hint: 'Already in Lucca: same e-mail',
  },
  {
    firstname: 'Sophie',
    lastname: 'Bernard',
    email: 'sbernard@acme.example',
    vacancy: 'Accountant',
    startsInDays: 21,
    hint: 'Former employee: a rehire',
  },
  {
    firstname: 'Ousmane',
    lastname: 'Traoré',
    email: 'ousmane.traore@example.org',
    vacancy: 'Legal counsel',
    startsInDays: 28,
    hint: "The department's head has left",
  },
  {
    firstname: 'Lucie',
    lastname: 'Fabre',
    email: 'lucie.fabre@example.org',
    vacancy: 'Support agent',
    startsInDays: 28,
    hint: 'Two departments have this name',
  },
  {
    firstname: 'Nils',
    lastname: 'Andersson',
    email: 'nils.andersson@example.org',
    vacancy: 'Data consultant',
    startsInDays: 28,
    hint: 'Contract type without a mapping',
  },
  {
    firstname: 'Yasmine',
    lastname: "N'Diaye",
    email: 'yasmine.ndiaye@example.org',
    phone: '0745678901',
    vacancy: 'Communications intern',
    startsInDays: 56,
    hint: 'Vacancy without a department: the default',
  },
];

/** @param now - milliseconds since the epoch; start dates are relative to it. */
export function seedFlatchr(seed: Seed, now: number): FlatchrState {
  const folder = (id: number, title: string): Tag => ({ ...idsOf('tag', id), title, folder: true, type: 'vacancies' });
  const value = (id: number, title: string): Tag => ({ ...idsOf('tag', id), title, folder: false, type: 'candidates' });
  const tags = {
    sales: folder(1171, 'Ventes'),
    exports: folder(1172, 'Ventes Export'),
    it: folder(1174, 'Service IT'),
    finance: folder(1173, 'Service Financier'),
    quantum: folder(1175, 'Service Quantique'),
    legal: folder(1176, 'Service Juridique'),
    support: folder(1177, 'Support'),
    startDate: value(1178, START_DATE_TAG),
    workEmail: value(1179, WORK_EMAIL_TAG),
    languages: value(1180, 'Langues'),
  };
  const vacancy = (id: number, title: string, contractTypeId: number, tags: Tag[], startDate: string | null = null): Vacancy => ({
    ...idsOf('vacancy', id),
    title,
    reference: `REF-${id}`,
    contractTypeId,
    startDate,
    tags,
  });
  const vacancies = [
    vacancy(2101, 'Sales executive', CDI, [tags.sales]),
    vacancy(2102, 'Export manager', CDI, [tags.exports], new Date(startOfDay(now) + 63 * DAY_MS).toISOString()),
    vacancy(2103, 'Developer', CDI, [tags.it]),
    vacancy(2104, 'Accountant', CDD, [tags.finance]),
    vacancy(2105, 'Quantum engineer', CDI, [tags.quantum]),
    vacancy(2106, 'Data consultant', FREELANCE, [tags.it]),
    vacancy(2107, 'Communications intern', INTERNSHIP, []),
    vacancy(2108, 'Legal counsel', CDI, [tags.legal]),
    vacancy(2109, 'Support agent', CDI, [tags.support]),
  ];
  return {
    columns: [
      { ...idsOf('column', 691), title: 'À contacter', position: 1, hired: false },
      { ...idsOf('column', 693), title: 'Entretien', position: 2, hired: false },
      { id: 695, encoded: 'Nk5aMxpQ4b9GZ2Oz', title: 'Recruté', position: 3, hired: true },
    ],
    tags: Object.values(tags),
    contractTypes: [
      { id: CDI, title: 'CDI' },
      { id: CDD, title: 'CDD' },
      { id: FREELANCE, title: 'Freelance' },
      { id: 4, title: 'Alternance' },
      { id: INTERNSHIP, title: 'Stage' },
    ],
    vacancies,
    applicants: seed === 'demo' ? CANDIDATES.map((row, index) => applicant(row, 5_001 + index, vacancies, tags, now)) : [],
    nextId: 9_001,
  };
}

function applicant(
  row: Row,
  id: number,
  vacancies: readonly Vacancy[],
  tags: { readonly startDate: Tag; readonly workEmail: Tag },
  now: number,
): Applicant {
  const createdAt = new Date(now - 20 * DAY_MS).toISOString();
  // Two columns of cards, so that the hired one stays in sight of all.
  const columnId = id % 2 === 1 ? 693 : 691;
  const trait = (tag: Tag, value: string | undefined) =>
    value === undefined ? [] : [{ id: idsOf(`trait ${tag.id}`, id).encoded, tag: tag.encoded, value }];
  const day = row.startsInDays === undefined ? undefined : new Date(now + row.startsInDays * DAY_MS).toISOString().slice(0, 10);
  return {
    ...idsOf('applicant', id),
    candidate: {
      ...idsOf('candidate', id + 2_000),
      firstname: row.firstname,
      lastname: row.lastname,
      email: row.email ?? null,
      phone: row.phone ?? null,
    },
    vacancyId: vacancies.find(({ title }) => title === row.vacancy)?.id ?? 0,
    columnId,
    previousColumnId: columnId,
    status: 1,
    traits: [...trait(tags.startDate, day), ...trait(tags.workEmail, row.workEmail)],
    hint: row.hint,
    createdAt,
    updatedAt: createdAt,
  };
}

function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}
