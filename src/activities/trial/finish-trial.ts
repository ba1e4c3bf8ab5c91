import type { TrialSteps } from '../../contracts/trial.js';
import { WRITTEN_FIELDS } from '../../lucca/written-fields.js';
import { LuccaError } from '../../lucca/errors.js';
import type { LuccaGet } from '../../lucca/http.js';
import { observe, type ShownRecord } from '../../trial/observe.js';
import { connectionOf, type GatewayStepDeps } from '../deps.js';
import { setContractType } from '../hire/contract-type.js';
import { newUser } from '../../lucca/requests.js';
import { asTrialContract } from './create-trial.js';

/** Reads the employee of a trial back, sets its contract type as a hire does, and says what is not as the connector assumes. */
export function createFinishTrial(deps: GatewayStepDeps): TrialSteps['finishTrial'] {
  return async ({ connection, draft, created }) => {
    const { lucca, http, writer, settings } = connectionOf(deps, connection);
    const { employee } = created;
    const record = await readBack(employee.id, http);
    const { refused } = await setContractType(employee.id, draft, { lucca, writer });
    const contracts = (await lucca.contractsOf([employee.id])).map(asTrialContract);
    const observations = observe({
      draft,
      sent: newUser(draft),
      created,
      record,
      contracts,
      settleForMs: settings.lucca.settleFor,
    });
    const name = `${draft.firstName.value} ${draft.lastName.value}`;
    const differing = observations.filter(({ consequence }) => consequence !== undefined).length;
    return {
      ok: refused === undefined,
      summary: refused
        ? `${name} is in Lucca, which refuses its contract type: ${refused.words ?? 'without a word'}`
        : `${name} is in Lucca. ${differing === 0 ? 'All is as the connector assumes' : `${differing} things are not as the connector assumes`}`,
      ...(refused && { remedy: 'choose another contract type under defaults or contractTypes' }),
      employee: { ...employee, name, email: draft.email.value },
      observations,
      removal: `Lucca deletes no files. Open ${employee.link}, or Employees › Change employee, and end the contract there (section Contracts): the file is then a former employee's`,
    };
  };
}

/** By the list, since that is what the connector reads. */
async function readBack(id: number, http: LuccaGet): Promise<ShownRecord> {
  let record: ShownRecord = {};
  for (const fields of WRITTEN_FIELDS) {
    const query = { id: String(id), formerEmployees: 'true', fields: ['id', ...fields].join(',') };
    try {
      record = { ...record, ...firstItem(await http({ method: 'GET', path: '/api/v3/users', query })) };
    } catch (error) {
      if (!(error instanceof LuccaError) || !error.lasts) throw error;
    }
  }
  return record;
}

function firstItem(answer: unknown): ShownRecord {
  const { data } = answer as { data?: { items?: unknown } | null }; // what else it is shows as a value that is not shown
  const [item] = Array.isArray(data?.items) ? (data.items as unknown[]) : [];
  return typeof item === 'object' && item !== null ? (item as ShownRecord) : {};
}
