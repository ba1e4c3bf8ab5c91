import type { Connection } from '../config/schema.js';
import { FlatchrError, type FlatchrClient, type FlatchrColumn } from '../flatchr/flatchr-client.js';
import { nameOf } from '../flatchr/hired-column.js';
import { allSkipped, fail, ok, skipped, warn, type Check } from '../contracts/check.js';

type Settings = Pick<Connection, 'flatchr' | 'contractTypes' | 'defaults' | 'reconcile'>;

/** A search for nobody: whether it is answered is all that counts. */
const LONG_AGO = { from: '2001-01-01', to: '2001-01-01' };

const NEW_KEY = 'make a new one under Advanced Settings › Advanced › API, and put it in the place of flatchr.apiKey';
const REST = ['flatchr.columns', 'flatchr.tags', 'flatchr.contract-types', 'flatchr.hired'] as const;

/** @param flatchr - undefined without a key. */
export async function checkFlatchr(flatchr: FlatchrClient | undefined, settings: Settings): Promise<Check[]> {
  if (!flatchr)
    return [
      warn(
        'flatchr.key',
        `There is none: the webhook is believed as it comes, tags are not read, lost hires cannot be found${settings.flatchr.writeBack ? ', no notes are written' : ''}`,
        NEW_KEY,
      ),
      ...allSkipped(['flatchr.company', ...REST], 'needs a key of Flatchr'),
    ];

  const columns = await flatchr.columns().catch(asError);
  if (columns instanceof FlatchrError) return [...unreadable(columns), ...allSkipped(REST, 'Flatchr does not answer this key')];
  return [
    checkKey(settings),
    ok('flatchr.company', `Flatchr knows it, with ${columns.length} columns`),
    checkColumns(columns, settings),
    await checkTags(flatchr, settings),
    await checkContractTypes(flatchr, settings),
    await checkHired(flatchr, settings),
  ];
}

function checkKey({ flatchr: { writeBack, userToken } }: Settings): Check {
  if (!writeBack) return ok('flatchr.key', 'Flatchr takes it');
  if (userToken !== undefined) return ok('flatchr.key', 'Flatchr takes it; whether it takes the token of notes shows with the next one');
  return warn(
    'flatchr.key',
    "Flatchr takes it, but notes at applicants (flatchr.writeBack) need a user's token, and there is none: none is written",
    `sign a user of Flatchr's in (docs/systems/flatchr.md#notes) and put the token in the place of flatchr.userToken`,
  );
}

function unreadable(error: FlatchrError): Check[] {
  switch (error.kind) {
    case 'unauthorized':
      return [
        fail('flatchr.key', `Flatchr refuses it (${error.message}): keys seem to end after a year`, NEW_KEY),
        skipped('flatchr.company', 'Flatchr refuses the key'),
      ];
    case 'forbidden':
      return [
        fail('flatchr.key', `It may not read the columns (${error.message})`, 'let an administrator of Flatchr make the key'),
        skipped('flatchr.company', 'the key may not read it'),
      ];
    case 'not-found':
    case 'rejected':
      return [
        skipped('flatchr.key', 'Flatchr does not know the company'),
        fail('flatchr.company', `Flatchr knows no such company (${error.message})`, 'copy the company key anew to flatchr.companyId'),
      ];
    case 'unavailable':
      return [
        fail('flatchr.key', `Flatchr cannot be asked (${error.message})`, 'see that this machine reaches api.flatchr.io by https'),
        skipped('flatchr.company', 'Flatchr cannot be asked'),
      ];
  }
}

function checkColumns(columns: readonly FlatchrColumn[], { flatchr: { hiredColumns } }: Settings): Check {
  const titles = columns.map(({ title }) => title).join(', ');
  if (hiredColumns.length === 0) {
    const hired = columns.filter((column) => column.hired);
    if (hired.length > 0) return ok('flatchr.columns', `Hired means: ${hired.map(({ title }) => title).join(', ')}, by Flatchr's own flag`);
    return warn('flatchr.columns', 'Flatchr flags none of its columns as the hired one', `name it in flatchr.hiredColumns: ${titles}`);
  }
  // The encoded form of an id stands in webhooks only: whether such a one is right shows there.
  const called = (name: string) => columns.find(({ id, title }) => nameOf({ ids: [id], title }, [name]) !== undefined)?.title;
  const unknown = hiredColumns.filter((name) => called(name) === undefined);
  if (unknown.length === 0) return ok('flatchr.columns', `Hired means: ${hiredColumns.map(called).join(', ')}`);
  return fail(
    'flatchr.columns',
    `Flatchr has no column ${unknown.join(', ')}: hires there would pass by`,
    `correct flatchr.hiredColumns; Flatchr has: ${titles}`,
  );
}

async function checkTags(flatchr: FlatchrClient, { flatchr: { startDateTag, workEmailTag } }: Settings): Promise<Check> {
  const wanted = [startDateTag, workEmailTag].filter((title) => title !== undefined);
  if (wanted.length === 0) return skipped('flatchr.tags', 'none is configured: start dates are those of the offers');
  const tags = await flatchr.candidateTags().catch(asError);
  if (tags instanceof FlatchrError)
    return warn(
      'flatchr.tags',
      `Flatchr does not list them (${tags.message})`,
      'see that the key may read tags; without them dates are those of the offers',
    );
  const unknown = wanted.filter((title) => !tags.includes(title));
  if (unknown.length === 0) return ok('flatchr.tags', `Flatchr has: ${wanted.join(', ')}`);
  return fail(
    'flatchr.tags',
    `Candidates have no tag ${unknown.join(', ')}`,
    `correct its title; Flatchr has: ${tags.join(', ') || 'none'}`,
  );
}

async function checkContractTypes(flatchr: FlatchrClient, { contractTypes, defaults }: Settings): Promise<Check> {
  const types = await flatchr.contractTypes().catch(asError);
  if (types instanceof FlatchrError)
    return warn('flatchr.contract-types', `Flatchr does not list them (${types.message})`, 'none: labels are read where offers bring them');
  const unmapped = [...types].filter(([id, label]) => !(id in contractTypes) && !(label in contractTypes)).map(([, label]) => label);
  if (unmapped.length === 0) return ok('flatchr.contract-types', `All ${types.size} have their match in contractTypes`);
  return warn(
    'flatchr.contract-types',
    `Without a match in Lucca: ${unmapped.join(', ')}. Hires with such a contract wait for a person`,
    `add them to contractTypes${defaults.contractType === undefined ? '' : '; the default is only for offers without a contract type'}`,
  );
}

/** Whether lost webhooks can be found. */
async function checkHired(flatchr: FlatchrClient, { reconcile: { mode } }: Settings): Promise<Check> {
  if (mode === 'off')
    return warn(
      'flatchr.hired',
      'Who is hired in Flatchr is not compared: a lost webhook is a lost hire',
      'set reconcile.mode to start or report',
    );
  const hired = await flatchr.hired('flagged', LONG_AGO).catch(asError);
  if (hired instanceof FlatchrError)
    return warn(
      'flatchr.hired',
      `Flatchr does not tell who is hired (${hired.message}): a lost webhook is a lost hire`,
      'see that the key may search',
    );
  return ok('flatchr.hired', mode === 'start' ? 'Lost webhooks are found, and their hires started' : 'Lost webhooks are found and told of');
}

/** @throws what is no answer of Flatchr's. */
function asError(error: unknown): FlatchrError {
  if (error instanceof FlatchrError) return error;
  throw error;
}
