// npm run check:endpoints [YYYY-MM-DD]: fails when an endpoint that the connector uses is announced to end within 90 days.
// Not part of npm test, which must not depend on the day.
import { endingWithin } from '../test/conformance/ending.ts';
import { TABLES } from '../test/conformance/tables.ts';

const DAYS = 90;
const today = process.argv[2] ?? new Date().toISOString().slice(0, 10);
if (Number.isNaN(Date.parse(today))) {
  console.error(`${today} is no day: write it like 2027-01-04`);
  process.exit(2);
}
for (const [system, rows] of Object.entries(TABLES)) {
  const ending = endingWithin(rows, DAYS, today);
  console.log(
    `${ending.length === 0 ? 'ok    ' : 'FAILED'} ${system}: ${rows.length} endpoints in use, ${ending.length} end within ${DAYS} days`,
  );
  for (const { row, endsOn, daysLeft } of ending) {
    process.exitCode = 1;
    console.log(`       ${row.method} ${row.path} ends on ${endsOn} (${daysLeft} days): ${row.page}`);
  }
}
