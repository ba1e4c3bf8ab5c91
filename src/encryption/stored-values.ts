import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';

/** All values in what Temporal stores, such as a history, decoded. Search attributes and headers, which are never encrypted, are left out. */
export async function storedValues(stored: unknown, codecs: readonly PayloadCodec[]): Promise<unknown[]> {
  let payloads = payloadsIn(stored);
  for (const codec of codecs.toReversed()) payloads = await codec.decode(payloads);
  return payloads.map((payload) => defaultPayloadConverter.fromPayload(payload));
}

function payloadsIn(stored: unknown): Payload[] {
  if (typeof stored !== 'object' || stored === null || stored instanceof Uint8Array) return [];
  if (isPayload(stored)) return [stored];
  const parts = Object.entries(stored).filter(([name]) => name !== 'searchAttributes' && name !== 'header');
  return parts.flatMap(([, part]: [string, unknown]) => payloadsIn(part));
}

function isPayload(value: object): value is Payload {
  return 'metadata' in value && typeof value.metadata === 'object' && value.metadata !== null && 'encoding' in value.metadata;
}
