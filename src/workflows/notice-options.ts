import type { ActivityOptions } from '@temporalio/workflow';

/** How a notice is sent by mail. A server that is down is no reason to forget it, and a repeat is harmless: its Message-ID stays the same. */
export const NOTICE = {
  startToCloseTimeout: '60s', // one SMTP conversation
  scheduleToCloseTimeout: '90 days',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m' },
} satisfies ActivityOptions;
