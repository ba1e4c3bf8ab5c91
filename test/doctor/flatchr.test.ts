import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.js';
import { sandboxConfig } from '../../sandbox/config.js';
import { configSchema, type Connection } from '../../src/config/schema.js';
import type { Check } from '../../src/contracts/check.js';
import { checkFlatchr } from '../../src/doctor/flatchr.js';
import { createFlatchrClient } from '../../src/flatchr/flatchr-client.js';

describe('the doctor looks at Flatchr', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, smtpPort: 0, quota: 'off' });
  });
  after(() => sandbox.close());

  async function look(change: Partial<Connection['flatchr']> = {}, contractTypes?: Connection['contractTypes']): Promise<Check[]> {
    const [connection] = configSchema.parse(sandboxConfig(sandbox, 'http://localhost')).connections;
    assert.ok(connection);
    const flatchr = { ...connection.flatchr, ...change };
    const { url: baseUrl = '', companyId, apiKey } = flatchr;
    const client = apiKey === undefined ? undefined : createFlatchrClient({ baseUrl, companyId, apiKey });
    return checkFlatchr(client, { ...connection, flatchr, ...(contractTypes && { contractTypes }) });
  }
  const statuses = (checks: readonly Check[]) => Object.fromEntries(checks.map(({ id, status }) => [id, status]));
  const of = (checks: readonly Check[], id: string) => checks.find((check) => check.id === id) ?? assert.fail(`no ${id}`);

  it('and finds nothing wrong', async () => {
    const checks = await look();
    assert.deepEqual(
      Object.values(statuses(checks)).filter((status) => status === 'fail'),
      [],
    );
    assert.match(of(checks, 'flatchr.columns').summary, /Recruté, by Flatchr's own flag/);
    assert.match(of(checks, 'flatchr.tags').summary, /Date d'entrée/);
  });

  const BROKEN: [what: string, Partial<Connection['flatchr']>, id: string, status: string, says: RegExp][] = [
    ['no key', { apiKey: undefined }, 'flatchr.key', 'warn', /believed as it comes/],
    ['notes without a token', { writeBack: true }, 'flatchr.key', 'warn', /user's token/],
    ['notes without a key', { writeBack: true, apiKey: undefined }, 'flatchr.key', 'warn', /no notes/],
    ['a wrong key', { apiKey: 'wrong' }, 'flatchr.key', 'fail', /refuses it/],
    ['another company', { companyId: 'nobody' }, 'flatchr.company', 'fail', /no such company/],
    ['nothing there', { url: 'http://127.0.0.1:1' }, 'flatchr.key', 'fail', /ECONNREFUSED/],
    ['a column that was renamed', { hiredColumns: ['Embauché'] }, 'flatchr.columns', 'fail', /no column Embauché/],
    ['no such tag', { startDateTag: 'Arrivée' }, 'flatchr.tags', 'fail', /no tag Arrivée/],
  ];
  for (const [what, change, id, status, says] of BROKEN)
    it(`and names what is wrong: ${what}`, async () => {
      const check = of(await look(change), id);
      assert.equal(check.status, status);
      assert.match(check.summary, says);
      assert.ok(check.remedy, 'with a remedy');
    });

  it('and names contract types without a match', async () => {
    const check = of(await look({}, { CDI: 1 }), 'flatchr.contract-types');
    assert.deepEqual([check.status, /CDD/.test(check.summary)], ['warn', true]);
  });

  it('and knows a column by title, however it is spelled, and by id', async () => {
    assert.equal(of(await look({ hiredColumns: ['recrute'] }), 'flatchr.columns').status, 'ok');
    assert.equal(of(await look({ hiredColumns: ['695'] }), 'flatchr.columns').status, 'ok');
  });
});
