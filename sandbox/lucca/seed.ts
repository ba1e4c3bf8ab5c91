import type { Seed } from '../settings.js';
import { dayOf, type Department, type LuccaState, type User, type WorkContract } from './state.js';

const DAY_MS = 86_400_000;

/** Ids of the people who head a department. */
const HEADS = { direction: 383, sales: 384, exports: 385, it: 386, legal: 388 };

/** [first name, last name, login, department, establishment, role, start in days, end in days] */
type Row = [string, string, string, number, number, number, number, number?];
const PEOPLE: Record<number, Row> = {
  [HEADS.direction]: ['Hélène', 'Marchand', 'hmarchand', 1, 1, 57, -3_200],
  [HEADS.sales]: ['Marc', 'Olivier', 'molivier', 10, 1, 56, -2_100],
  [HEADS.exports]: ['Inés', 'García', 'igarcia', 11, 2, 56, -900],
  [HEADS.it]: ['Sven', 'Lindqvist', 'slindqvist', 14, 1, 56, -1_500],
  387: ['Amélie', 'Rousseau', 'arousseau', 20, 1, 55, -700],
  // Heads a department and has left: Lucca refuses whoever has no other manager.
  [HEADS.legal]: ['Gérard', 'Vidal', 'gvidal', 30, 1, 56, -4_000, -60],
  // The same e-mail as a candidate of the board.
  389: ['Thomas', 'Leroy', 'tleroy', 10, 2, 55, -400],
  // Former employee of the same e-mail as a candidate: a rehire.
  390: ['Sophie', 'Bernard', 'sbernard', 15, 1, 55, -2_000, -200],
  // Starts in the future.
  391: ['Nadia', 'Benali', 'nbenali', 20, 1, 55, 21],
};

/** @param now - milliseconds since the epoch; the people's dates are relative to it. */
export function seedLucca(seed: Seed, now: number): LuccaState {
  const people = seed === 'demo';
  const users = people ? Object.entries(PEOPLE).map(([id, row]) => person(Number(id), row, now)) : [];
  return {
    users,
    contracts: users.map((user, index) => contractOf(user, 501 + index)),
    departments: departments(people),
    establishments: [
      { id: 1, name: 'Siège', code: 'SIEGE', isArchived: false },
      { id: 2, name: 'Lyon', code: 'LYON', isArchived: false },
      { id: 3, name: 'Ancien site de Lille', code: 'LILLE', isArchived: true },
    ],
    roles: [
      { id: 55, name: 'Collaborateur' },
      { id: 56, name: 'Manager' },
      { id: 57, name: 'Administrateur' },
      // Keys have roles of their own, and Lucca lists them with the others.
      { id: 58, name: 'Flatchr (API)' },
    ],
    contractTypes: [
      { id: 1, name: 'CDI' },
      { id: 2, name: 'CDD' },
      { id: 3, name: 'Stage' },
      { id: 4, name: 'Alternance' },
      { id: 5, name: 'Intérim' },
      { id: 6, name: 'Autre (interne)' },
    ],
    ledger: [],
    nextId: 1_001,
  };
}

function departments(people: boolean): Department[] {
  const row = (id: number, name: string, code: string, parent: number | null, head: number | null = null): Department => ({
    id,
    name,
    code,
    parent,
    headId: people ? head : null,
    isActive: true,
  });
  return [
    row(1, 'Direction', 'DIR', null, HEADS.direction),
    row(10, 'Ventes', 'VEN', 1, HEADS.sales),
    row(11, 'Ventes Export', 'VEX', 10, HEADS.exports),
    row(14, 'Service IT', 'IT', 1, HEADS.it),
    row(15, 'Service Financier', 'FIN', 1),
    row(16, 'Service Marketing', 'MKT', 1),
    row(20, 'Ressources Humaines', 'RH', 1, HEADS.direction),
    row(30, 'Service Juridique', 'JUR', 1, HEADS.legal),
    // One name twice.
    row(40, 'Support', 'SUP-IT', 14),
    row(41, 'Support', 'SUP-VEN', 10),
  ];
}

function person(id: number, row: Row, now: number): User {
  const [firstName, lastName, login, departmentId, legalEntityId, rolePrincipalId, start, end] = row;
  const day = (offset: number): string => `${dayOf(now + offset * DAY_MS)}T00:00:00`;
  const createdAt = new Date(now + Math.min(start, -1) * DAY_MS).toISOString();
  return {
    id,
    firstName,
    lastName,
    mail: `${login}@acme.example`,
    login,
    legalEntityId,
    departmentId,
    rolePrincipalId,
    managerId: HEADS.direction,
    dtContractStart: day(start),
    dtContractEnd: end === undefined ? null : day(end),
    employeeNumber: String(id).padStart(6, '0'),
    cultureId: 1036,
    jobTitle: null,
    directLine: null,
    professionalMobile: null,
    personalEmail: null,
    personalMobile: null,
    birthDate: null,
    address: null,
    gender: 'Undefined',
    createdAt,
    modifiedAt: createdAt,
  };
}

function contractOf(user: User, id: number): WorkContract {
  return {
    id,
    ownerId: user.id,
    startsOn: user.dtContractStart.slice(0, 10),
    endsOn: user.dtContractEnd?.slice(0, 10) ?? null,
    establishmentId: user.legalEntityId,
    typeId: 1,
    spcId: null,
    hiringTypeId: null,
    trialPeriodDays: null,
    externalId: null,
    isArchived: false,
    createdAt: user.createdAt,
    lastModifiedAt: user.createdAt,
  };
}
