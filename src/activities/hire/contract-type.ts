import type { EmployeeDraft } from '../../hire/draft.js';
import type { LuccaClient, LuccaContract } from '../../lucca/client.js';
import { LuccaError } from '../../lucca/errors.js';

/** Lucca's refusal, in its own words. */
export interface ContractRefused {
  readonly words: string | undefined;
}

/**
 * Gives the employee's contract its type. The creation (`contract=true`) made a contract of the account's default type; setting the type
 * is safe to repeat. A contract is made only where there is none: Lucca refuses overlapping ones, so that a repeat makes no second.
 *
 * Why this way round: docs/adr/0002-contract-type.md.
 */
export async function setContractType(employeeId: number, draft: EmployeeDraft, lucca: LuccaClient): Promise<ContractRefused | undefined> {
  const typeId = draft.contractType.value;
  const contract = contractOf(draft, await lucca.contractsOf([employeeId]));
  if (contract?.typeId === typeId) return undefined;
  try {
    if (contract) await lucca.setContractType(contract.id, typeId);
    else
      await lucca.createContract({
        ownerId: employeeId,
        startsOn: draft.startDate.value,
        establishmentId: draft.establishment.value,
        typeId,
      });
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
