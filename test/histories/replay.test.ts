import assert from 'node:assert/strict';
import { NO_AUDIT } from '../../src/audit/audit-log.js';
import { auditSinks } from '../../src/worker/auditing.js';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import * as workflows from '../../src/workflows/index.js';
import { bundleWorkflows, workflowBundle } from '../support/temporal.js';
import { WAYS } from './ways.js';

const folder = new URL('.', import.meta.url);

interface Recorded {
  readonly events: readonly { readonly workflowExecutionStartedEventAttributes?: { readonly workflowId?: string } }[];
}

async function replay(way: string, bundle: WorkflowBundleOption): Promise<void> {
  const history = JSON.parse(await readFile(new URL(`${way}.json`, folder), 'utf8')) as Recorded; // written by record.ts
  const id = history.events[0]?.workflowExecutionStartedEventAttributes?.workflowId; // a child's id may be made of it
  await Worker.runReplayHistory({ workflowBundle: bundle, sinks: auditSinks(NO_AUDIT) }, history, id);
}

describe('recorded histories', () => {
  const recorded = Object.keys(workflows).flatMap((type) =>
    readdirSync(folder).includes(type)
      ? readdirSync(new URL(`${type}/`, folder)).map((file) => `${type}/${file.replace(/\.json$/, '')}`)
      : [],
  );

  for (const type of Object.keys(workflows))
    it(`exist of ${type}`, () =>
      assert.ok(
        recorded.some((way) => way.startsWith(`${type}/`)),
        `add ${type} to ways.ts, and record it`,
      ));

  it('exist of every way through every workflow', () => {
    assert.deepEqual(recorded.toSorted(), [...WAYS.keys()].toSorted());
  });

  for (const way of recorded) it(`${way}: the workflow takes the same way again`, async () => replay(way, await workflowBundle()));
});

describe('recorded histories do not replay', () => {
  const changed = (name: string) => bundleWorkflows([new URL(`./changed/${name}.ts`, import.meta.url)]);

  for (const [change, way] of [
    ['hire-without-login', 'hire/straight-through'],
    ['gateway-never-closes', 'gateway/idle'],
    ['daily-list-one-by-one', 'dailyList/two-admins'],
  ] as const)
    it(`when somebody makes a change such as ${change}`, async () => {
      await assert.rejects(replay(way, await changed(change)), DeterminismViolationError);
    });

  let late: ReturnType<typeof changed> | undefined;
  for (const way of WAYS.keys())
    it(`when any workflow begins with another step: ${way}`, async () => {
      await assert.rejects(replay(way, await (late ??= changed('late'))), DeterminismViolationError);
    });
});
