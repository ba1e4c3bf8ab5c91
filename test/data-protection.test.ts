import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Activities } from '../src/activities/attempt/interceptor.js';
import type { PreviewBasis } from '../src/contracts/preview.js';
import type { Shape } from '../src/contracts/trace.js';
import type { Correction } from '../src/hire/correction.js';
import type { HireMemo } from '../src/hire/notice.js';
import type { CorrectionTaken, HireState } from '../src/workflows/hire/messages.js';
import type * as workflows from '../src/workflows/index.js';

type Called<T> = {
  [K in keyof T]: T[K] extends (...args: infer Args) => Promise<infer Result> ? Args[number] | Result : never;
}[keyof T];

/** All that is written to Temporal: what goes into activities and workflows and comes out, messages, memos. */
type Payload = Called<Activities> | Called<typeof workflows> | HireMemo | HireState | PreviewBasis | Correction | CorrectionTaken;

/** Names of all fields in it, however deep. Of a shape no value is kept. */
type Names<T> = T extends string | number | boolean | null | undefined | Shape
  ? never
  : T extends readonly (infer Item)[]
    ? Names<Item>
    : T extends object
      ? { [K in keyof T]-?: (K extends string ? (string extends K ? never : K) : never) | Names<T[K]> }[keyof T]
      : never;
type Name = Names<Payload>;

/** A name that means a person in any one type counts. By the heading of its row in the page. */
const PERSONAL = {
  'who the candidate is': words(
    'lastName firstName person name email personalEmail workEmail phone login wanted value given suggestion words body line text sent found query was now',
  ),
  'the employment': words(
    'startDate startDateTag contractEnd endDate offerStartDate offerEndDate startsOn endsOn switchedAt changedOn department departments establishment primaryRole contractType typeId vacancy title reference label former same place',
  ),
  'numbers that stand for the candidate': words('applicant hire hireId employee employeeId id link digest repeatOf several token path'),
  'those who work with it': words('by reason admins of to reader'),
} as const;

const OTHERS = words(
  'accepted account ages changes confirmed left looked mails phase rows said stopped toStart answers application approved asked at basis before calls candidate cause chain checks choices code column columns connection consequence continued contracts correction corrections created creation cutOff days dismissed done draft earlier ending endpoint erased escalateAt event existing expireAt expiresAt failed field fields firstRan flags flatchr from gateway gone goneEmployees heardAt hired hiredAnyway hires idle ignoredSignal inLucca issues kind known knows leftOut lifeMs loginTold lookEveryMs lucca mail mayExist maybeSent memory method missed missing mode more next notice number observations offer ok onlyIf onlyLook order origin outcome parent pausedForMs plan plannedFor posted preview problem problems production question reading reconciled refused remedies remedy reminder removal repeat reportWithinMs requests retryAfter right run seen seenAt settleFrom settlingForMs shape shownAfterMs since started startedAt status step story subject summary system tags taken taskQueue times toChange told unread upTo validated values via waitingSince warnAt what why workflow yieldingForMs',
);

type Words<Text extends string, Found extends string = never> = Text extends `${infer First} ${infer Rest}`
  ? Words<Rest, Found | First>
  : Found | Text;
function words<const Text extends string>(text: Text): readonly Words<Text>[] {
  return text.split(' ') as Words<Text>[]; // as the type splits it
}

type Sorted = (typeof PERSONAL)[keyof typeof PERSONAL][number] | (typeof OTHERS)[number];
/** The compiler names here a field that is in neither list, and a name in a list that no field has. */
const sorted = (name: Name): Sorted => name;
const known = (name: Sorted): Name => name;

describe('the page about data protection', () => {
  const page = readFileSync(new URL('../docs/data-protection.md', import.meta.url), 'utf8');
  const rows = new Map([...page.matchAll(/^\| ([^|]+) \| ([^|]+) \|/gm)].map(([, heading = '', fields = '']) => [heading, fields]));

  for (const [heading, names] of Object.entries(PERSONAL))
    it(`names every personal field of all that is stored, and no other: ${heading}`, () => {
      const named = [...(rows.get(heading) ?? assert.fail('no such row')).matchAll(/`(\w+)`/g)].map(([, name]) => name);
      assert.deepEqual(new Set(named), new Set(names.map((name) => sorted(known(name)))));
    });
});
