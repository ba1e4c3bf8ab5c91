import { requestLine, type Preview } from '../../hire/preview.js';
import type { Speech } from './language.js';

interface RequestsProps {
  readonly preview: Preview;
  readonly speech: Speech;
}

/** What would be sent to Lucca, to the letter. */
export function Requests({ preview, speech: { words } }: RequestsProps) {
  const { headings, onlyIf } = words.texts;
  return (
    <>
      <h2>{headings.requests}</h2>
      {preview.requests.map((request) => (
        <>
          {request.onlyIf && <p>{onlyIf[request.onlyIf]}</p>}
          <pre>{`${requestLine(request)}\n${JSON.stringify(request.body, null, 1)}`}</pre>
        </>
      ))}
    </>
  );
}
