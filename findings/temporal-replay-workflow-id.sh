#!/usr/bin/env bash
# Temporal's TypeScript SDK 1.24.0: Worker.runReplayHistory(options, history) replays under the workflow id "fake" unless a third argument
# names another. A history that was fetched or downloaded does not hold the id, and nothing warns.
#
# A correct workflow that makes a child's id of its own (`${workflowInfo().workflowId}/child`, as the documentation advises for
# uniqueness) then fails with TMPRL1100, as if its code had changed.
# What one would expect: the replay says that an id is needed, or does not compare it.
# What follows: keep the id beside each recorded history, and pass it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @temporalio/worker@1.24.0 @temporalio/workflow@1.24.0 protobufjs@8.8.1

cat > workflows.mjs <<'JS'
import { startChild, workflowInfo } from '@temporalio/workflow';
export async function child() {}
export async function parent() {
  await startChild(child, { workflowId: `${workflowInfo().workflowId}/child` });
}
JS
# The history of a run with the id "order-1" up to the start of its child.
cat > history.json <<'JSON'
{ "events": [
  { "eventId": "1", "eventTime": "2027-01-04T09:00:00Z", "eventType": "EVENT_TYPE_WORKFLOW_EXECUTION_STARTED",
    "workflowExecutionStartedEventAttributes": { "workflowType": { "name": "parent" }, "taskQueue": { "name": "q" },
      "originalExecutionRunId": "11111111-1111-4111-8111-111111111111", "firstExecutionRunId": "11111111-1111-4111-8111-111111111111", "attempt": 1, "workflowTaskTimeout": "10s" } },
  { "eventId": "2", "eventTime": "2027-01-04T09:00:00Z", "eventType": "EVENT_TYPE_WORKFLOW_TASK_SCHEDULED",
    "workflowTaskScheduledEventAttributes": { "taskQueue": { "name": "q" }, "startToCloseTimeout": "10s", "attempt": 1 } },
  { "eventId": "3", "eventTime": "2027-01-04T09:00:00Z", "eventType": "EVENT_TYPE_WORKFLOW_TASK_STARTED",
    "workflowTaskStartedEventAttributes": { "scheduledEventId": "2" } },
  { "eventId": "4", "eventTime": "2027-01-04T09:00:00Z", "eventType": "EVENT_TYPE_WORKFLOW_TASK_COMPLETED",
    "workflowTaskCompletedEventAttributes": { "scheduledEventId": "2", "startedEventId": "3" } },
  { "eventId": "5", "eventTime": "2027-01-04T09:00:00Z", "eventType": "EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED",
    "startChildWorkflowExecutionInitiatedEventAttributes": { "namespace": "default", "workflowId": "order-1/child",
      "workflowType": { "name": "child" }, "taskQueue": { "name": "q" }, "workflowTaskCompletedEventId": "4" } }
] }
JSON
cat > seen.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});
const history = JSON.parse(readFileSync('history.json', 'utf8'));
const options = { workflowsPath: fileURLToPath(new URL('workflows.mjs', import.meta.url)) };
const replay = async (...id) => {
  try {
    await Worker.runReplayHistory(options, history, ...id);
    return 'replays';
  } catch (error) {
    return `${error.name} ${/\[TMPRL\d+\]/.exec(error.message)?.[0]}${error.message.includes('fake/child') ? ', quoting fake/child' : ''}`;
  }
};
console.log(`without an id:    ${await replay()}`);
console.log(`with its own id:  ${await replay('order-1')}`);
process.exit(0);
JS
cat > expected <<'TXT'
without an id:    DeterminismViolationError [TMPRL1100], quoting fake/child
with its own id:  replays
TXT
node seen.mjs | tee seen
diff expected seen && echo 'as described: Temporal TypeScript SDK 1.24.0'
