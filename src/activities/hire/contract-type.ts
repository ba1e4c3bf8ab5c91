import type { EmployeeDraft } from '../../hire/draft.js';
import type { LuccaRequest } from '../../hire/preview.js';
import type { LuccaContract, LuccaReader, LuccaWriter, NewLuccaContract } from '../../lucca/lucca-client.js';
import { LuccaError } from '../../lucca/errors.js';
import { contractRequest, contractTypeRequest } from '../../lucca/requests.js';

export interface ContractOutcome {
  /** Lucca refused the type, in its own words. */
  readonly refused?: { readonly words: string | undefined };
  /** It took the type, and not the end. */
  readonly endLeftOut?: true;
  /** What would be sent, where nothing can be. */
  readonly planned?: LuccaRequest;
}

/**
 * Gives the employee's contract its type, and its end where one is known. The creation (`contract=true`) made a contract of the account's
 * default type; setting the type is safe to repeat. A contract is made only where there is none: Lucca refuses overlapping ones, so that a
 * repeat makes no second. An end that Lucca refuses, as for a contract without a term, is left to HR.
 *
 * Why this way round: docs/adr/0002-contract-type.md.
 */
export async function setContractType(
  employeeId: number,
  draft: EmployeeDraft,
  { lucca, writer }: { readonly lucca: Pick<LuccaReader, 'contractsOf'>; readonly writer?: Omit<LuccaWriter, 'createUser'> | undefined },
): Promise<ContractOutcome> {
  const typeId = draft.contractType.value;
  const endsOn = draft.contractEnd?.value;
  const contract = contractOf(draft, await lucca.contractsOf([employeeId]));
  if (contract?.typeId === typeId && (endsOn === undefined || contract.endsOn === endsOn)) return {};
  if (!writer)
    return {
      planned: contract ? contractTypeRequest(contract.id, typeId, endsOn) : contractRequest(newContract(employeeId, draft, endsOn)),
    };
  const set = (end: string | undefined) =>
    contract ? writer.setContractType(contract.id, typeId, end) : writer.createContract(newContract(employeeId, draft, end));
  const refusal = await refusalOf(set(endsOn));
  if (!refusal || endsOn === undefined) return refusal ? { refused: refusal } : {};
  const refusedWithoutEnd = await refusalOf(set(undefined));
  return refusedWithoutEnd ? { refused: refusedWithoutEnd } : { endLeftOut: true };
}

function newContract(
  ownerId: number,
  { startDate, establishment, contractType }: EmployeeDraft,
  endsOn: string | undefined,
): NewLuccaContract {
  const made = { ownerId, startsOn: startDate.value, establishmentId: establishment.value, typeId: contractType.value };
  return { ...made, ...(endsOn !== undefined && { endsOn }) };
}

async function refusalOf(request: Promise<void>): Promise<ContractOutcome['refused']> {
  try {
    await request;
    return undefined;
  } catch (error) {
    if (error instanceof LuccaError && error.kind === 'rejected') return { words: error.words };
    throw error;
  }
}

/** The one that begins with the hire; a new employee has no other, but HR may have changed its date meanwhile. */
function contractOf(draft: EmployeeDraft, contracts: readonly LuccaContract[]): LuccaContract | undefined {
  return contracts.find(({ startsOn }) => startsOn === draft.startDate.value) ?? contracts[0];
}
