import type * as workflows from '../../src/workflows/index.js';
import { backfill } from './ways/backfill.js';
import { doctor } from './ways/doctor.js';
import { gateway } from './ways/gateway.js';
import { hire } from './ways/hire.js';
import {
  applicant,
  change,
  chatNotice,
  dailyList,
  erased,
  flatchrNote,
  flatchrSide,
  lastNotice,
  mailLink,
  operatorNotice,
  pause,
  refusedBody,
  retention,
  session,
} from './ways/notices.js';
import { trace } from './ways/trace.js';
import { reconcile } from './ways/reconcile.js';
import { preview } from './ways/preview.js';
import { trial } from './ways/trial.js';
import { trouble } from './ways/trouble.js';
import type { Way, Ways } from './ways/way.js';

/** Of every workflow, every way through it. */
const WAYS_BY_TYPE: Readonly<Record<keyof typeof workflows, Ways>> = {
  hire,
  backfill,
  gateway,
  trouble,
  change,
  dailyList,
  erased,
  chatNotice,
  flatchrNote,
  lastNotice,
  mailLink,
  session,
  operatorNotice,
  pause,
  flatchrSide,
  refusedBody,
  retention,
  reconcile,
  applicant,
  doctor,
  trial,
  preview,
  trace,
};

/** Each is one recorded history: `{workflow type}/{way}`. */
export const WAYS: ReadonlyMap<string, Way> = new Map(
  Object.entries(WAYS_BY_TYPE).flatMap(([type, ways]) => Object.entries(ways).map(([name, way]) => [`${type}/${name}`, way] as const)),
);
