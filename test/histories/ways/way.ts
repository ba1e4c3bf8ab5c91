import { HireConnectionAttribute } from '../../../src/workflows/search-attributes.js';
import { eventually, type ConnectionInput, type Rig, type RigOptions } from '../../support/rig.js';

/** One run, or the latest of an id. */
export interface Run {
  readonly id: string;
  readonly runId?: string;
}

/** A way through a workflow, gone by people who do not exist. */
export interface Way extends RigOptions {
  /** The connection has a chat channel, which answers with this status. */
  readonly chat?: number;
  /** Goes the way. @returns the run to be recorded. */
  readonly go: (rig: Rig) => Promise<Run>;
}

/** The ways through one workflow, by name. */
export type Ways = Readonly<Record<string, Way>>;

/** Changes some of the connection's settings. */
export const settings = (change: Partial<ConnectionInput>): Pick<RigOptions, 'connection'> => ({
  connection: (before) => ({ ...before, ...change }),
});

export async function mailed(rig: Rig, count: number): Promise<void> {
  await eventually(`${count} mails`, () => rig.sandbox.mail.messages.length >= count || undefined);
}

/** Starts a workflow as the connector does, in the rig's name. @returns its handle. */
export async function started(rig: Rig, type: string, ...args: unknown[]) {
  return await rig.client.workflow.start(type, {
    workflowId: `${type}/${rig.connection}`,
    taskQueue: rig.connection,
    args,
    typedSearchAttributes: [{ key: HireConnectionAttribute, value: rig.connection }],
  });
}
