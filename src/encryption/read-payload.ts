import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';

/** Reads a payload of a history, which the SDK hands over as it is stored. */
export async function readPayload<T>({ options }: Pick<Client, 'options'>, payload: Payload): Promise<T> {
  const { payloadCodecs, payloadConverter } = options.loadedDataConverter;
  let payloads = [payload];
  for (const codec of payloadCodecs.toReversed()) payloads = await codec.decode(payloads);
  return payloadConverter.fromPayload<T>(payloads[0] ?? payload);
}
