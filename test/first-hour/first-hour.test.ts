import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureBuilt } from '../../scripts/setup.mjs';
import { CHECK_IDS } from '../../src/contracts/check.js';
import type { Examination } from '../../src/doctor/examination.js';
import { flagOf, type Question } from '../../src/setup/ask.js';
import type { SetUp } from '../../src/setup/setup.js';
import { COMPANY, drag, FIRST_DAY, FLATCHR_KEY, startFlatchr } from '../stand-ins/flatchr.js';
import { LUCCA_KEY, startLucca } from '../stand-ins/lucca.js';
import { startMail } from '../stand-ins/mail.js';
import { newPlace, spawnConnector, type Place } from '../support/connector-process.js';
import { eventually } from '../support/rig.js';

const CLI = fileURLToPath(new URL('../../bin/hire.mjs', import.meta.url));

/** As it is installed, in the folder of the connector. @throws where it does not end with code 0. */
async function hire({ dataDir: cwd, env }: Place, ...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args, '--json'], { cwd, env });
  return JSON.parse(stdout);
}

describe('the first hour, with stand-ins that are not the sandbox', function () {
  this.timeout(120_000); // a build may come first

  it('goes from an empty folder by setup and doctor to an employee in Lucca and a mail', async () => {
    ensureBuilt();
    const [lucca, flatchr, mail, anywhere] = await Promise.all([startLucca(), startFlatchr(), startMail(), newPlace()]);
    const place = { ...anywhere, env: { ...anywhere.env, NODE_ENV: 'production' } }; // as npm run serve has it
    const answers: Partial<Record<Question, string>> = {
      connection: 'acme',
      luccaKey: LUCCA_KEY,
      establishment: 'Siège',
      department: 'Ventes',
      primaryRole: 'Collaborateur',
      flatchrCompany: COMPANY,
      flatchrKey: FLATCHR_KEY,
      contractType: 'CDI',
      contractTypes: 'CDI=1, CDD=2',
      startDateTag: "Date d'entrée",
      admins: 'hr@acme.example',
      language: 'en',
      smtp: mail.url,
      from: 'hires@acme.example',
      publicUrl: `http://localhost:${place.port}`,
    };
    const flags = Object.entries(answers).flatMap(([question, answer]) => [flagOf(question as Question), answer]);
    const standIns = ['--lucca-url', lucca.url, '--flatchr-url', flatchr.url];
    const { webhookUrl } = (await hire(place, 'setup', '--yes', ...standIns, ...flags)) as SetUp; // what it prints
    const connector = await spawnConnector(['ignore', 'ignore', 'inherit'], undefined, place);
    try {
      const ready = async () => (await fetch(`http://127.0.0.1:${place.port}/readyz`).catch(() => undefined))?.ok;
      await eventually('readiness', ready, 60_000);

      const { ok, checks } = (await hire(place, 'doctor')) as Examination; // what it prints
      assert.ok(ok);
      assert.deepEqual(checks.map(({ id }) => id).toSorted(), [...CHECK_IDS].toSorted(), 'each once');
      assert.deepEqual(
        checks.filter(({ status }) => status !== 'ok').map(({ id, status }) => [id, status]),
        [
          ['chat', 'skipped'],
          ['lucca.rules', 'skipped'],
        ],
      );

      const { status } = await fetch(webhookUrl, { method: 'POST', body: JSON.stringify(drag()) });
      assert.equal(status, 202);
      await eventually('the mail', () => mail.mails.some(({ subject, text }) => `${subject} ${text}`.includes('Ana Petit')), 30_000);
      const employee = lucca.employees.find(({ firstName }) => firstName === 'Ana');
      assert.deepEqual(employee && [employee['login'], employee['departmentId'], employee['dtContractStart']], [
        'apetit',
        14,
        `${FIRST_DAY}T00:00:00`,
      ]);
    } finally {
      await connector.stop();
      await Promise.all([lucca.close(), flatchr.close(), mail.close()]);
    }
  });
});
