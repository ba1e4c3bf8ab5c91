import type { NewCandidate } from '../../sandbox/flatchr/board.js';
import type { Rig } from './rig.js';

/** What every planted person has in common: where one of these is found, somebody can be read. None is short enough to be found by chance. */
export const PLANTS = {
  'a first name': 'Zqxavériane',
  'a last name': 'Zqmarkovà',
  'a name as in a login': 'zqmarkova',
  'a personal e-mail': 'zq.private.',
  'a work e-mail': 'zq.work.',
  'a phone number': '655443322',
  'a phone number as typed': '6 55 44 33 22',
  'a person who answers': 'Zqannalena',
  "a person's reason": 'zqreason',
  "Lucca's words": 'zqwordings',
} as const;

const BY = `${PLANTS['a person who answers']} Admin`;

/** The ways of a planted hire; each leaves it ended or waiting. */
const WAYS: readonly ((rig: Rig, person: NewCandidate, number: number) => Promise<unknown>)[] = [
  async function created(rig, person) {
    await rig.untilStatus(await rig.hire(person), 'created');
  },
  async function createdWithWorkEmail(rig, person, number) {
    const email = `${PLANTS['a work e-mail']}${number}@acme.example`;
    await rig.untilStatus(await rig.hire({ ...person, traits: { 'Email pro': email } }), 'created');
  },
  async function correctedByHand(rig, person) {
    const id = await rig.hire({ ...person, email: PLANTS['a personal e-mail'] });
    await rig.untilProblem(id, 'unusable');
    await rig.signal(id, { kind: 'fields', by: BY, fields: { lastNam: person.lastname } }); // a wrong one
    await rig.hires.correct(id, { kind: 'fields', by: BY, fields: { email: person.email ?? '' } });
    await rig.untilStatus(id, 'created');
  },
  async function waits(rig, person) {
    await rig.untilProblem(await rig.hire({ ...person, email: null }), 'missing');
  },
  async function refusedUpdate(rig, person) {
    const id = await rig.hire({ ...person, email: null });
    await rig.untilProblem(id, 'missing');
    const fields = { [`${person.lastname}`]: person.email, email: PLANTS['a personal e-mail'] };
    await rig.hires.correct(id, { kind: 'fields', by: BY, fields }).catch(() => undefined);
  },
  async function linked(rig, person) {
    await rig.untilStatus(await rig.hire(person), 'created');
    const again = await rig.hire({ ...person, vacancy: 'Communications intern' }); // of the same vacancy it would be a repeat
    const { existing = [] } = await rig.untilProblem(again, 'employee-exists');
    await rig.hires.correct(again, { kind: 'use-existing', by: BY, employeeId: existing[0]?.id ?? 0 });
    await rig.untilStatus(again, 'linked');
  },
  async function cancelled(rig, person) {
    const id = await rig.hire({ ...person, email: null });
    await rig.untilProblem(id, 'missing');
    await rig.handle(id).cancel();
    await rig.untilFailed(id);
  },
  async function draggedAgain(rig, person) {
    const id = await rig.hire({ ...person, email: null });
    await rig.untilProblem(id, 'missing');
    await rig.hires.correct(id, { kind: 'abandon', by: BY, reason: PLANTS["a person's reason"] });
    await rig.untilFailed(id);
    await rig.hires.reopen(id);
    await rig.untilProblem(id, 'missing');
  },
  async function terminated(rig, person) {
    const id = await rig.hire({ ...person, email: null });
    await rig.untilProblem(id, 'missing');
    await rig.handle(id).terminate('for the test');
  },
];

/** Hires of all kinds, one after the other in each of `atOnce` rows; and what else is stored of a person. */
export async function plant(rig: Rig, count: number, atOnce = 3): Promise<void> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const next = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift())
      await WAYS[number % WAYS.length]?.(rig, personOf(number), number);
  };
  await Promise.all(Array.from({ length: atOnce }, next));

  // What follows needs faults, which must not meet the others.
  const [person, other] = [personOf(count), personOf(count + 1)];
  await refusedByLucca(rig, personOf(count + 2));
  await rig.post({ event: 'drag_applicant', data: { candidate: person } }); // no applicant: kept as refused
  rig.sandbox.faults.add({ system: 'lucca', method: 'GET', times: 3, action: { answer: { status: 503, message: JSON.stringify(other) } } });
  rig.sandbox.faults.add({ system: 'mail', method: 'RCPT', times: 1, action: { answer: { status: 451, message: `${other.lastname}` } } });
  await rig.untilStatus(await rig.hire(other), 'created');
}

/** Rejected with the name in Lucca's words, and abandoned. */
async function refusedByLucca(rig: Rig, person: NewCandidate): Promise<void> {
  const message = `${PLANTS["Lucca's words"]}: ${person.email} of ${person.firstname} ${person.lastname} is taken`;
  // Twice: it is tried again without what is optional.
  rig.sandbox.faults.add({ system: 'lucca', method: 'POST', path: 'users', times: 2, action: { answer: { status: 400, message } } });
  const id = await rig.hire(person);
  await rig.untilProblem(id, 'lucca-rejected');
  await rig.hires.correct(id, { kind: 'abandon', by: BY, reason: `${PLANTS["a person's reason"]}: ${person.lastname} withdrew` });
  await rig.untilFailed(id);
}

/** The planted person of a number. */
export function personOf(number: number): NewCandidate {
  const word = String(number).replaceAll(/\d/g, (digit) => String.fromCodePoint(97 + Number(digit)));
  return {
    firstname: `${PLANTS['a first name']}${word}`,
    lastname: `${PLANTS['a last name']}${word}`,
    email: `${PLANTS['a personal e-mail']}${word}@example.org`,
    phone: `+33 ${PLANTS['a phone number as typed']}`,
  };
}

/**
 * What of the planted can be read in some bytes: in plain text as UTF-8 and UTF-16, in JSON's and a URL's escapes, and in base64, wherever in
 * a group it begins.
 */
export function readable(bytes: Buffer, markers: Readonly<Record<string, string>> = PLANTS): string[] {
  return Object.entries(markers)
    .filter(([, marker]) => formsOf(marker).some((form) => bytes.includes(form)))
    .map(([what]) => what);
}

function formsOf(marker: string): Buffer[] {
  const spellings = [...new Set([marker, marker.toLowerCase(), marker.toUpperCase(), marker.normalize('NFD')])];
  return spellings.flatMap((text) => {
    const utf8 = Buffer.from(text);
    const utf16 = Buffer.from(text, 'utf16le');
    const escaped = text.replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const plain = [utf8, utf16, Buffer.from(utf16).swap16(), Buffer.from(encodeURIComponent(text)), Buffer.from(escaped)];
    return [...plain, ...[utf8, utf16].flatMap(base64Forms)];
  });
}

/** The middle of its base64, for each of the three places where it may begin in a group of three bytes. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const text = whole.subarray(before === 0 ? 0 : 3, whole.length - (whole.length % 3)).toString('base64');
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')].map((form) => Buffer.from(form));
  });
}
